import { byWhom } from '../../lib/drill/entry';
import { stageMark } from '../../lib/drill/mark';
import { LADDER, reached } from '../../lib/drill/stage';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime, wallTime } from '../../lib/time';
import type { DeliveryItem } from '../../protocol';
import { MarkSign } from './MarkSign';
import './drill.css';

/** Stages that every delivery is expected to climb; the others are shown once they happened. */
const EXPECTED = new Set(['queued', 'sent', 'delivered', 'seen', 'acknowledged']);

/** The receipt ladder of a delivery: each rung with its first stamp on both clocks and who. */
export function Ladder({ delivery, zone }: { delivery: DeliveryItem; zone: string }) {
  const { say } = useWords('record');
  const rungs = LADDER.filter((stage) => delivery.rungs[stage] || EXPECTED.has(stage));
  return (
    <table className="drill-ladder">
      <caption className="visually-hidden">{say('ladder.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('ladder.stage')}</th>
          <th scope="col">{say('ladder.exercise')}</th>
          <th scope="col">{say('ladder.wall')}</th>
          <th scope="col">{say('ladder.who')}</th>
        </tr>
      </thead>
      <tbody>
        {rungs.map((stage) => {
          const rung = delivery.rungs[stage];
          // A stage that was jumped over is told apart from one that is still to come.
          const jumped = !rung && reached(delivery.stage, stage);
          return (
            <tr key={stage} className={rung ? undefined : 'drill-open'}>
              <th scope="row">
                <MarkSign mark={stageMark(stage, false)} />
              </th>
              <td className="num">{rung ? exerciseTime(rung.at.exercise) : jumped ? '–' : ''}</td>
              <td className="num">
                {rung ? wallTime(rung.at.wall, zone) : ''}
                {rung?.happened_at ? (
                  <small> {say('ladder.written', { at: wallTime(rung.happened_at, zone) })}</small>
                ) : null}
              </td>
              <td>{rung?.by ? byWhom(rung.by, say) : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
