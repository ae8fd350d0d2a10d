/** The way to hot wash and replay, once the exercise is over: a window of its own, for the projector. */
import { useWords } from '../../lib/drill/useWords';
import { openWindow } from '../../lib/windows';
import type { Role } from '../../protocol';
import { heldExercise, useExercise, useYou } from '../../sync';
import { announce } from '../announcer';

/** Roles that the server gives a replay to. */
const READS: ReadonlySet<Role> = new Set<Role>(['DIR', 'LC', 'CTL', 'EVA', 'LEV']);
const OVER: ReadonlySet<string> = new Set(['ended', 'aborted', 'evaluating', 'reported', 'closed']);

/** Whether this seat may look at the replay now. */
export function useMayReplay(): boolean {
  const { role } = useYou();
  const status = useExercise()?.status;
  return READS.has(role) && status !== undefined && OVER.has(status);
}

/** Opens the replay; false where the browser does not allow a window. */
export function openReplay(): boolean {
  const id = heldExercise();
  return id !== undefined && openWindow(`/x/${id}/replay`, 'startex-replay') !== null;
}

export function ReplayButton({ hint }: { hint?: string }) {
  const { say } = useWords('record');
  if (!useMayReplay()) return null;
  return (
    <button
      type="button"
      aria-keyshortcuts={hint}
      onClick={() => {
        if (!openReplay()) announce(say('common:replay.blocked'), 'assertive');
      }}
    >
      {say('common:replay.short')} {hint ? <kbd>{hint}</kbd> : null}
    </button>
  );
}
