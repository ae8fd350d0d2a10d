/** Evidence of a corrective action: files picked here, kept on this device until the server has them. */
import { useId } from 'react';
import { useWords } from '../../../lib/drill/useWords';
import { files as kept, useFiles, useYou } from '../../../sync';

/** As many as a step may hold. */
const FILES_MAX = 8;

export interface Picked {
  file: string;
  name: string;
}

export function EvidenceFiles({
  picked,
  onChange,
}: {
  picked: readonly Picked[];
  onChange: (picked: readonly Picked[]) => void;
}) {
  const { t } = useWords('improve');
  const you = useYou();
  const id = useId();
  const known = useFiles();
  const room = FILES_MAX - picked.length;
  const add = (chosen: readonly File[]) =>
    onChange([
      ...picked,
      ...chosen
        .slice(0, room)
        .map((file) => ({ file: kept.keep(you.seat, file, file.name), name: file.name })),
    ]);
  return (
    <div className="improve-files">
      <label htmlFor={id} className="button file-button">
        {t('move.attach')}
      </label>
      <input
        id={id}
        type="file"
        multiple
        className="visually-hidden"
        disabled={room <= 0}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <ul>
        {picked.map(({ file, name }) => {
          const state = known.find((one) => one.id === file)?.state;
          return (
            <li key={file}>
              <span aria-hidden="true">{state === 'up' ? '✓' : state === 'refused' ? '✕' : '↑'}</span> {name}{' '}
              <button
                type="button"
                className="plain"
                aria-label={t('move.detach', { name })}
                onClick={() => {
                  kept.drop(file);
                  onChange(picked.filter((other) => other.file !== file));
                }}
              >
                ✕
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
