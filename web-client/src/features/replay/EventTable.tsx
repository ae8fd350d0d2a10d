/** The lanes once more as a table: every delivery with its times, for the department that is followed or all. */
import { useMemo } from 'react';
import { stageMark } from '../../lib/drill/mark';
import { exerciseTime } from '../../lib/time';
import { MarkSign } from '../../ui/drill/MarkSign';
import { type Drill, useDesk } from './desk';
import { Scrubber } from './Player';
import { useReplayWords } from './use';

export function EventTable({ drill }: { drill: Drill }) {
  const words = useReplayWords();
  const { t } = words;
  const follow = useDesk((desk) => desk.follow);
  const seek = useDesk((desk) => desk.seek);
  const bars = useMemo(
    () =>
      drill.lanes
        .filter((lane) => follow === null || lane.department === follow)
        .flatMap((lane) => lane.bars)
        .sort((a, b) => a.from - b.from),
    [drill, follow],
  );
  const time = (at: number | undefined) => (at === undefined ? '–' : exerciseTime(drill.line.exerciseAt(at)));
  return (
    <div className="replay-table-twin">
      <Scrubber drill={drill} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the table is scrolled by keys too */}
      <section className="replay-events" tabIndex={0} aria-label={t('events')}>
        <table className="drill-table">
          <caption>{t('events_about', { n: bars.length, who: follow ?? t('everybody') })}</caption>
          <thead>
            <tr>
              {(
                ['row', 'department', 'came', 'received', 'acknowledged', 'answered', 'overdue'] as const
              ).map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.id}>
                <th scope="row">
                  <MarkSign mark={stageMark(bar.delivery.stage, bar.late.length > 0, false)} compact />{' '}
                  {bar.row} {words.in(bar.title)}
                </th>
                <td>{bar.department}</td>
                <td>
                  <button type="button" className="drill-link num" onClick={() => seek(bar.from)}>
                    {time(bar.from)}
                  </button>
                </td>
                <td className="num">{time(bar.received)}</td>
                <td className="num">{time(bar.acknowledged)}</td>
                <td className="num">{time(bar.answered)}</td>
                <td>
                  {bar.late.map(({ duty, at }) => `◆ ${t(`late_duty.${duty}`)} ${time(at)}`).join('; ') ||
                    '–'}
                </td>
              </tr>
            ))}
            {drill.line.pauses.map((pause) => (
              <tr key={`p${pause.from}`}>
                <th scope="row">‖ {t('paused')}</th>
                <td>–</td>
                <td className="num">{exerciseTime(pause.exercise)}</td>
                <td colSpan={4}>{pause.reason ? words.say(`common:pause.${pause.reason}`) : ''}</td>
              </tr>
            ))}
            {[...drill.line.off].flatMap(([department, spans]) =>
              spans.map((span) => (
                <tr key={`o${department}${span.from}`}>
                  <th scope="row">⌀ {t('off_line')}</th>
                  <td>{department}</td>
                  <td className="num">{time(span.from)}</td>
                  <td colSpan={4} className="num">
                    {t('until', { at: time(span.to) })}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
    </div>
  );
}
