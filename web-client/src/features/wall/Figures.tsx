import { share } from '../../lib/drill/medians';
import { useWords } from '../../lib/drill/useWords';
import { useItems } from '../../sync';

/** The few numbers of the whole: quiet at zero, loud when something is late. */
export function Figures() {
  const { t } = useWords('wall');
  const figures = useItems('figures')[0];
  if (!figures) return null;
  const inTime = share(figures.ack_in_time, figures.ack_due);
  return (
    <section className="wall-figures" aria-label={t('figures.title')}>
      <Tile
        label={t('figures.deliveries')}
        value={String(figures.deliveries)}
        quiet={figures.deliveries === 0}
      />
      <Tile label={t('figures.open')} value={String(figures.open)} quiet={figures.open === 0} />
      <Tile
        label={t('figures.late')}
        value={`${figures.late > 0 ? '◆ ' : ''}${figures.late}`}
        quiet={figures.late === 0}
        late={figures.late > 0}
      />
      <Tile
        label={t('figures.in_time')}
        value={inTime.percent === null ? `${inTime.part}/${inTime.n}` : `${inTime.percent}%`}
        small={t('figures.of', { part: inTime.part, n: inTime.n })}
        quiet={inTime.n === 0}
      />
    </section>
  );
}

interface TileProps {
  label: string;
  value: string;
  small?: string;
  quiet?: boolean;
  late?: boolean;
}

export function Tile({ label, value, small, quiet, late }: TileProps) {
  return (
    <div className={`wall-tile${quiet ? ' wall-tile-quiet' : ''}${late ? ' wall-tile-late' : ''}`}>
      <p>{label}</p>
      <strong className="num">{value}</strong>
      <p className="wall-small">{small ?? ' '}</p>
    </div>
  );
}
