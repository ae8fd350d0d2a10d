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

/** A file that did not get through is tried again after this. */
const RETRY_AFTER = 2_000;

interface Props {
  files: Draft['files'];
  onAdd: (file: Draft['files'][number]) => void;
  onRemove: (file: string) => void;
  /** How many are not up yet. */
  onBusy: (busy: boolean) => void;
}

/** Uploads one after the other, as soon as there is a network. */
function useUploads({ files, onAdd, onBusy }: Props) {
  const exercise = useExercise()?.id;
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const latest = useRef({ onAdd, onBusy });
  latest.current = { onAdd, onBusy };
  const room = Math.max(0, FILES_MAX - files.length - pending.length);
  useEffect(() => latest.current.onBusy(pending.length > 0), [pending.length]);
  // One at a time: a phone on a poor line gets one through rather than three half.
  const going = pending.some((item) => item.state === 'going');
  const next = live && !going ? pending.find((item) => item.state === 'waiting') : undefined;
  useEffect(() => {
    if (!next || !exercise) return;
    const change = (to: Partial<Pending>) =>
      setPending((all) => all.map((item) => (item.id === next.id ? { ...item, ...to } : item)));
    change({ state: 'going' });
    uploadFile(exercise, next.file).then(
      (stored) => {
        setPending((all) => all.filter((item) => item.id !== next.id));
        latest.current.onAdd({ file: stored.file, name: next.file.name });
      },
      (error: unknown) => {
        if (error instanceof NetworkError) setTimeout(() => change({ state: 'waiting' }), RETRY_AFTER);
        else change({ state: 'failed', error });
      },
    );
  }, [next, exercise]);
  return {
    pending,
    room,
    live,
    add: (chosen: readonly File[]) =>
      setPending([
        ...pending,
        ...chosen.slice(0, room).map((file): Pending => ({ id: uuid(), file, state: 'waiting' })),
      ]),
    drop: (id: string) => setPending(pending.filter((other) => other.id !== id)),
  };
}

/** Photos and files: uploaded as soon as there is a network, then named by the answer. */
export function Files(props: Props) {
  const { t } = useTranslation('department');
  const id = useId();
  const { pending, room, live, add, drop } = useUploads(props);
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
          disabled={room === 0}
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {room === 0 ? <span className="small quiet">{t('reply.tooMany')}</span> : null}
      </span>
      <ul className="small">
        {props.files.map((file) => (
          <li key={file.file} className="row">
            <span aria-hidden="true">✓</span> {t('reply.uploaded', { name: file.name })}
            <Remove name={file.name} onClick={() => props.onRemove(file.file)} />
          </li>
        ))}
        {pending.map((item) => (
          <li key={item.id} className="row">
            <PendingWords item={item} live={live} />
            <Remove name={item.file.name} onClick={() => drop(item.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function PendingWords({ item, live }: { item: Pending; live: boolean }) {
  const { t } = useTranslation('department');
  const words = useProblemWords();
  const { name } = item.file;
  if (item.state === 'failed') {
    return (
      <>
        <span aria-hidden="true">✕</span> {t('reply.failed', { name })} {words(asProblem(item.error).code)}
      </>
    );
  }
  return (
    <>
      <span aria-hidden="true">↑</span>{' '}
      {live ? t('reply.uploading', { name }) : t('reply.waitingFile', { name })}
    </>
  );
}

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslation('department');
  return (
    <button type="button" className="plain" aria-label={t('reply.remove', { name })} onClick={onClick}>
      ✕
    </button>
  );
}
