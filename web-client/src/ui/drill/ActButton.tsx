import { type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import './drill.css';

/** How long a reason stays beside a button that was pressed in vain. */
const REASON_MS = 4_000;

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

/** A button for a command: never silently dead; pressed in vain it says why. */
export function ActButton({ children, may, notNow, hint, tone = 'plain', busy, pressed, onAct, ref }: Props) {
  const { say } = useWords('record');
  const id = useId();
  const why = notNow ?? (may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`));
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), REASON_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const off = why !== undefined;
  return (
    <>
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
          if (off) setAsked(true);
          else if (!busy) onAct();
        }}
      >
        <span>{children}</span>
        {hint ? (
          <span className="drill-key" aria-hidden="true">
            {hint}
          </span>
        ) : null}
      </button>
      {off ? (
        <span id={id} className={asked ? 'drill-why' : 'visually-hidden'} role={asked ? 'status' : undefined}>
          {why}
        </span>
      ) : null}
    </>
  );
}
