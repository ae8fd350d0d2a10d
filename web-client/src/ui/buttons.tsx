import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { composing } from '../lib/keys';

/** Long enough that nobody does it by accident, short enough in danger. */
export const HOLD_MS = 1_500;

interface HoldButtonProps {
  children: ReactNode;
  /** What may be typed instead of holding. */
  word: string;
  onDone: () => void;
  disabled?: boolean;
  className?: string;
}

/** Press and hold, by pointer or with Space; or type the word. No click or double click does it. */
export function HoldButton({ children, word, onDone, disabled, className = 'danger' }: HoldButtonProps) {
  const { t } = useTranslation();
  const [holding, setHolding] = useState(false);
  const [typed, setTyped] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const begin = () => {
    if (disabled || timer.current !== undefined) return;
    setHolding(true);
    timer.current = setTimeout(() => {
      stop();
      onDone();
    }, HOLD_MS);
  };
  const stop = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHolding(false);
  };
  const matches = typed.trim().toLowerCase() === word.toLowerCase();
  return (
    <div className="hold">
      <button
        type="button"
        className={`${className} ${holding ? 'holding' : ''}`}
        disabled={disabled}
        aria-describedby={id}
        onPointerDown={(event) => event.button === 0 && begin()}
        onPointerUp={stop}
        onPointerLeave={stop}
        onPointerCancel={stop}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== ' ' && event.key !== 'Enter') return;
          event.preventDefault();
          begin();
        }}
        onKeyUp={stop}
        onBlur={stop}
      >
        <span className="fill" aria-hidden="true" />
        {children}
        <br />
        <span id={id} className="small" aria-live="polite">
          {holding ? t('hold.holding') : t('hold.hint')}
        </span>
      </button>
      <input
        aria-label={t('hold.type', { word })}
        placeholder={t('hold.type', { word })}
        autoComplete="off"
        value={typed}
        disabled={disabled}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || composing(event.nativeEvent)) return;
          event.preventDefault();
          if (!matches) return;
          setTyped('');
          onDone();
        }}
      />
    </div>
  );
}

interface ConfirmButtonProps {
  children: ReactNode;
  /** What the second step says; names whom it reaches. */
  ask: ReactNode;
  confirm: string;
  onConfirm: () => void;
  disabled?: boolean;
  className?: string;
  title?: string | undefined;
}

/** Two steps: arm, then confirm on another button. A double click arms and no more. */
export function ConfirmButton({
  children,
  ask,
  confirm,
  onConfirm,
  disabled,
  className,
  title,
}: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [armed, setArmed] = useState(false);
  const [ready, setReady] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!armed) return;
    cancel.current?.focus();
    // The second click of a double click comes within half a second.
    const timer = setTimeout(() => setReady(true), 500);
    return () => {
      clearTimeout(timer);
      setReady(false);
    };
  }, [armed]);
  if (!armed || disabled) {
    return (
      <button
        type="button"
        className={className}
        disabled={disabled}
        title={title}
        onClick={() => setArmed(true)}
      >
        {children}
      </button>
    );
  }
  return (
    <fieldset
      className="card stack"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          setArmed(false);
        }
      }}
    >
      <div>{ask}</div>
      <div className="row">
        <button
          type="button"
          className="primary"
          disabled={!ready}
          onClick={() => {
            setArmed(false);
            onConfirm();
          }}
        >
          {confirm}
        </button>
        <button type="button" ref={cancel} onClick={() => setArmed(false)}>
          {t('action.cancel')}
        </button>
      </div>
    </fieldset>
  );
}
