/** Photos of a note: made small here, kept on this device at once, uploaded when there is a network. */
import { useEffect, useId, useRef, useState } from 'react';
import { shrink } from '../../lib/photo';
import { files as kept, looksAs, useFiles, useYou } from '../../sync';
import { useEvaluationWords } from './picture';

/** As many as a note may hold. */
const PHOTOS_MAX = 8;

export interface Photo {
  file: string;
  name: string;
}

interface Props {
  photos: readonly Photo[];
  onChange: (photos: Photo[]) => void;
  /** Photos that are being made small or written down: the note waits for them. */
  onBusy: (busy: boolean) => void;
  /** The camera opens at once. */
  camera: boolean;
}

export function NotePhotos({ photos, onChange, onBusy, camera }: Props) {
  const { t } = useEvaluationWords();
  const you = useYou();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [pending, setPending] = useState(0);
  const [views, setViews] = useState<ReadonlyMap<string, string>>(new Map());
  const latest = useRef(photos);
  latest.current = photos;
  const room = looksAs() ? 0 : Math.max(0, PHOTOS_MAX - photos.length - pending);
  useEffect(() => {
    if (camera) input.current?.click();
  }, [camera]);
  useEffect(() => onBusy(pending > 0), [onBusy, pending]);
  const shown = useRef(views);
  shown.current = views;
  useEffect(
    () => () => {
      for (const view of shown.current.values()) URL.revokeObjectURL(view);
    },
    [],
  );
  const add = async (file: File) => {
    const small = await shrink(file);
    const name = kept.keep(you.seat, small, small.name);
    await kept.kept(name);
    setViews((before) => new Map(before).set(name, URL.createObjectURL(small)));
    latest.current = [...latest.current, { file: name, name: small.name }];
    onChange([...latest.current]);
  };
  const pick = (chosen: readonly File[]) => {
    const taken = chosen.slice(0, room);
    setPending((n) => n + taken.length);
    // One after the other: a phone has little memory for pictures.
    void taken.reduce(
      (before, file) => before.then(() => add(file)).finally(() => setPending((n) => n - 1)),
      Promise.resolve(),
    );
  };
  return (
    <div className="eva-photos">
      <span className="row">
        <label htmlFor={id} className="button file-button">
          {t('note.photo_take')} <kbd>C</kbd>
        </label>
        <input
          ref={input}
          id={id}
          type="file"
          accept="image/*"
          capture="environment"
          multiple
          className="visually-hidden"
          disabled={room === 0}
          onChange={(event) => {
            pick([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <span className="quiet small" role="status">
          {pending > 0
            ? t('note.photo_wait')
            : photos.length > 0
              ? t('note.photo_kept', { n: photos.length })
              : ''}
        </span>
      </span>
      {photos.length > 0 ? (
        <ul className="note-photos">
          {photos.map((photo, at) => (
            <li key={photo.file}>
              <Thumb photo={photo} view={views.get(photo.file)} name={`${t('note.photo')} ${at + 1}`} />
              <button
                type="button"
                className="eva-photo-drop"
                aria-label={t('note.photo_drop', { n: at + 1 })}
                onClick={() => {
                  kept.drop(photo.file);
                  onChange(photos.filter((other) => other.file !== photo.file));
                }}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The photo itself, or its name where only its bytes are left from an earlier page. */
function Thumb({ photo, view, name }: { photo: Photo; view: string | undefined; name: string }) {
  const state = useFiles().find((file) => file.id === photo.file)?.state;
  const mark = state === 'up' ? '✓' : state === 'refused' ? '✕' : '↑';
  return (
    <span className="eva-thumb">
      {view ? <img src={view} alt={name} /> : <span className="small">{photo.name}</span>}
      <span aria-hidden="true" className="eva-thumb-mark">
        {mark}
      </span>
    </span>
  );
}
