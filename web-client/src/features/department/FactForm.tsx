import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { sendKey } from '../../lib/keys';
import type { PictureItem } from '../../protocol';
import { submit, useMay } from '../../sync';
import { Sheet } from '../../ui';
import { FactInput } from '../../ui/drill/FactInput';
import { SEEN, useFactReport, useOwn } from './useFact';

/** Longest source, as the server takes it. */
const SOURCE_MAX = 120;

/** What we know of one fact: its value, when it was seen, from whom. */
export function FactForm({ fact, onClose }: { fact: PictureItem; onClose: () => void }) {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  const id = useId();
  const report = useFactReport(fact, onClose);
  const { draft, change, when, may } = report;
  return (
    <Sheet title={t('fact.report', { fact: pick(fact.name) })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          report.send();
        }}
        onKeyDown={sendKey(report.send)}
      >
        <FactInput
          form={fact.form}
          label={t('fact.value')}
          text={draft.text}
          write={(text) => change({ text })}
          wrong={report.wrongValue}
        />
        <fieldset>
          <legend>{t('fact.seen')}</legend>
          <div className="row fact-when">
            {SEEN.map((word) => (
              <button
                key={word}
                type="button"
                aria-pressed={when === word}
                onClick={() => report.setWhen(word)}
              >
                {t(`fact.when.${word}`)}
              </button>
            ))}
          </div>
          {when === 'at' ? (
            <input
              type="time"
              aria-label={t('fact.time')}
              aria-invalid={report.wrongTime || undefined}
              value={report.time}
              onChange={(event) => report.setTime(event.target.value)}
            />
          ) : null}
          {report.wrongTime ? <span className="wrong small">{t('fact.wrongTime')}</span> : null}
        </fieldset>
        <div className="field">
          <label htmlFor={`${id}-source`}>{t('fact.source')}</label>
          <input
            id={`${id}-source`}
            value={draft.source}
            maxLength={SOURCE_MAX}
            onChange={(event) => change({ source: event.target.value })}
          />
        </div>
        <button type="submit" className="primary" disabled={!may.ok}>
          {t('fact.send')}
        </button>
        {may.why ? <p className="small quiet">{t(`common:why.${may.why}`)}</p> : null}
      </form>
      <Withdraw fact={fact} done={onClose} />
    </Sheet>
  );
}

/** Takes back what was reported, with the reason: nothing is known then, which is honest. */
function Withdraw({ fact, done }: { fact: PictureItem; done: () => void }) {
  const { t } = useTranslation('department');
  const id = useId();
  const own = useOwn(fact);
  const may = useMay('withdraw_fact');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!own) return null;
  if (!open) {
    return (
      <button type="button" className="fact-withdraw" disabled={!may.ok} onClick={() => setOpen(true)}>
        {t('fact.withdraw')}
      </button>
    );
  }
  const words = reason.trim();
  return (
    <div className="stack fact-withdraw">
      <div className="field">
        <label htmlFor={id}>{t('fact.reason')}</label>
        <input
          id={id}
          value={reason}
          maxLength={SOURCE_MAX}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <button
        type="button"
        disabled={words === '' || !may.ok}
        onClick={() => {
          submit({ type: 'withdraw_fact', report: own.report, reason: words });
          done();
        }}
      >
        {t('fact.withdrawNow')}
      </button>
    </div>
  );
}
