/** In the panel: what came of the row in the last rehearsal, and of which state of the list that is. */
import { exerciseTime, wallMinute } from '../../lib/time';
import type { RehearsedDuty } from '../../protocol';
import { useDesk } from './desk';
import { fieldId } from './fields';
import { branchWords, neverWords, REHEARSED, useRehearsal, useStale } from './rehearsal';
import type { SheetRow } from './sheet';
import { usePlanWords, useZone } from './words';

export function Rehearsed({ row }: { row: SheetRow }) {
  const { t, say } = usePlanWords();
  const report = useRehearsal((one) => one.report);
  const number = row.cells.id?.text ?? '';
  const came = useRehearsal((one) => one.rows.get(number));
  const branch = useRehearsal((one) => one.branches.get(number));
  const stale = useStale();
  const open = useDesk((desk) => desk.open);
  if (!report) return null;
  const duty = ({ in_time, late, never }: RehearsedDuty) => t('rehearse.duty', { in_time, late, never });
  const asked = ({ in_time, late, never }: RehearsedDuty) => in_time + late + never > 0;
  const time = (seconds: number | null) => (seconds === null ? '–' : exerciseTime(seconds * 1_000));
  return (
    <section
      id={fieldId(REHEARSED)}
      className={`msel-rehearsed${stale ? ' msel-stale' : ''}`}
      aria-label={t('rehearse.title')}
    >
      <div className="row spread">
        <h3>{t('rehearse.title')}</h3>
        <button type="button" className="link" onClick={() => open({ type: 'rehearse' })}>
          {t('rehearse.open')}
        </button>
      </div>
      <AsOf />
      {!came ? <p>{t('rehearse.not_in')}</p> : null}
      {came && report.finished > 0 ? (
        <dl className="msel-facts">
          <dt>{t('rehearse.reached')}</dt>
          <dd>
            {came.reached > 0
              ? t('rehearse.reached_of', { reached: came.reached, finished: report.finished })
              : neverWords(came, t)}
          </dd>
          {came.earliest !== null ? (
            <>
              <dt>{t('rehearse.when')}</dt>
              <dd className="num">
                {time(came.earliest)} · {time(came.median)} · {time(came.latest)}
              </dd>
            </>
          ) : null}
          {asked(came.acknowledged) ? (
            <>
              <dt>{t('rehearse.acknowledged')}</dt>
              <dd>{duty(came.acknowledged)}</dd>
            </>
          ) : null}
          {asked(came.answered) ? (
            <>
              <dt>{t('rehearse.answered')}</dt>
              <dd>{duty(came.answered)}</dd>
            </>
          ) : null}
          {branch ? (
            <>
              <dt>{t('rehearse.fired')}</dt>
              <dd>
                {t('rehearse.fired_of', { fired: branch.fired, released: branch.released })} ·{' '}
                {branchWords(branch, say)}
              </dd>
            </>
          ) : null}
        </dl>
      ) : null}
    </section>
  );
}

/** Which state of the list was rehearsed, and whether it is the one that stands here. */
export function AsOf() {
  const { t } = usePlanWords();
  const zone = useZone();
  const list = useRehearsal(({ report }) => report?.list);
  const stale = useStale();
  if (!list) return null;
  const at = wallMinute(list.at, zone);
  return (
    <p className="small">
      {t(
        list.version === 0
          ? 'rehearse.of_draft'
          : list.changed
            ? 'rehearse.of_changed'
            : 'rehearse.of_version',
        {
          at,
          version: list.version,
        },
      )}
      {stale ? <b> {t('rehearse.stale')}</b> : null}
    </p>
  );
}
