import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { sendKey } from '../../lib/keys';
import type { ReportKind } from '../../protocol';
import { FactInput } from '../../ui/drill/FactInput';
import { type Report, useReport } from './useReport';
import { WriteState } from './WriteState';

const KINDS: readonly ReportKind[] = ['first', 'follow_up', 'closing'];

/** The form: kind, words, key facts; what stays empty is an honest gap. */
export function ReportForm({ onSent }: { onSent?: () => void }) {
  const { t } = useTranslation(['department', 'common']);
  const id = useId();
  const report = useReport(onSent);
  const { kind, change, wrong, may, sent, send } = report;
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
          value={report.text}
          maxLength={4000}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ text: event.target.value })}
        />
        <span id={`${id}-hint`} className={wrong ? 'wrong small' : 'small quiet'}>
          {wrong ? t('report.missingText') : t('report.textHint')}
        </span>
      </div>
      {report.asked.length > 0 ? <Facts report={report} /> : null}
      <button type="submit" className="primary" disabled={!may.ok}>
        {t('report.send')}
      </button>
      {may.why ? <p className="small quiet">{t(`common:why.${may.why}`)}</p> : null}
      {sent && sent.state !== 'recorded' ? <WriteState entry={sent} /> : null}
      {sent?.state === 'rejected' ? (
        <button type="button" onClick={report.takeUp}>
          {t('reply.takeUp')}
        </button>
      ) : null}
    </form>
  );
}

function Facts({ report }: { report: Report }) {
  const { t } = useTranslation('department');
  const id = useId();
  const pick = usePick();
  return (
    <fieldset className="stack">
      <legend>{t('report.facts')}</legend>
      <p className="small quiet">{t('report.gapHint')}</p>
      <div className="fact-fields">
        {report.asked.map((fact) => {
          const form = report.formOf(fact.key);
          return form ? (
            <FactInput
              key={fact.key}
              form={form}
              label={pick(fact.name)}
              text={report.known(fact.key)}
              write={(text) => report.setFact(fact.key, text)}
              wrong={report.unreadable.includes(fact.key)}
              hint={t('report.gap')}
            />
          ) : (
            <div key={fact.key} className="field">
              <label htmlFor={`${id}-${fact.key}`}>{pick(fact.name)}</label>
              <input
                id={`${id}-${fact.key}`}
                value={report.known(fact.key)}
                maxLength={120}
                placeholder={t('report.gap')}
                onChange={(event) => report.setFact(fact.key, event.target.value)}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
