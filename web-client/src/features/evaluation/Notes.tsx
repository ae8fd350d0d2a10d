import { byWhom } from '../../lib/drill/entry';
import { exerciseTime, wallTime } from '../../lib/time';
import type { ObservationItem, ObservationKind } from '../../protocol';
import { useItems, useOutbox, useYou } from '../../sync';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useEvaluationWords, useZone } from './picture';

const SHAPES: Record<ObservationKind, string> = { fact: '■', strength: '＋', improvement: '△' };

/** Notes, latest first: one's own, and for the lead evaluator everybody's. What is not recorded yet stands on top. */
export function Notes() {
  const { t } = useEvaluationWords();
  const you = useYou();
  const notes = useItems('observation');
  const lead = you.role === 'LEV';
  return (
    <section className="eva-section" aria-label={t('pane.notes')}>
      <h2>
        {t(lead ? 'notes.all' : 'notes.own')} <span className="quiet num">{notes.length}</span>
      </h2>
      {notes.length === 0 ? <p className="quiet">{t('notes.empty')}</p> : null}
      <ol className="eva-scroll">
        <Unsent />
        {[...notes].reverse().map((note) => (
          <Note key={note.id} note={note} lead={lead} />
        ))}
      </ol>
    </section>
  );
}

/** Notes on their way or refused: nothing that was typed is ever just gone. */
function Unsent() {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const entries = useOutbox().filter(
    (entry) => entry.command.type === 'record_observation' && entry.state !== 'recorded',
  );
  return entries.map((entry) => (
    <li key={entry.id} className="eva-note eva-note-unsent">
      <p className="quiet">
        <span className="num">{wallTime(entry.written, zone)}</span> {t('notes.unsent')}
      </p>
      <p className="prewrap">{entry.command.type === 'record_observation' ? entry.command.text : ''}</p>
      <Fate entry={entry} zone={zone} />
    </li>
  ));
}

function Note({ note, lead }: { note: ObservationItem; lead: boolean }) {
  const { t, say } = useEvaluationWords();
  const zone = useZone();
  const openRow = useDesk((desk) => desk.openRow);
  const { rung } = note;
  return (
    <li className={`eva-note eva-note-${note.observation_kind}`}>
      <p className="quiet">
        <span aria-hidden="true">{SHAPES[note.observation_kind]}</span>{' '}
        <b>{t(`note.kind.${note.observation_kind}`)}</b>{' '}
        <span className="num">{exerciseTime(rung.at.exercise)}</span>{' '}
        <span className="num">{wallTime(rung.happened_at ?? rung.at.wall, zone)}</span>
        {lead ? <b> {byWhom(rung.by, say)}</b> : null}
        {note.afterwards ? <span> · {t('notes.afterwards')}</span> : null}
      </p>
      <p className="prewrap">{note.text}</p>
      <p className="quiet">
        {note.row ? (
          <button type="button" className="drill-link" onClick={() => openRow(note.row)}>
            {note.row}
          </button>
        ) : null}{' '}
        {[note.task, note.department].filter(Boolean).join(' · ')}
      </p>
    </li>
  );
}
