/** Said in the room: the four questions, the picture as it was, and findings made on the spot. */
import { valueWords } from '../../lib/drill/facts';
import { exerciseTime } from '../../lib/time';
import { useItems, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { type Drill, useDesk } from './desk';
import { usePicture, useReplayWords } from './use';

const QUESTIONS = ['meant', 'happened', 'why', 'keep'] as const;
/** How near to the moment a note must be to be shown with it, in milliseconds of the line. */
const NEAR_MS = 120_000;

export function Room({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const room = useDesk((desk) => desk.room);
  const set = useDesk((desk) => desk.set);
  const may = useMay('record_finding');
  const findings = useItems('finding').filter((one) => one.withdrawn === null).length;
  return (
    <section className="replay-pane replay-say" aria-labelledby="replay-say">
      <h2 id="replay-say">{t('say')}</h2>
      <ol className="replay-questions">
        {QUESTIONS.map((question) => (
          <li key={question}>{t(`question.${question}`)}</li>
        ))}
      </ol>
      <p className="row no-print">
        <ActButton may={may} tone="main" hint="A" onAct={() => set({ finding: true, playing: false })}>
          {t('add_finding')}
        </ActButton>
        <span className="quiet">{t('findings', { n: findings })}</span>
      </p>
      <Confirmed drill={drill} />
      {room ? null : <Notes drill={drill} />}
    </section>
  );
}

/** What incident command had confirmed by then: one picture for the whole room. */
function Confirmed({ drill }: { drill: Drill }) {
  const words = useReplayWords();
  const picture = usePicture(drill.own);
  const facts = picture.of('fact').filter((fact) => fact.confirmed !== null);
  return (
    <>
      <h3>{words.t('confirmed_picture')}</h3>
      {facts.length === 0 ? <p className="quiet">{words.t('no_picture')}</p> : null}
      <dl className="replay-facts">
        {facts.map((fact) =>
          fact.confirmed ? (
            <div key={fact.key}>
              <dt>{words.in(fact.name)}</dt>
              <dd>
                <b>{valueWords(fact.form, fact.confirmed.value, words.in)}</b>{' '}
                <span className="quiet num">{exerciseTime(fact.confirmed.rung.at.exercise)}</span>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  );
}

/** Evaluators' notes near this moment, for their own desk: never in the room. */
function Notes({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const at = useDesk((desk) => desk.at);
  const notes = useItems('observation').filter(
    (note) => Math.abs(drill.line.place(note.rung.at) - at) <= NEAR_MS,
  );
  if (notes.length === 0) return null;
  return (
    <>
      <h3>{t('notes')}</h3>
      <ul className="replay-injects">
        {notes.map((note) => (
          <li key={note.id}>
            <span className="num quiet">{exerciseTime(note.rung.at.exercise)}</span> {note.text}
          </li>
        ))}
      </ul>
    </>
  );
}
