/** A published note as its department reads it: no author, the moment it speaks of, its photos. */
import { exerciseTime, wallTime } from '../../lib/time';
import type { ObservationKind, Stamp } from '../../protocol';
import './note.css';

export interface SharedNoteProps {
  note: {
    at: Stamp;
    text: string;
    observation_kind: ObservationKind;
    department: string | null;
    files: readonly string[];
  };
  zone: string;
  /** Words of the kind and of the whole: they live with whoever shows it. */
  kind: string;
  forAll: string;
  photo: string;
}

export const NOTE_SHAPES: Record<ObservationKind, string> = { fact: '■', strength: '＋', improvement: '△' };

export function SharedNote({ note, zone, kind, forAll, photo }: SharedNoteProps) {
  return (
    <article className={`note-card note-${note.observation_kind}`}>
      <p className="quiet">
        <span aria-hidden="true">{NOTE_SHAPES[note.observation_kind]}</span> <b>{kind}</b>{' '}
        <span className="num">{exerciseTime(note.at.exercise)}</span>{' '}
        <span className="num">{wallTime(note.at.wall, zone)}</span> {note.department ?? forAll}
      </p>
      <p className="prewrap">{note.text}</p>
      <Photos files={note.files} name={photo} />
    </article>
  );
}

/** Photos of a note, small; each opens by itself. */
export function Photos({ files, name }: { files: readonly string[]; name: string }) {
  if (files.length === 0) return null;
  return (
    <ul className="note-photos">
      {files.map((file, at) => (
        <li key={file}>
          <a href={`/f/${file}`} target="_blank" rel="noreferrer">
            <img src={`/f/${file}`} alt={`${name} ${at + 1}`} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  );
}
