import './drill.css';
import { type Spread, STEPS, type Step, share } from '../../lib/drill/medians';
import { useWords } from '../../lib/drill/useWords';
import { took } from '../../lib/time';

export interface BarsProps {
  departments: readonly { code: string; name: string }[];
  spreads: ReadonlyMap<string, Record<Step, Spread>>;
  step: Step;
}

/** One step's medians by department as bars with their values; n stands beside every bar. */
export function Bars({ departments, spreads, step }: BarsProps) {
  const { say } = useWords('record');
  const values = departments.map(({ code, name }) => ({ code, name, spread: spreads.get(code)?.[step] }));
  const longest = Math.max(1, ...values.map((value) => value.spread?.median ?? 0));
  return (
    <figure className="drill-bars">
      <figcaption>
        <b>{say(`step.${step}`)}</b> <span className="quiet">{say(`step.${step}_from`)}</span>
      </figcaption>
      <ul>
        {values.map(({ code, name, spread }) => {
          const middle = spread?.median ?? null;
          const width = middle === null ? 0 : Math.max(1, (100 * middle) / longest);
          return (
            <li key={code}>
              <span className="drill-bar-name" title={name}>
                {code}
              </span>
              <span className="drill-bar-track" aria-hidden="true">
                <span className="drill-bar" style={{ width: `${width}%` }} />
              </span>
              <span className="num drill-bar-value">{middle === null ? '–' : took(middle)}</span>
              <span className="num quiet">{say('bars.n', { n: spread?.n ?? 0 })}</span>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

/** The same figures as a table: the twin of the bars, and the whole of it. */
export function BarsTable({ departments, spreads }: Omit<BarsProps, 'step'>) {
  const { say } = useWords('record');
  return (
    <table className="drill-table">
      <caption>{say('bars.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('bars.department')}</th>
          {STEPS.map((step) => (
            <th scope="col" key={step} className="num" title={say(`step.${step}_from`)}>
              {say(`step.${step}_short`)}
            </th>
          ))}
          <th scope="col" className="num">
            {say('bars.in_time')}
          </th>
        </tr>
      </thead>
      <tbody>
        {departments.map(({ code, name }) => {
          const own = spreads.get(code);
          return (
            <tr key={code}>
              <th scope="row" title={name}>
                {code}
              </th>
              {STEPS.map((step) => (
                <SpreadCell key={step} spread={own?.[step]} />
              ))}
              <td className="num">
                <Share spread={own?.acknowledge} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function SpreadCell({ spread }: { spread: Spread | undefined }) {
  const { say } = useWords('record');
  if (!spread || spread.median === null) return <td className="num quiet">–</td>;
  return (
    <td className="num">
      {took(spread.median)}
      <br />
      <small className="quiet">
        {say('bars.longest', { longest: took(spread.longest ?? spread.median), n: spread.n })}
      </small>
    </td>
  );
}

function Share({ spread }: { spread: Spread | undefined }) {
  const { say } = useWords('record');
  if (!spread || spread.due === 0) return <span className="quiet">–</span>;
  const { percent, part, n } = share(spread.inTime, spread.due);
  return <>{percent === null ? say('bars.of', { part, n }) : say('bars.share', { percent, part, n })}</>;
}
