/** What each department saw at this moment, by its own view; one that is followed, in full. */
import { seenOf, valueWords } from '../../lib/drill/facts';
import { stageMark } from '../../lib/drill/mark';
import { isOver, lateNow } from '../../lib/drill/stage';
import { exerciseTime } from '../../lib/time';
import type { InjectItem } from '../../protocol';
import { asProblem, ProblemNote } from '../../ui';
import { MarkSign } from '../../ui/drill/MarkSign';
import { type Drill, type Shown, useDesk } from './desk';
import type { Lane } from './lanes';
import { barsOf, useRowInHand } from './Plan';
import { useClock, usePicture, useReplayWords } from './use';

/** Injects of a department in the overview: more are counted. */
const SOME = 4;

const open = (inject: InjectItem) =>
  !isOver(inject) && inject.stage !== 'completed' && inject.stage !== 'accepted';

export function Saw({ drill, looks }: { drill: Drill; looks: boolean }) {
  const { t } = useReplayWords();
  const follow = useDesk((desk) => desk.follow);
  const set = useDesk((desk) => desk.set);
  const clock = useClock(drill);
  const lanes = follow ? drill.lanes.filter((lane) => lane.department === follow) : drill.lanes;
  return (
    <section className="replay-pane replay-saw" aria-labelledby="replay-saw">
      <div className="replay-head">
        <h2 id="replay-saw">{t(follow ? 'saw_one' : 'saw', { at: clock, dept: follow ?? '' })}</h2>
        {follow ? (
          <button type="button" onClick={() => set({ follow: null })}>
            {t('all')}
          </button>
        ) : null}
      </div>
      {looks ? (
        <ul className="replay-screens">
          {lanes.map((lane) => (
            <li key={lane.department}>
              <Screen drill={drill} lane={lane} whole={follow !== null} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">{t('not_yours')}</p>
      )}
    </section>
  );
}

function Screen({ drill, lane, whole }: { drill: Drill; lane: Lane; whole: boolean }) {
  const words = useReplayWords();
  const { t } = words;
  const shown = useDesk((desk) => desk.films.get(lane.department));
  const set = useDesk((desk) => desk.set);
  const off = useDesk(({ at }) =>
    (drill.line.off.get(lane.department) ?? []).some((one) => one.from <= at && at < one.to),
  );
  return (
    <>
      <h3>
        <button
          type="button"
          className="drill-link"
          aria-pressed={whole}
          onClick={() => set({ follow: whole ? null : lane.department })}
        >
          {lane.department}
        </button>{' '}
        <span className="quiet">{words.in(lane.name)}</span>
        {off ? <span className="replay-off-line"> ⌀ {t('off_line')}</span> : null}
      </h3>
      {shown === undefined ? <p className="quiet">{t('loading')}</p> : null}
      {shown && 'error' in shown ? <ProblemNote problem={asProblem(shown.error)} /> : null}
      {shown && 'film' in shown ? (
        <>
          {whole ? <Whole shown={shown} drill={drill} /> : <Some shown={shown} drill={drill} />}
          <Told drill={drill} lane={lane} />
        </>
      ) : null}
    </>
  );
}

function Some({ shown, drill }: { shown: Shown; drill: Drill }) {
  const { t } = useReplayWords();
  const injects = usePicture(shown).of('inject');
  // What is open first, then what came last: what this department had on its mind.
  const first = [...injects].sort((a, b) => Number(open(b)) - Number(open(a)) || b.number - a.number);
  return (
    <>
      {injects.length === 0 ? <p className="quiet">{t('nothing')}</p> : null}
      <ul className="replay-injects replay-inbox">
        {first.slice(0, SOME).map((inject) => (
          <Inject key={inject.delivery} inject={inject} drill={drill} />
        ))}
      </ul>
      <p className="quiet small num">
        {t('open_of', { open: injects.filter(open).length, n: injects.length })}
      </p>
    </>
  );
}

/** An inject by the number and the name that the department's own screen has for it; its row only beside it. */
function Inject({ inject, drill, whole = false }: { inject: InjectItem; drill: Drill; whole?: boolean }) {
  const words = useReplayWords();
  const { t } = words;
  const room = useDesk((desk) => desk.room);
  const row = drill.rows.get(inject.delivery);
  const title =
    words.in(inject.title) ||
    [words.say(`department:channel.${inject.channel}`), words.in(inject.from)].filter(Boolean).join(' · ');
  const names = inject.acknowledged_by
    .flatMap((by) => [room ? by.seat : (by.name ?? by.seat)])
    .filter(Boolean);
  return (
    <li>
      <MarkSign
        mark={stageMark(inject.stage, lateNow(inject).length > 0, inject.declined !== null)}
        compact
      />{' '}
      <span className="replay-inject">
        <span className="num">#{inject.number}</span> {title}
      </span>{' '}
      {row ? <span className="quiet num">{row}</span> : null}
      {whole ? (
        <>
          <p className="replay-body">{words.in(inject.body)}</p>
          <p className="quiet small">
            <span className="num">{exerciseTime(inject.released.exercise)}</span>
            {names.length > 0 ? ` · ${t('acknowledged_by', { who: names.join(', ') })}` : ''}
          </p>
          {inject.answer ? <p className="replay-body">↳ {inject.answer.text}</p> : null}
        </>
      ) : null}
    </li>
  );
}

/** A department's whole screen: its list, what was written to it, its picture, its reports. */
function Whole({ shown, drill }: { shown: Shown; drill: Drill }) {
  const words = useReplayWords();
  const { t } = words;
  const picture = usePicture(shown);
  const injects = picture.of('inject');
  const facts = picture.of('picture').filter((fact) => fact.confirmed !== null || fact.sightings.length > 0);
  return (
    <>
      <h4>{t('inbox', { open: injects.filter(open).length, n: injects.length })}</h4>
      {injects.length === 0 ? <p className="quiet">{t('nothing')}</p> : null}
      <ul className="replay-injects replay-inbox">
        {[...injects].reverse().map((inject) => (
          <Inject key={inject.delivery} inject={inject} drill={drill} whole />
        ))}
      </ul>
      <h4>{t('letters', { n: picture.of('letter').length })}</h4>
      <ul className="replay-injects">
        {[...picture.of('letter')].reverse().map((letter) => (
          <li key={letter.id}>
            <span className="num quiet">{exerciseTime(letter.at.exercise)}</span> {letter.text}
          </li>
        ))}
      </ul>
      <h4>{t('picture')}</h4>
      {facts.length === 0 ? <p className="quiet">{t('no_picture')}</p> : null}
      <dl className="replay-facts">
        {facts.map((fact) => {
          const sighting = fact.confirmed ?? fact.sightings.at(-1);
          if (!sighting) return null;
          return (
            <div key={fact.key}>
              <dt>{words.in(fact.name)}</dt>
              <dd>
                <b>{valueWords(fact.form, sighting.value, words.in)}</b>{' '}
                <span className="quiet num">
                  {exerciseTime(seenOf(sighting).at.exercise)}
                  {fact.confirmed ? ` · ✓ ${t('confirmed')}` : ''}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
      <h4>{t('reports', { n: picture.of('report').length })}</h4>
      <ul className="replay-injects">
        {picture.of('report').map((report) => (
          <li key={report.id}>
            <span className="num quiet">{exerciseTime(report.submitted.at.exercise)}</span> {report.text}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether the row in hand had come to this department, and when it did. */
function Told({ drill, lane }: { drill: Drill; lane: Lane }) {
  const { t } = useReplayWords();
  const row = useRowInHand(drill);
  const at = useDesk((desk) => desk.at);
  const seek = useDesk((desk) => desk.seek);
  if (!row) return null;
  const bar = barsOf(drill, row.id).find((one) => one.department === lane.department);
  if (!bar || bar.from <= at) return null;
  return (
    <p className="small">
      {t('not_told', { row: row.id })}{' '}
      <button type="button" className="drill-link" onClick={() => seek(bar.from)}>
        {t('told_at', { at: exerciseTime(drill.line.exerciseAt(bar.from)) })}
      </button>
    </p>
  );
}
