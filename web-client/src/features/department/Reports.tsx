import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { sendKey } from '../../lib/keys';
import type { FactKey, ReportItem, ReportKind } from '../../protocol';
import { outbox, submit, useDraft, useItems, useMay, useOutbox, useYou } from '../../sync';
import { ConfirmButton } from '../../ui';
import { WriteState } from './WriteState';
import { usePartyName, useWall, useWho } from './words';

const KINDS: readonly ReportKind[] = ['first', 'follow_up', 'closing'];

interface Draft {
  kind: ReportKind | '';
  text: string;
  facts: Record<FactKey, string>;
}

function readDraft(kept: string): Draft {
  const blank: Draft = { kind: '', text: '', facts: {} };
  if (!kept) return blank;
  try {
    return { ...blank, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return { ...blank, text: kept };
  }
}

/** The newest report of the own department. */
export function useLastReport(): ReportItem | undefined {
  const you = useYou();
  return useItems('report')
    .filter((report) => report.department === you.department)
    .at(-1);
}

/** The form: kind, words, key facts; what stays empty is an honest gap. */
export function ReportForm({ onSent }: { onSent?: () => void }) {
  const { t } = useTranslation(['department', 'common']);
  const id = useId();
  const you = useYou();
  const pick = usePick();
  const may = useMay('submit_report');
  const facts = useItems('briefing')[0]?.report_facts ?? [];
  const last = useLastReport();
  const [kept, keep, drop] = useDraft(`${you.seat}/report`);
  const draft = readDraft(kept);
  const change = (to: Partial<Draft>) => keep(JSON.stringify({ ...draft, ...to }));
  const kind = draft.kind || (last ? 'follow_up' : 'first');
  const [wrong, setWrong] = useState(false);
  // A follow-up starts from what was known.
  const known = (key: FactKey) =>
    draft.facts[key] ?? last?.facts.find((fact) => fact.key === key)?.value ?? '';
  const sent = useOutbox()
    .filter((entry) => entry.command.type === 'submit_report')
    .at(-1);
  const send = () => {
    const text = draft.text.trim();
    setWrong(!text);
    if (!text || !may.ok) return;
    const written = facts.map((fact) => ({ key: fact.key, value: known(fact.key).trim() }));
    submit({
      type: 'submit_report',
      kind,
      text,
      facts: written.filter((fact) => fact.value),
      gaps: written.filter((fact) => !fact.value).map((fact) => fact.key),
    });
    drop();
    onSent?.();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={sendKey(send)}
    >
      <fieldset>
        <legend>{t('report.kind')}</legend>
        <div className="row">
          {KINDS.map((word) => (
            <label key={word} className="tick">
              <input
                type="radio"
                name={`${id}-kind`}
                checked={kind === word}
                onChange={() => change({ kind: word })}
              />
              {t(`common:report.${word}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('report.text')}</label>
        <textarea
          id={`${id}-text`}
          value={draft.text}
          maxLength={4000}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            change({ text: event.target.value });
            setWrong(false);
          }}
        />
        <span id={`${id}-hint`} className={wrong ? 'wrong small' : 'small quiet'}>
          {wrong ? t('report.missingText') : t('report.textHint')}
        </span>
      </div>
      {facts.length > 0 ? (
        <fieldset className="stack">
          <legend>{t('report.facts')}</legend>
          <p className="small quiet">{t('report.gapHint')}</p>
          <div className="fact-fields">
            {facts.map((fact) => (
              <div key={fact.key} className="field">
                <label htmlFor={`${id}-${fact.key}`}>{pick(fact.name)}</label>
                <input
                  id={`${id}-${fact.key}`}
                  value={known(fact.key)}
                  maxLength={120}
                  placeholder={t('report.gap')}
                  onChange={(event) => change({ facts: { ...draft.facts, [fact.key]: event.target.value } })}
                />
              </div>
            ))}
          </div>
        </fieldset>
      ) : null}
      <button type="submit" className="primary" disabled={!may.ok}>
        {t('report.send')}
      </button>
      {may.why ? <p className="small quiet">{t(`common:why.${may.why}`)}</p> : null}
      {sent && sent.state !== 'recorded' ? <WriteState entry={sent} /> : null}
      {sent?.state === 'rejected' ? (
        <button
          type="button"
          onClick={() => {
            if (sent.command.type !== 'submit_report') return;
            const { kind: old, text, facts: known } = sent.command;
            keep(
              JSON.stringify({
                kind: old,
                text,
                facts: Object.fromEntries((known ?? []).map((f) => [f.key, f.value])),
              }),
            );
            outbox.dismiss(sent.id);
          }}
        >
          {t('reply.takeUp')}
        </button>
      ) : null}
    </form>
  );
}

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
              <dd>{fact.value}</dd>
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
            <dd>{fact.value}</dd>
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
