import { reportedWords } from '../../lib/drill/facts';
import { useWords } from '../../lib/drill/useWords';
import { age, wallMinute } from '../../lib/time';
import type { BulletinItem } from '../../protocol';
import { useExercise, useItems, useNow } from '../../sync';
import { LatestStatement } from './Statement';

/** Reports shown: what does not fit is cut off below, never scrolled. */
const SHOWN = 8;
/** Older than this, in wall milliseconds, a report is marked old. */
const OLD_MS = 20 * 60_000;

/** What departments reported and command confirmed, latest first, each with its age. */
export function Bulletins() {
  const { t } = useWords('wall');
  const bulletins = useItems('bulletin');
  const latest = [...bulletins].reverse().slice(0, SHOWN);
  return (
    <section className="wall-bulletins" aria-label={t('bulletins.title')}>
      <LatestStatement />
      {latest.length === 0 ? (
        <div>
          <h2>{t('bulletins.title')}</h2>
          <p className="quiet">{t('bulletins.none')}</p>
        </div>
      ) : null}
      <ol>
        {latest.map((bulletin, index) => (
          <li key={bulletin.id} className="wall-entry">
            {index === 0 ? <h2>{t('bulletins.title')}</h2> : null}
            <Bulletin bulletin={bulletin} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Bulletin({ bulletin }: { bulletin: BulletinItem }) {
  const words = useWords('wall');
  const { say, t } = words;
  const facts = useItems('wall_fact');
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const now = useNow(10_000).wall;
  const { unit, count } = age(bulletin.confirmed.wall, now);
  const old = now - bulletin.confirmed.wall > OLD_MS;
  return (
    <div className={old ? 'wall-bulletin wall-old' : 'wall-bulletin'}>
      <p className="wall-meta">
        <span className="num">{wallMinute(bulletin.reported.wall, zone)}</span> <b>{bulletin.department}</b>{' '}
        {say(`common:report.${bulletin.report_kind}`)}{' '}
        <span className="quiet">
          {say(`common:age.${unit}`, { count })}
          {old ? ` · ${say('common:age.old')}` : ''}
        </span>
      </p>
      <p className="wall-text">{bulletin.text}</p>
      {bulletin.facts.length > 0 ? (
        <p className="wall-meta quiet">
          {t('bulletins.facts')}{' '}
          {bulletin.facts.map((fact) => reportedWords(fact, facts, words.in)).join(' · ')}
        </p>
      ) : null}
    </div>
  );
}
