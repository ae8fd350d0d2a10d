import { useWords } from '../../lib/drill/useWords';
import { useItems } from '../../sync';
import { Tile } from './Figures';

/** How the promises to residents stand, in numbers. */
export function Promises() {
  const { t } = useWords('wall');
  const figures = useItems('figures')[0];
  if (!figures) return null;
  const { promises_open: open, promises_late: late, promises_kept: kept, promises_broken: broken } = figures;
  return (
    <section className="wall-promises" aria-label={t('promises.title')}>
      <Tile label={t('promises.open')} value={String(open)} quiet={open === 0} />
      <Tile
        label={t('promises.late')}
        value={`${late > 0 ? '◆ ' : ''}${late}`}
        quiet={late === 0}
        late={late > 0}
      />
      <Tile label={t('promises.kept')} value={String(kept)} quiet={kept === 0} />
      <Tile label={t('promises.broken')} value={String(broken)} quiet={broken === 0} />
    </section>
  );
}
