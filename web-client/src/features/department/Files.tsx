import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isLocal, files as kept, looksAs, useConnection, useFiles, useYou } from '../../sync';
import { useProblemWords } from '../../ui';
import { type Draft, FILES_MAX } from './answer';

interface Props {
  files: Draft['files'];
  onChange: (files: Draft['files']) => void;
}

/** Photos and files: kept on this device at once, uploaded as soon as there is a network, then named by the answer. */
export function Files({ files, onChange }: Props) {
  const { t } = useTranslation('department');
  const you = useYou();
  const id = useId();
  // Whoever only looks leaves nothing on this device either.
  const room = looksAs() ? 0 : Math.max(0, FILES_MAX - files.length);
  const add = (chosen: readonly File[]) =>
    onChange([
      ...files,
      ...chosen
        .slice(0, room)
        .map((file) => ({ file: kept.keep(you.seat, file, file.name), name: file.name })),
    ]);
  const remove = (name: string) => {
    kept.drop(name);
    onChange(files.filter((other) => other.file !== name));
  };
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
        {room === 0 && !looksAs() ? <span className="small quiet">{t('reply.tooMany')}</span> : null}
      </span>
      <ul className="small">
        {files.map(({ file, name }) => (
          <li key={file} className="row">
            <Way file={file} name={name} />
            <button
              type="button"
              className="plain"
              aria-label={t('reply.remove', { name })}
              onClick={() => remove(file)}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How far a file is: kept here, going, up, or refused and why. */
function Way({ file, name }: { file: string; name: string }) {
  const { t } = useTranslation('department');
  const words = useProblemWords();
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const one = useFiles().find((picked) => picked.id === file);
  const how = one?.state ?? (isLocal(file) ? 'waiting' : 'up');
  if (how === 'refused') {
    return (
      <>
        <span aria-hidden="true">✕</span> {t('reply.failed', { name })}{' '}
        {words(one?.problem?.code ?? 'internal')}
      </>
    );
  }
  const text = how === 'up' ? 'reply.uploaded' : live ? 'reply.uploading' : 'reply.waitingFile';
  return (
    <>
      <span aria-hidden="true">{how === 'up' ? '✓' : '↑'}</span> {t(text, { name })}
    </>
  );
}
