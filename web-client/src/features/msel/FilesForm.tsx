/** Files of a row: chosen, named in words, for whom, taken out. They lie in the store as everybody's files do. */
import { useState } from 'react';
import type { Attachment } from '../../protocol';
import { useExercise } from '../../sync';
import { uploadFile } from '../../sync/rest';
import { asProblem, ProblemNote } from '../../ui';
import { useKept } from './useKept';
import { type Form, said, Words } from './ValueParts';
import { useMselWords, usePlanWords } from './words';

/** As the server bounds a file; told before minutes of uploading are lost. */
const FILE_BYTES_MAX = 25 * 1024 * 1024;
/** As the server bounds them: more nobody opens in the middle of a drill. */
const FILES_MAX = 8;
/** Longest name of a file, in characters. */
const NAME_MAX = 80;
const TYPES = '.png,.jpg,.jpeg,.webp,.gif,.pdf,.docx,.xlsx,.zip,.mp4,.mp3,.ogg,.m4a,.txt';
const PICTURE = /^image\//;

type Wrong = { too_large: true } | { failed: unknown };

export function FilesForm({ id, off, value, save }: Form<readonly Attachment[]>) {
  const { t } = usePlanWords();
  const exercise = useExercise()?.id;
  const [list, setList] = useKept(value);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Wrong>();
  const change = (next: readonly Attachment[]) => {
    setList(next);
    save(next.length > 0 ? next : null);
  };
  const take = async (file: File | undefined) => {
    if (!file || !exercise) return;
    setWrong(undefined);
    if (file.size > FILE_BYTES_MAX) return setWrong({ too_large: true });
    setBusy(true);
    try {
      const stored = await uploadFile(exercise, file);
      const { bytes, media_type } = stored;
      const one = { file: stored.file, name: shortened(file.name), bytes, media_type };
      // The same content once: another name for it is the caption's.
      change([...list.filter((old) => old.file !== one.file), one]);
    } catch (failed) {
      setWrong({ failed });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="msel-files">
      <ul>
        {list.map((one, at) => (
          <li key={one.file}>
            <One
              one={one}
              off={off}
              onChange={(next) => change(list.map((old, index) => (index === at ? next : old)))}
              onRemove={() => change(list.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <label className="msel-file-new">
        <span>＋ {t(busy ? 'files.sending' : 'files.add')}</span>
        <input
          id={id}
          type="file"
          accept={TYPES}
          disabled={off || busy || list.length >= FILES_MAX}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file can be chosen again after it was taken out.
            event.target.value = '';
          }}
        />
      </label>
      <p className="quiet small">
        {t('files.bounds', { mb: FILE_BYTES_MAX / 1024 / 1024, count: FILES_MAX })}
      </p>
      {wrong && 'too_large' in wrong ? (
        <p className="problem" role="alert">
          {t('files.too_large', { mb: FILE_BYTES_MAX / 1024 / 1024 })}
        </p>
      ) : null}
      {wrong && 'failed' in wrong ? <ProblemNote problem={asProblem(wrong.failed)} /> : null}
    </div>
  );
}

/** A name within its bound that keeps its end: it says what kind of file it is. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= NAME_MAX) return name;
  const end = /\.[^.]{1,8}$/.exec(name)?.[0] ?? '';
  return `${letters.slice(0, NAME_MAX - end.length - 1).join('')}…${end}`;
}

interface OneProps {
  one: Attachment;
  off: boolean;
  onChange: (next: Attachment) => void;
  onRemove: () => void;
}

function One({ one, off, onChange, onRemove }: OneProps) {
  const { t, say, in: pick } = usePlanWords();
  const list = useMselWords();
  const { caption, ...bare } = one;
  return (
    <>
      <div className="row">
        <a href={`/f/${one.file}`} target="_blank" rel="noreferrer" className="grow">
          {PICTURE.test(one.media_type) ? (
            <img
              className="msel-thumb"
              src={`/f/${one.file}`}
              alt={pick(caption) || one.name}
              loading="lazy"
            />
          ) : null}
          {one.name}
        </a>
        <span className="quiet small">
          {say('common:file.size', { kb: Math.max(1, Math.round(one.bytes / 1024)) })}
        </span>
        <button
          type="button"
          disabled={off}
          aria-label={`${list.t('value.remove')} ${one.name}`}
          onClick={onRemove}
        >
          ✕
        </button>
      </div>
      <Words
        text={caption ?? {}}
        off={off}
        what={`${t('files.caption')} · ${one.name}`}
        onSave={(text) => onChange(said(text) ? { ...bare, caption: text } : bare)}
      />
      <label className="row">
        <span>{t('files.who')}</span>
        <select
          disabled={off}
          aria-label={`${t('files.who')} · ${one.name}`}
          value={one.control_only ? 'control' : 'recipients'}
          onChange={(event) => {
            const { control_only: _, ...rest } = one;
            onChange(event.target.value === 'control' ? { ...rest, control_only: true } : rest);
          }}
        >
          <option value="recipients">{t('files.recipients')}</option>
          <option value="control">{t('files.control')}</option>
        </select>
      </label>
    </>
  );
}
