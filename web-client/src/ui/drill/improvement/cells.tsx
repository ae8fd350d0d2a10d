/** What stands of an action in every table of them: until when, and how far it is. */
import { daysOver, STAGE_SIGNS } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import type { ActionItem } from '../../../protocol';

type Dated = Pick<ActionItem, 'due' | 'stage'>;

/** The day, and by how many days it has passed. */
export function Due({ action, today }: { action: Dated; today: string }) {
  const { t } = useWords('improve');
  const over = daysOver(action, today);
  return (
    <div>
      <span className="num">{action.due ?? '–'}</span>{' '}
      {over > 0 ? (
        <span className="chip late">
          <span aria-hidden="true">◆</span>
          {t('over', { n: over })}
        </span>
      ) : null}
    </div>
  );
}

/** Its stage by shape and word. */
export function ActionStageChip({ stage }: Pick<Dated, 'stage'>) {
  const { t } = useWords('improve');
  const [shape, tone] = STAGE_SIGNS[stage];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`stage.${stage}`)}
    </span>
  );
}
