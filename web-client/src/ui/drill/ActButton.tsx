import './drill.css';
import type { ReactNode, Ref } from 'react';
import { useId } from 'react';
import { useWords } from '../../lib/drill/useWords';

interface Props {
  children: ReactNode;
  /** Whether it can be done now, and if not, why: the button stays reachable and says so. */
  may: { ok: boolean; why: string | undefined };
  /** A reason of this screen's own, in words. */
  notNow?: string | undefined;
  /** The key that does the same. */
  hint?: string;
  tone?: 'plain' | 'main' | 'danger';
  busy?: boolean;
  pressed?: boolean;
  onAct: () => void;
  ref?: Ref<HTMLButtonElement>;
}

/** A button for a command: never silently dead, always with the reason it gives for "no". */
export function ActButton({ children, may, notNow, hint, tone = 'plain', busy, pressed, onAct, ref }: Props) {
  const { say } = useWords('record');
  const id = useId();
  const why = notNow ?? (may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`));
  const off = why !== undefined;
  return (
    <button
      ref={ref}
      type="button"
      className={`drill-act drill-act-${tone}`}
      aria-disabled={off || busy || undefined}
      aria-describedby={off ? id : undefined}
      aria-keyshortcuts={hint}
      aria-pressed={pressed}
      title={why}
      onClick={() => {
        if (!off && !busy) onAct();
      }}
    >
      <span>{children}</span>
      {hint ? (
        <span className="drill-key" aria-hidden="true">
          {hint}
        </span>
      ) : null}
      {off ? (
        <span id={id} className="visually-hidden">
          {why}
        </span>
      ) : null}
    </button>
  );
}
