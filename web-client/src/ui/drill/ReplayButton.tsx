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

/** Opens the replay, at a commit where one is named; false where the browser does not allow a window. */
export function openReplay(seq?: number): boolean {
  const id = heldExercise();
  const at = seq === undefined ? '' : `?seq=${seq}`;
  return id !== undefined && openWindow(`/x/${id}/replay${at}`, 'startex-replay') !== null;
}

/** The commits that something rests on, each a way into the replay at its moment. */
export function Commits({ of }: { of: readonly number[] }) {
  const { say } = useWords('record');
  const may = useMayReplay();
  if (of.length === 0) return null;
  return (
    <p className="row">
      {of.map((seq) => {
        // As reports name it.
        const name = `L-${String(seq).padStart(4, '0')}`;
        if (!may) return <span key={seq}>{name}</span>;
        return (
          <button
            key={seq}
            type="button"
            className="drill-link num"
            aria-label={say('common:replay.at', { name })}
            onClick={() => {
              if (!openReplay(seq)) announce(say('common:replay.blocked'), 'assertive');
            }}
          >
            <span aria-hidden="true">▶</span> {name}
          </button>
        );
      })}
    </p>
  );
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
