import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { reportedWords } from '../../lib/drill/facts';
import type { FactKey, ReportItem } from '../../protocol';
import { submit, useItems, useMay, useOutbox, useYou } from '../../sync';
import { ConfirmButton } from '../../ui';
import { useLastReport } from './useReport';
import { WriteState } from './WriteState';
import { usePartyName, useWall, useWho } from './words';

/** Own reports; for incident command everybody's, with the key to confirm. */
export function ReportList() {
  const { t } = useTranslation('department');
  const you = useYou();
  const command = useItems('briefing')[0]?.confirms_reports ?? false;
  const reports = useItems('report');
  const listed = command ? reports : reports.filter((report) => report.department === you.department);
  return (
    <section className="stack" aria-labelledby="reports-title">
      <h2 id="reports-title">{t(command ? 'report.all' : 'report.own')}</h2>
      {listed.length === 0 ? <p className="quiet empty">{t('report.none')}</p> : null}
      <ul className="stack">
        {[...listed].reverse().map((report) => (
          <Report key={report.id} report={report} command={command} />
        ))}
      </ul>
    </section>
  );
}

function useFactName(): (key: FactKey) => string {
  const pick = usePick();
  const facts = useItems('briefing')[0]?.report_facts ?? [];
  return (key) => pick(facts.find((fact) => fact.key === key)?.name) || key;
}

function Report({ report, command }: { report: ReportItem; command: boolean }) {
  const { t } = useTranslation(['department', 'common']);
  const wall = useWall();
  const who = useWho();
  const nameOf = usePartyName();
  const factName = useFactName();
  const pictures = useItems('picture');
  const pick = usePick();
  const may = useMay('confirm_report');
  const asked = useOutbox()
    .filter((entry) => entry.command.type === 'confirm_report' && entry.command.report === report.id)
    .at(-1);
  const unit = nameOf({ department: report.department });
  const state = report.confirmed
    ? t('report.confirmed', { time: wall(report.confirmed.at.wall) })
    : report.superseded
      ? t('report.superseded')
      : t('report.unconfirmed');
  return (
    <li className="card stack">
      <div className="row spread">
        <strong>
          {t('report.number', { unit, number: report.number })} · {t(`common:report.${report.report_kind}`)}
        </strong>
        <span className={`chip ${report.confirmed ? 'good' : 'idle'}`}>
          <span aria-hidden="true">{report.confirmed ? '✓' : '○'}</span>
          {state}
        </span>
      </div>
      <p className="small quiet">
        {t('report.at', { time: wall(report.submitted.at.wall) })} ·{' '}
        {t('report.writtenBy', { who: who(report.submitted.by) })}
      </p>
      <p className="prewrap">{report.text}</p>
      {report.facts.length > 0 ? (
        <dl className="facts small">
          {report.facts.map((fact) => (
            <div key={fact.key}>
              <dt>{factName(fact.key)}</dt>
              <dd>{reportedWords(fact, pictures, pick)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {report.gaps.length > 0 ? (
        <p className="small">
          {t('report.gaps')}: {report.gaps.map(factName).join('、')}
        </p>
      ) : null}
      {command && !report.confirmed && may.ok && asked?.state !== 'sending' && asked?.state !== 'waiting' ? (
        <ConfirmButton
          ask={t('report.confirmAsk', { unit, number: report.number })}
          confirm={t('report.confirm')}
          onConfirm={() => submit({ type: 'confirm_report', report: report.id })}
        >
          {t('report.confirm')}
        </ConfirmButton>
      ) : null}
      {asked && asked.state !== 'recorded' ? <WriteState entry={asked} /> : null}
    </li>
  );
}

/** What this department last said of the key facts. */
export function OurFacts() {
  const { t } = useTranslation('department');
  const wall = useWall();
  const factName = useFactName();
  const pictures = useItems('picture');
  const pick = usePick();
  const last = useLastReport();
  if (!last) return null;
  return (
    <section className="card" aria-labelledby="our-facts">
      <h2 id="our-facts">{t('report.ourFacts')}</h2>
      <p className="small quiet">{t('report.at', { time: wall(last.submitted.at.wall) })}</p>
      <dl className="facts small">
        {last.facts.map((fact) => (
          <div key={fact.key}>
            <dt>{factName(fact.key)}</dt>
            <dd>{reportedWords(fact, pictures, pick)}</dd>
          </div>
        ))}
        {last.gaps.map((key) => (
          <div key={key}>
            <dt>{factName(key)}</dt>
            <dd className="quiet">{t('report.gap')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
