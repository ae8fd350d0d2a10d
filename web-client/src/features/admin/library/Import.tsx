/** Takes a file into the library: a package with attachments, or a scenario file. */
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyName, isShortName } from '../../../lib/drill/library';
import type { ScenarioSummary } from '../../../protocol';
import { importPackage, problemCode, uploadScenario } from '../../../sync';
import { asProblem, Dialog, ProblemNote } from '../../../ui';

interface Props {
  /** Short names that are known to be taken. */
  taken: readonly string[];
  onDone: (scenario: ScenarioSummary) => void;
}

export function Import({ taken, onDone }: Props) {
  const { t } = useTranslation('admin');
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [asked, setAsked] = useState<File>();
  const hint = useId();
  const take = async (file: File, under: { id?: string; version?: boolean }) => {
    setBusy(true);
    setError(undefined);
    try {
      const zip = /\.zip$/i.test(file.name);
      const done = await (zip ? importPackage(file, under) : uploadScenario(file));
      setAsked(undefined);
      onDone(done);
    } catch (failed) {
      // Only a package may come in under another name: a scenario file says its own.
      if (problemCode(failed) === 'already_done' && /\.zip$/i.test(file.name)) setAsked(file);
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack admin-import">
      <div className="row">
        <button type="button" disabled={busy} aria-describedby={hint} onClick={() => input.current?.click()}>
          {t('library.import')}
        </button>
        <span id={hint} className="quiet small">
          {t('library.importHint')}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".zip,.yaml,.yml,.json"
        aria-label={t('library.import')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void take(file, {});
        }}
      />
      {error && !asked ? <ProblemNote problem={asProblem(error)} /> : null}
      {asked ? (
        <Taken
          file={asked}
          taken={taken}
          busy={busy}
          error={problemCode(error) === 'already_done' ? undefined : error}
          onClose={() => {
            setAsked(undefined);
            setError(undefined);
          }}
          onTake={(under) => void take(asked, under)}
        />
      ) : null}
    </div>
  );
}

interface TakenProps {
  file: File;
  taken: readonly string[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onTake: (under: { id?: string; version?: boolean }) => void;
}

/** The short name is taken: a new version of what is there, or another name. */
function Taken({ file, taken, busy, error, onClose, onTake }: TakenProps) {
  const { t } = useTranslation('admin');
  const [way, setWay] = useState<'version' | 'other'>('version');
  const [id, setId] = useState(() => copyName(stem(file.name), taken));
  const field = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    onTake(way === 'version' ? { version: true } : { id });
  };
  return (
    <Dialog title={t('library.taken')} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        <fieldset className="stack">
          <legend>{t('library.takenAsk')}</legend>
          {(['version', 'other'] as const).map((one) => (
            <label key={one} className="admin-tick">
              <input type="radio" name={field} checked={way === one} onChange={() => setWay(one)} />
              {t(one === 'version' ? 'library.asVersion' : 'library.asOther')}
            </label>
          ))}
        </fieldset>
        {way === 'other' ? <ShortName value={id} onChange={setId} /> : null}
        {error ? <ProblemNote problem={asProblem(error)} /> : null}
        <button
          type="submit"
          className="primary"
          disabled={busy || (way === 'other' && (!isShortName(id) || taken.includes(id)))}
        >
          {t('library.importGo')}
        </button>
      </form>
    </Dialog>
  );
}

/** A short name out of a file's: without what the export put around it. */
function stem(name: string): string {
  const bare = name.replace(/\.[^.]+$/, '').replace(/^(演练-)?EXERCISE-/, '');
  return bare.replace(/-v\d+.*$/, '').replace(/[^\p{L}\p{N}._-]/gu, '-') || 'scenario';
}

/** A new short name, with what it may hold. */
export function ShortName({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('admin');
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('library.newId')}</label>
      <input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        aria-invalid={!isShortName(value)}
        onChange={(event) => onChange(event.target.value.trim())}
      />
      <span id={`${id}-hint`} className="quiet small">
        {t('library.idHint')}
      </span>
    </div>
  );
}
