/** One note as evaluators read it, with its photos; the lead may publish it, its author may add words. */
import { byWhom } from '../../lib/drill/entry';
import { isMark } from '../../lib/drill/notes';
import { exerciseTime, wallTime } from '../../lib/time';
import type { ObservationItem } from '../../protocol';
import { useMay, useYou } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { NOTE_SHAPES, Photos } from '../../ui/drill/SharedNote';
import { useDesk } from './desk';
import { openNote, useEvaluationWords, useZone } from './picture';

export function NoteLine({ note }: { note: ObservationItem }) {
  const { t, say } = useEvaluationWords();
  const zone = useZone();
  const you = useYou();
  const openRow = useDesk((desk) => desk.openRow);
  const { rung } = note;
  const lead = you.role === 'LEV';
  const mine = rung.by?.seat === you.seat;
  const wall = rung.happened_at ?? rung.at.wall;
  return (
    <li className={`eva-note eva-note-${note.observation_kind}`}>
      <p className="quiet">
        <span aria-hidden="true">{NOTE_SHAPES[note.observation_kind]}</span>{' '}
        <b>{t(`note.kind.${note.observation_kind}`)}</b>{' '}
        {rung.happened_at === null ? <span className="num">{exerciseTime(rung.at.exercise)}</span> : null}{' '}
        <span className="num">{wallTime(wall, zone)}</span>
        {rung.happened_at === null ? null : (
          <span className="num"> {t('notes.came', { at: exerciseTime(rung.at.exercise) })}</span>
        )}
        {lead ? <b> {byWhom(rung.by, say)}</b> : null}
        {note.afterwards ? <span> · {t('notes.afterwards')}</span> : null}
      </p>
      <p className="prewrap">{note.text}</p>
      <Photos files={note.files} name={t('note.photo')} />
      <p className="row quiet">
        {note.row ? (
          <button type="button" className="drill-link" onClick={() => openRow(note.row)}>
            {note.row}
          </button>
        ) : null}
        <span>{[note.task, note.department].filter(Boolean).join(' · ')}</span>
        {mine && isMark(note.text) ? (
          <button
            type="button"
            className="drill-act"
            onClick={() => openNote({ ...note, at: { device: wall, exercise: rung.at.exercise } })}
          >
            {t('note.words')}
          </button>
        ) : null}
        <Published note={note} />
      </p>
    </li>
  );
}

function Published({ note }: { note: ObservationItem }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const may = useMay('publish_observation');
  const publish = useDesk((desk) => desk.publish);
  if (note.published) {
    return (
      <span className="chip good">
        <span aria-hidden="true">✓</span>
        {t('publish.done', {
          dept: note.department ?? t('publish.all'),
          time: wallTime(note.published.at.wall, zone),
        })}
      </span>
    );
  }
  if (may.why === 'role') return null;
  return (
    <ActButton may={may} onAct={() => publish(note.id)}>
      {t('publish.open', { dept: note.department ?? t('publish.all') })}
    </ActButton>
  );
}
