/** Planned against actual: the row in hand, when it was meant and when it came, and each limit with what became of it. */
import { tPlus } from '../../lib/drill/time';
import { span } from '../../lib/time';
import type { Duty } from '../../protocol';
import { type Drill, useDesk } from './desk';
import { type AnyRow, type Bar, releasedAt, rowsOf } from './lanes';
import { useReplayWords } from './use';

const DUTIES: readonly Duty[] = ['acknowledge', 'respond', 'complete'];

/** The row in hand: that of the star at this place, else the last one that was released. */
export function useRowInHand(drill: Drill): AnyRow | undefined {
  const id = useDesk(({ at }) => {
    const star = drill.stars.find((one) => one.at === at && one.row !== undefined);
    return star?.row ?? lastReleased(drill, at)?.id;
  });
  return rowsOf(drill.end).find((row) => row.id === id);
}

function lastReleased(drill: Drill, at: number): AnyRow | undefined {
  let last: { row: AnyRow; at: number } | undefined;
  for (const row of rowsOf(drill.end)) {
    const released = releasedAt(row);
    const place = released ? drill.line.place(released) : -1;
    if (place >= 0 && place <= at && (!last || place >= last.at)) last = { row, at: place };
  }
  return last?.row;
}

export function barsOf(drill: Drill, row: string): Bar[] {
  return drill.lanes.flatMap((lane) => lane.bars.filter((bar) => bar.row === row));
}

function took(bar: Bar, duty: Duty): number | undefined {
  const done = duty === 'acknowledge' ? bar.acknowledged : bar.answered;
  return done === undefined ? undefined : done - bar.from;
}

export function Plan({ drill }: { drill: Drill }) {
  const words = useReplayWords();
  const { t } = words;
  const row = useRowInHand(drill);
  if (!row) return <p className="quiet no-print">{t('nothing_yet')}</p>;
  const released = releasedAt(row);
  const bars = barsOf(drill, row.id);
  const late = row.planned !== null && released !== null && released.exercise - row.planned > 60_000;
  return (
    <section className="no-print" aria-label={t('planned_actual')}>
      <h2>
        {row.id} {words.in(row.title)}
      </h2>
      <table className="drill-table replay-plan">
        <caption>{t('planned_actual')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col" className="num">
              {t('planned')}
            </th>
            <th scope="col" className="num">
              {t('actual')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('released')}</th>
            <td className="num">{row.planned === null ? t('by_condition') : tPlus(row.planned)}</td>
            <td className="num">
              {released ? tPlus(released.exercise, 'always') : t('never')}
              {late ? ` ${t('later')}` : ''}
            </td>
          </tr>
          {bars.flatMap((bar) =>
            DUTIES.filter((duty) => row.targets[duty] !== null).map((duty) => (
              <Kept key={`${bar.id}-${duty}`} bar={bar} duty={duty} limit={row.targets[duty] ?? 0} />
            )),
          )}
          {row.expected_action ? (
            <tr>
              <th scope="row">{t('expected')}</th>
              <td colSpan={2}>{words.in(row.expected_action)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

function Kept({ bar, duty, limit }: { bar: Bar; duty: Duty; limit: number }) {
  const { t } = useReplayWords();
  const done = took(bar, duty);
  const late = bar.late.some((one) => one.duty === duty);
  return (
    <tr>
      <th scope="row">{t(`duty.${duty}`, { dept: bar.department })}</th>
      <td className="num">≤ {span(limit * 1_000)}</td>
      <td className={late ? 'num replay-late-cell' : 'num'}>
        {done === undefined ? t('never') : span(done)}
        {late ? (
          <>
            {' '}
            <span aria-hidden="true">◆</span>
            <span className="visually-hidden">{t('late')}</span>
          </>
        ) : null}
      </td>
    </tr>
  );
}
