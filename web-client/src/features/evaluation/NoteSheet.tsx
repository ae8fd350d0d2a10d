import { useEffect, useRef, useState } from 'react';
import { exerciseTime } from '../../lib/time';
import type { ObservationKind } from '../../protocol';
import { useDraft, useFiles, useItems, useMay, useYou } from '../../sync';
import { Dialog } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { useFocus } from '../../ui/drill/useFocus';
import { Writing } from '../../ui/drill/Writing';
import { Dictate } from './Dictate';
import { type Noting, useDesk } from './desk';
import { NotePhotos, type Photo } from './NotePhotos';
import { useDepartments, useEvaluationWords, useZone } from './picture';

const KINDS: readonly ObservationKind[] = ['fact', 'strength', 'improvement'];
/** Latest released rows offered to bind a note to. */
const ROWS = 12;

/** A note in two taps: open, write. It speaks of the moment it was opened, and is kept if the page dies. */
export function NoteSheet({ noting }: { noting: Noting }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const you = useYou();
  const close = useDesk((desk) => desk.note);
  const [text, write, drop] = useDraft('evaluation-note');
  const [photos, keepPhotos, dropPhotos] = usePhotos();
  const [busy, setBusy] = useState(false);
  const [kind, setKind] = useState<ObservationKind>('fact');
  const [row, setRow] = useState(noting.row ?? '');
  const [task, setTask] = useState(noting.task ?? '');
  const [department, setDepartment] = useState(noting.department ?? you.watches ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useFocus(field);
  const may = useMay('record_observation');
  const act = useAct();
  const save = (words: string) => {
    act.give(
      {
        type: 'record_observation',
        text: words,
        kind,
        ...(row ? { row } : {}),
        ...(task ? { task } : {}),
        ...(department ? { department } : {}),
        files: photos.map((photo) => photo.file),
      },
      noting.device,
    );
    // From here on the outbox keeps it, on line or not.
    drop();
    dropPhotos();
    close(null);
  };
  return (
    <Dialog title={t('note.quick')} onClose={() => close(null)} sheet>
      <div className="eva-sheet">
        <p>
          <b className="num">{exerciseTime(noting.exercise)}</b>{' '}
          <span className="quiet">
            {t('note.stamped')} · {t('header.private')}
          </span>
        </p>
        <Writing
          label={t('note.text')}
          field={field}
          rows={4}
          text={text}
          write={write}
          empty={t('note.empty')}
          button={t('note.save')}
          may={may}
          fallback={photos.length > 0 ? t('note.photo_only') : undefined}
          notNow={busy ? t('note.photo_wait') : undefined}
          act={act}
          zone={zone}
          send={save}
        >
          <div className="eva-with">
            <NotePhotos
              photos={photos}
              onChange={keepPhotos}
              onBusy={setBusy}
              camera={noting.camera === true}
            />
            <Dictate onWords={(words) => write(text ? `${text} ${words}` : words)} />
          </div>
          <fieldset className="segments eva-kinds" aria-label={t('note.kinds')}>
            {KINDS.map((one) => (
              <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
                {t(`note.kind.${one}`)}
              </button>
            ))}
          </fieldset>
          <Binding
            row={row}
            task={task}
            department={department}
            onRow={setRow}
            onTask={setTask}
            onDepartment={setDepartment}
          />
        </Writing>
      </div>
    </Dialog>
  );
}

/** Photos of the note that is being written: their names are a draft like its words. */
function usePhotos(): [readonly Photo[], (photos: readonly Photo[]) => void, () => void] {
  const [draft, write, drop] = useDraft('evaluation-note-photos');
  const picked = useFiles();
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const read = useRef(false);
  useEffect(() => {
    if (read.current || !draft) return;
    read.current = true;
    const kept = parse(draft).filter((photo) => picked.some((file) => file.id === photo.file));
    setPhotos((now) => (now.length > 0 ? now : kept));
  }, [draft, picked]);
  const keep = (next: readonly Photo[]) => {
    read.current = true;
    setPhotos(next);
    if (next.length > 0) write(JSON.stringify(next));
    else drop();
  };
  return [photos, keep, drop];
}

function parse(text: string): Photo[] {
  try {
    return JSON.parse(text) as Photo[];
  } catch {
    return [];
  }
}

interface BindingProps {
  row: string;
  task: string;
  department: string;
  onRow: (row: string) => void;
  onTask: (task: string) => void;
  onDepartment: (department: string) => void;
}

/** To what the note belongs; every binding may stay empty. */
function Binding({ row, task, department, onRow, onTask, onDepartment }: BindingProps) {
  const words = useEvaluationWords();
  const { t } = words;
  const rows = useItems('evaluator_row');
  const tasks = useItems('task');
  const departments = useDepartments();
  const latest = rows
    .filter((one) => one.released !== null)
    .sort((a, b) => (b.released?.wall ?? 0) - (a.released?.wall ?? 0))
    .slice(0, ROWS);
  const bound = row && !latest.some((one) => one.id === row) ? rows.filter((one) => one.id === row) : [];
  return (
    <div className="eva-binding">
      <label>
        {t('note.row')}
        <select value={row} onChange={(event) => onRow(event.target.value)}>
          <option value="">–</option>
          {[...bound, ...latest].map((one) => (
            <option key={one.id} value={one.id}>
              {one.id} {words.in(one.title)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('note.task')}
        <select value={task} onChange={(event) => onTask(event.target.value)}>
          <option value="">–</option>
          {tasks.map((one) => (
            <option key={one.id} value={one.id}>
              {one.id} {words.in(one.name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('note.department')}
        <select value={department} onChange={(event) => onDepartment(event.target.value)}>
          <option value="">–</option>
          {departments.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
