import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookAnswer } from '../../protocol';
import { look } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';

const LENGTH = 6;

/** The six characters, however they were typed or pasted. */
export function bareCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, LENGTH);
}

/** Two groups of three, as on the wall: `K7M 4QP`. */
export function grouped(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

interface Props {
  first: string;
  onFound: (code: string, answer: LookAnswer) => void;
}

export function CodeForm({ first, onFound }: Props) {
  const { t } = useTranslation('join');
  const id = useId();
  const [code, setCode] = useState(bareCode(first));
  const [short, setShort] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (code.length !== LENGTH) {
      setShort(true);
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      onFound(code, await look({ with: 'room_code', code }));
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void go(event)} noValidate>
      <div className="field">
        <label htmlFor={id}>{t('code')}</label>
        <input
          id={id}
          className="code"
          value={grouped(code)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          inputMode="text"
          aria-invalid={short}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            setCode(bareCode(event.target.value));
            setShort(false);
          }}
        />
        <span id={`${id}-note`} className={short ? 'wrong small' : 'quiet small'}>
          {t(short ? 'codeShort' : 'codeHint')}
        </span>
      </div>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('looking') : t('go')}
      </button>
      <p className="quiet">{t('card')}</p>
    </form>
  );
}
