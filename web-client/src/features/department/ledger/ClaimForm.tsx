import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendKey } from '../../../lib/keys';
import type { DeliveryId } from '../../../protocol';
import { outbox, submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { WriteState } from '../WriteState';
import { useInjectName } from '../words';
import { readKept, useGiven, useLedgerWords } from './words';

/** People who asked before, offered at most. */
const OFFERED = 6;

interface Draft {
  text: string;
  from: string;
}

/** What residents ask: their words and who they are, optionally out of an inject. Kept until it is sent. */
export function ClaimForm({
  about,
  start = { text: '', from: '' },
  onSent,
}: {
  about?: DeliveryId;
  /** What the inject already says. */
  start?: Draft;
  onSent?: () => void;
}) {
  const { t } = useLedgerWords();
  const { t: common } = useTranslation(['common', 'department']);
  const id = useId();
  const you = useYou();
  const may = useMay('record_claim');
  const [kept, keep, drop] = useDraft(`${you.seat}/claim/${about ?? ''}`);
  const [wrong, setWrong] = useState(false);
  const draft = readKept(kept, start);
  const sent = useGiven('record_claim', (command) => (command.about ?? undefined) === about);
  const change = (to: Partial<Draft>) => {
    setWrong(false);
    keep(JSON.stringify({ ...draft, ...to }));
  };
  const send = () => {
    const [text, from] = [draft.text.trim(), draft.from.trim()];
    setWrong(!text || !from);
    if (!text || !from || !may.ok) return;
    submit({ type: 'record_claim', text, from, ...(about ? { about } : {}) });
    drop();
    onSent?.();
  };
  const takeUp = () => {
    if (sent?.command.type !== 'record_claim') return;
    keep(JSON.stringify({ text: sent.command.text, from: sent.command.from }));
    outbox.dismiss(sent.id);
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
      <About delivery={about} />
      <div className="field">
        <label htmlFor={`${id}-text`}>{t('claim.text')}</label>
        <textarea
          id={`${id}-text`}
          rows={2}
          value={draft.text}
          maxLength={4000}
          aria-invalid={wrong && !draft.text.trim()}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-from`}>{t('claim.from')}</label>
        <input
          id={`${id}-from`}
          value={draft.from}
          maxLength={120}
          aria-invalid={wrong && !draft.from.trim()}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ from: event.target.value })}
        />
        <span id={`${id}-hint`} className={wrong ? 'wrong small' : 'small quiet'}>
          {wrong ? t('claim.missing') : t('claim.fromHint')}
        </span>
      </div>
      <Askers chosen={draft.from} choose={(from) => change({ from })} />
      <button type="submit" className="primary" disabled={!may.ok}>
        {t('claim.record')}
      </button>
      {may.why ? <p className="small quiet">{common(`why.${may.why}`)}</p> : null}
      {sent && sent.state !== 'recorded' ? <WriteState entry={sent} /> : null}
      {sent?.state === 'rejected' ? (
        <button type="button" onClick={takeUp}>
          {common('department:reply.takeUp')}
        </button>
      ) : null}
    </form>
  );
}

function About({ delivery }: { delivery: DeliveryId | undefined }) {
  const { t } = useLedgerWords();
  const name = useInjectName();
  const inject = useItems('inject').find((one) => one.delivery === delivery);
  if (!inject) return null;
  return (
    <p className="small quiet">
      {t('claim.about')}: {name(inject)}
    </p>
  );
}

/** Those who asked before, one tap each: who asks is rarely somebody new. */
function Askers({ chosen, choose }: { chosen: string; choose: (from: string) => void }) {
  const { t } = useLedgerWords();
  const asked = useItems('claim').map((claim) => claim.from);
  const known = [...new Set(asked.reverse())].slice(0, OFFERED);
  if (known.length === 0) return null;
  return (
    <fieldset className="ledger-askers">
      <legend className="visually-hidden">{t('claim.from')}</legend>
      {known.map((from) => (
        <button key={from} type="button" aria-pressed={chosen === from} onClick={() => choose(from)}>
          {from}
        </button>
      ))}
    </fieldset>
  );
}
