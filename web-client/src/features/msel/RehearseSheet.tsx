/** Robots play the list; what came of each row stands in its order. */
import { useEffect, useRef, useState } from 'react';
import { exerciseTime } from '../../lib/time';
import type { RehearsalReport, RehearsedDuty } from '../../protocol';
import { useExercise } from '../../sync';
import { rehearse } from '../../sync/msel';
import { asProblem, Dialog, ProblemNote } from '../../ui';
import { useDesk } from './desk';
import { goToCell, rowOfNumber } from './goToField';
import { AsOf } from './Rehearsed';
import { branchWords, keepRehearsal, neverWords, useRehearsal } from './rehearsal';
import { usePlanWords } from './words';

/** As many as the server plays in one go. */
const SEEDS = [5, 10, 20] as const;

export function RehearseSheet() {
  const { t } = usePlanWords();
  const id = useExercise()?.id;
  const open = useDesk((desk) => desk.open);
  const [seeds, setSeeds] = useState<number>(20);
  const report = useRehearsal((one) => one.report);
  const [error, setError] = useState<unknown>();
  const [running, setRunning] = useState(false);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const run = async () => {
    if (!id) return;
    stop.current = new AbortController();
    setRunning(true);
    setError(undefined);
    try {
      keepRehearsal(id, await rehearse(id, seeds, stop.current.signal));
    } catch (failed) {
      if (!stop.current.signal.aborted) setError(failed);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Dialog wide title={t('rehearse.title')} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        <p className="quiet">{t('rehearse.how')}</p>
        <div className="row">
          <label className="msel-choice">
            <span>{t('rehearse.times')}</span>
            <select value={seeds} onChange={(event) => setSeeds(Number(event.target.value))}>
              {SEEDS.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="primary"
            disabled={running}
            aria-busy={running}
            onClick={() => void run()}
          >
            {t(running ? 'rehearse.running' : 'rehearse.run')}
          </button>
          {running ? (
            <button type="button" onClick={() => stop.current?.abort()}>
              {t('rehearse.stop')}
            </button>
          ) : null}
        </div>
        {error ? <ProblemNote problem={asProblem(error)} /> : null}
        {report ? (
          <>
            <AsOf />
            <Outcome report={report} />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

function Outcome({ report }: { report: RehearsalReport }) {
  const words = usePlanWords();
  const { t, say } = words;
  const duty = ({ in_time, late, never }: RehearsedDuty) =>
    in_time + late + never === 0 ? '' : t('rehearse.duty', { in_time, late, never });
  return (
    <>
      <p role="status">
        <b>{t('rehearse.finished', { finished: report.finished, seeds: report.seeds })}</b>
      </p>
      {report.stopped.length > 0 ? (
        <p className="problem">
          {t('rehearse.stopped', {
            count: report.stopped.length,
            status: say(`common:status.${report.stopped[0]?.status ?? 'review'}`),
          })}
        </p>
      ) : null}
      {report.never_reached.length > 0 ? (
        <p>
          ! {t('rehearse.never')} {report.never_reached.join(' ')}
        </p>
      ) : null}
      <div className="msel-table-scroll">
        <table className="msel-table">
          <thead>
            <tr>
              {(['row', 'reached', 'when', 'acknowledged', 'answered'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(`rehearse.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.row} className={row.reached === 0 ? 'msel-table-wrong' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    onClick={() => goToCell(rowOfNumber(row.row) ?? '', 'id')}
                  >
                    {row.row}
                  </button>{' '}
                  {words.in(row.title)}
                </th>
                <td className="num">
                  {row.reached}/{report.finished}
                </td>
                <td className={row.reached === 0 ? undefined : 'num'}>
                  {row.reached === 0
                    ? neverWords(row, t)
                    : row.earliest === null
                      ? '–'
                      : [row.earliest, row.median ?? row.earliest, row.latest ?? row.earliest]
                          .map((seconds) => exerciseTime(seconds * 1_000).replace('T+', ''))
                          .join(' · ')}
                </td>
                <td>{duty(row.acknowledged)}</td>
                <td>{duty(row.answered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Branches report={report} />
      <Load report={report} />
    </>
  );
}

/** Contingencies that came true, and by which of their parts. */
function Branches({ report }: { report: RehearsalReport }) {
  const { t, say } = usePlanWords();
  if (report.branches.length === 0) return null;
  return (
    <div className="msel-table-scroll">
      <table className="msel-table">
        <caption>{t('rehearse.branches')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rehearse.row')}</th>
            <th scope="col">{t('rehearse.fired')}</th>
            <th scope="col">{t('rehearse.by')}</th>
          </tr>
        </thead>
        <tbody>
          {report.branches.map((branch) => (
            <tr key={branch.row}>
              <th scope="row">{branch.row}</th>
              <td>{t('rehearse.fired_of', { fired: branch.fired, released: branch.released })}</td>
              <td>{branchWords(branch, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The most that a department received within a step, over all drills. */
function Load({ report }: { report: RehearsalReport }) {
  const { t } = usePlanWords();
  const steps = Math.max(0, ...report.load.map(({ received }) => received.length));
  if (steps === 0) return null;
  return (
    <div className="msel-table-scroll">
      <table className="msel-table">
        <caption>{t('rehearse.load', { minutes: Math.round(report.step_seconds / 60) })}</caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: steps }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no key but their place
              <th key={at} scope="col" className="num">
                {Math.round((at * report.step_seconds) / 60)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.load.map(({ department, received }) => (
            <tr key={department}>
              <th scope="row">{department}</th>
              {Array.from({ length: steps }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: likewise
                <td key={at} className="num">
                  {received[at] || ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
