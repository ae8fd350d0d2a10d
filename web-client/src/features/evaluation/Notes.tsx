import { byMoment } from '../../lib/drill/notes';
import { wallTime } from '../../lib/time';
import { useItems, useOutbox, useYou } from '../../sync';
import { Fate } from '../../ui/drill/Fate';
import { NoteLine } from './NoteLine';
import { useEvaluationWords, useZone } from './picture';

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
        {byMoment(notes).map((note) => (
          <NoteLine key={note.id} note={note} />
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
      {entry.command.type === 'record_observation' ? (
        <p className="prewrap">
          {entry.command.text}
          {entry.command.files.length > 0 ? (
            <span className="quiet"> · {t('note.photos', { n: entry.command.files.length })}</span>
          ) : null}
        </p>
      ) : null}
      <Fate entry={entry} zone={zone} />
    </li>
  ));
}
