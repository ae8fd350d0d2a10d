import { useWords } from '../../lib/drill/useWords';
import type { Say } from '../../lib/drill/words';
import { wallTime } from '../../lib/time';
import type { CheckItem, CheckResult } from '../../protocol';
import { useItems } from '../../sync';
import { useZone } from './picture';

/** A round trip over which a person notices that things come late. */
const SLOW_MS = 500;
/** A clock as wrong as this goes to logistics. */
const CLOCK_OFF_MS = 2_000;

/** What the device of each seat can do, as it was last reported. */
export function RollDevices() {
  const { t } = useWords('rollcall');
  const checks = useItems('check');
  return (
    <details className="con-roll-devices">
      <summary>
        {t('seats')} <span className="num">{checks.length}</span>
      </summary>
      {checks.length === 0 ? (
        <p className="quiet">{t('noCheck')}</p>
      ) : (
        <div className="con-wide">
          <table className="drill-table">
            <thead>
              <tr>
                {['seat', 'client', 'sound', 'screen', 'notify', 'storage', 'rtt', 'clock', 'at'].map(
                  (name) => (
                    <th scope="col" key={name}>
                      {t(name)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {checks.map((check) => (
                <Device key={check.seat} check={check} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

const SHAPES: Record<CheckResult, string> = { passed: '●', open: '○', failed: '✕', unsupported: '▲' };

function Result({ result }: { result: CheckResult }) {
  const { t } = useWords('rollcall');
  return (
    <td>
      <span aria-hidden="true">{SHAPES[result]}</span> {t(`result.${result}`)}
    </td>
  );
}

function Device({ check }: { check: CheckItem }) {
  const { t, say } = useWords('rollcall');
  const zone = useZone();
  const { round_trip_ms: rtt, clock_ahead_ms: ahead } = check;
  return (
    <tr>
      <th scope="row">
        {check.seat} <span className="quiet">{check.rung.by?.name ?? ''}</span>
      </th>
      <td>{check.client}</td>
      <Result result={check.sound} />
      <Result result={check.screen} />
      <Result result={check.notifications} />
      <Result result={check.storage} />
      <td className="num">
        {rtt === null ? '–' : `${rtt > SLOW_MS ? '▲ ' : ''}${say('common:connection.ms', { ms: rtt })}`}
      </td>
      <td className="num">
        {ahead === null ? '–' : `${Math.abs(ahead) > CLOCK_OFF_MS ? '▲ ' : ''}${clockWords(ahead, t)}`}
      </td>
      <td className="num">{wallTime(check.rung.at.wall, zone)}</td>
    </tr>
  );
}

function clockWords(ahead: number, t: Say): string {
  if (Math.abs(ahead) < 100) return t('exact');
  return t(ahead > 0 ? 'ahead' : 'behind', { seconds: (Math.abs(ahead) / 1000).toFixed(1) });
}
