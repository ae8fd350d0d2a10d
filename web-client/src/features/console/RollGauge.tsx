import { useWords } from '../../lib/drill/useWords';
import { useExercise } from '../../sync';
import { useDesk } from './desk';
import { useRoll } from './roll';
import './roll.css';

/** In standby the header counts the departments that are ready, and leads to the roll call. */
export function RollGauge() {
  const { t } = useWords('rollcall');
  const open = useDesk((desk) => desk.open);
  const standby = useExercise()?.status === 'standby';
  const roll = useRoll();
  if (!standby || roll.length === 0) return null;
  const go = roll.filter((line) => line.word === 'go').length;
  return (
    <button
      type="button"
      className={go < roll.length ? 'con-figure con-figure-soon' : 'con-figure'}
      aria-keyshortcuts="G O"
      onClick={() => open({ type: 'roll' })}
    >
      <span aria-hidden="true">{go < roll.length ? '▲ ' : '● '}</span>
      {t('gauge', { go, all: roll.length })}
    </button>
  );
}
