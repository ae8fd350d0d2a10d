/** Findings and the improvement plan at control's desk. */
import { dayOf, daysOver } from '../../lib/drill/improvement';
import { useWords } from '../../lib/drill/useWords';
import { clock, useExercise, useItems } from '../../sync';
import { Dialog } from '../../ui';
import { ImprovementBoard } from '../../ui/drill/improvement/Board';
import { useDesk } from './desk';
import { useZone } from './picture';

export function ImproveSheet() {
  const { t } = useWords('improve');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('title')} onClose={() => open(null)}>
      <div className="con-improve">
        <ImprovementBoard zone={zone} />
      </div>
    </Dialog>
  );
}

/** From here on there are reports to read, whether anything was found or not. */
const OVER: ReadonlySet<string> = new Set(['ended', 'aborted', 'evaluating', 'reported', 'closed']);

/** The way to it in the header, once there is something to improve or to read. */
export function ImproveButton() {
  const { t } = useWords('improve');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const actions = useItems('action');
  const findings = useItems('finding').length;
  const ended = OVER.has(useExercise()?.status ?? '');
  if (actions.length + findings === 0 && !ended) return null;
  const today = dayOf(clock.now(), zone);
  const over = actions.filter((one) => daysOver(one, today) > 0).length;
  return (
    <button type="button" aria-keyshortcuts="G J" onClick={() => open({ type: 'improve' })}>
      {t('short')}{' '}
      {over > 0 ? (
        <span className="chip late">
          <span aria-hidden="true">◆</span>
          {over}
          <span className="visually-hidden">{t('over_n', { n: over })}</span>
        </span>
      ) : null}
    </button>
  );
}
