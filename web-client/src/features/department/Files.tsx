import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid } from '../../lib/uuid';
import { NetworkError, uploadFile, useConnection, useExercise } from '../../sync';
import { asProblem, useProblemWords } from '../../ui';
import { type Draft, FILES_MAX } from './answer';

interface Pending {
  id: string;
  file: File;
  /** waiting: for the network · going · failed: the server said no. */
  state: 'waiting' | 'going' | 'failed';
  error?: unknown;
}

interface Props {
  files: Draft['files'];
  onAdd: (file: Draft['files'][number]) => void;
  onRemove: (file: string) => void;
  /** How many are not up yet. */
  onBusy: (busy: boolean) => void;
}

/** Photos and files: uploaded as soon as there is a network, then named by the answer. */
export function Files({ files, onAdd, onRemove, onBusy }: Props) {
  const { t } = useTranslation('department');
  const words = useProblemWords();
  const id = useId();
  const exercise = useExercise();
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const latest = useRef({ onAdd, onBusy });
  latest.current = { onAdd, onBusy };
  const room = FILES_MAX - files.length - pending.length;

  useEffect(() => latest.current.onBusy(pending.length > 0), [pending.length]);

  const next = live ? pending.find((item) => item.state === 'waiting') : undefined;
  const exerciseId = exercise?.id;
  useEffect(() => {
    if (!next || !exerciseId) return;
    const change = (to: Partial<Pending>) =>
      setPending((all) => all.map((item) => (item.id === next.id ? { ...item, ...to } : item)));
    change({ state: 'going' });
    uploadFile(exerciseId, next.file).then(
      (stored) => {
        setPending((all) => all.filter((item) => item.id !== next.id));
        latest.current.onAdd({ file: stored.file, name: next.file.name });
      },
      (error: unknown) =>
        change(error instanceof NetworkError ? { state: 'waiting' } : { state: 'failed', error }),
    );
    // One at a time: a phone on a poor line gets one through rather than three half.
  }, [next, exerciseId]);

  return (
    <div className="field">
      <span className="row">
        <label htmlFor={id} className="button file-button">
          {t('reply.addFile')}
        </label>
        <input
          id={id}
          type="file"
          className="visually-hidden"
          multiple
          disabled={room <= 0}
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])].slice(0, Math.max(0, room));
            setPending([
              ...pending,
              ...chosen.map((file): Pending => ({ id: uuid(), file, state: 'waiting' })),
            ]);
            event.target.value = '';
          }}
        />
        {room <= 0 ? <span className="small quiet">{t('reply.tooMany')}</span> : null}
      </span>
      <ul className="small">
        {files.map((file) => (
          <li key={file.file} className="row">
            <span aria-hidden="true">✓</span> {t('reply.uploaded', { name: file.name })}
            <button
              type="button"
              className="plain"
              aria-label={t('reply.remove', { name: file.name })}
              onClick={() => onRemove(file.file)}
            >
              ✕
            </button>
          </li>
        ))}
        {pending.map((item) => (
          <li key={item.id} className="row">
            <span aria-hidden="true">{item.state === 'failed' ? '✕' : '↑'}</span>
            {item.state === 'failed'
              ? `${t('reply.failed', { name: item.file.name })} ${words(asProblem(item.error).code)}`
              : live
                ? t('reply.uploading', { name: item.file.name })
                : t('reply.waitingFile', { name: item.file.name })}
            <button
              type="button"
              className="plain"
              aria-label={t('reply.remove', { name: item.file.name })}
              onClick={() => setPending(pending.filter((other) => other.id !== item.id))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
