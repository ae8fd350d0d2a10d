import { useId, useState } from 'react';
import { AMOUNT_MAX, amountOf, requestsInOrder } from '../../../lib/drill/resources';
import { exerciseTime } from '../../../lib/time';
import type { Party, ResourceRequestItem } from '../../../protocol';
import { submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { ConfirmButton, Dialog } from '../../../ui';
import { StageChip, useResourceName } from '../../../ui/drill/Resource';
import { partyName } from '../../../ui/drill/ResourceBoard';
import { WriteState } from '../WriteState';
import { Answer } from './Answer';
import { onItsWay, usePending, useResourceWords } from './words';

/** What is asked of this department and what it asked of others: what waits for it first. */
export function Requests() {
  const { t } = useResourceWords();
  const may = useMay('request_resource');
  const all = useItems('resource_request');
  const [asking, setAsking] = useState(false);
  const unsent = usePending((command) => command.type === 'request_resource');
  return (
    <section className="stack" aria-labelledby="requests-title">
      <div className="row spread">
        <h2 id="requests-title">{t('request.title')}</h2>
        <button type="button" disabled={!may.ok} onClick={() => setAsking(true)}>
          ＋ {t('request.new')}
        </button>
      </div>
      {unsent?.command.type === 'request_resource' ? (
        <div className="card stack resource-unsent">
          <strong>{unsent.command.what}</strong>
          <WriteState entry={unsent} />
        </div>
      ) : null}
      {all.length === 0 ? <p className="quiet">{t('request.none')}</p> : null}
      <ul className="stack">
        {requestsInOrder(all).map((item) => (
          <One key={item.id} item={item} />
        ))}
      </ul>
      {asking ? (
        <Dialog sheet title={t('request.new')} onClose={() => setAsking(false)}>
          <Ask onSent={() => setAsking(false)} />
        </Dialog>
      ) : null}
    </section>
  );
}

/** Whether this department is the one that is asked. */
function asks(item: ResourceRequestItem, department: string | null): boolean {
  return typeof item.to !== 'string' && item.to.department === department;
}

/** How many requests wait for this department's answer. */
export function useWaiting(): number {
  const { department } = useYou();
  return useItems('resource_request').filter((item) => item.stage === 'asked' && asks(item, department))
    .length;
}

function One({ item }: { item: ResourceRequestItem }) {
  const { t } = useResourceWords();
  const name = useResourceName();
  const { department } = useYou();
  const may = useMay('hand_over_resource');
  const resources = useItems('resource');
  const pending = usePending((command) => 'request' in command && command.request === item.id);
  const busy = onItsWay(pending);
  const ours = item.department === department;
  const giver =
    asks(item, department) ||
    resources.some((one) => one.key === item.resource && one.department === department);
  return (
    <li className="card stack resource-card">
      <div className="row spread">
        <strong>
          {item.what} {item.amount === null ? '' : t('request.amountOf', { n: item.amount })}
        </strong>
        <StageChip item={item} />
      </div>
      <p className="small quiet">
        {t('request.number', { n: item.number })} ·{' '}
        {t('request.says', { from: item.department, to: partyName(item, t('request.control')) })} ·{' '}
        <span className="num">{exerciseTime(item.asked.at.exercise)}</span>
      </p>
      {item.note ? <p className="prewrap">{item.note}</p> : null}
      {item.answered && (item.answered.text || item.resource) ? (
        <p>
          {item.answered.text} {item.resource ? t('request.gives', { name: name(item.resource) }) : ''}{' '}
          {item.granted === null ? '' : t('request.amountOf', { n: item.granted })}
        </p>
      ) : null}
      {item.returned && item.returned_amount !== null ? (
        <p className="small">{t('request.returned', { n: item.returned_amount })}</p>
      ) : null}
      {item.stage === 'asked' && asks(item, department) ? <Answer item={item} off={busy} /> : null}
      {item.stage === 'asked' && ours ? <Withdraw item={item} off={busy} /> : null}
      {item.withdrawn?.text ? <p className="small prewrap">{item.withdrawn.text}</p> : null}
      {item.stage === 'granted' && giver ? (
        <button
          type="button"
          className="primary"
          disabled={!may.ok || busy}
          onClick={() => submit({ type: 'hand_over_resource', request: item.id })}
        >
          {t('request.handOver')}
        </button>
      ) : null}
      {item.stage === 'handed_over' && (ours || giver) ? <Back item={item} off={!may.ok || busy} /> : null}
      {pending ? <WriteState entry={pending} /> : null}
    </li>
  );
}

/** Two taps: a request that is gone is gone for those who were asked, too. */
function Withdraw({ item, off }: { item: ResourceRequestItem; off: boolean }) {
  const { t } = useResourceWords();
  const may = useMay('withdraw_resource_request');
  if (!may.ok) return null;
  return (
    <ConfirmButton
      className="plain"
      disabled={off}
      confirm={t('request.withdraw')}
      ask={t('request.withdrawAsk')}
      onConfirm={() => submit({ type: 'withdraw_resource_request', request: item.id })}
    >
      {t('request.withdraw')}
    </ConfirmButton>
  );
}

/** What came back; of what is counted, how much: the rest was used. */
function Back({ item, off }: { item: ResourceRequestItem; off: boolean }) {
  const { t } = useResourceWords();
  const id = useId();
  const [text, setText] = useState('');
  const counted = item.granted !== null;
  const none = text.trim() === '0';
  const amount = none ? 0 : amountOf(text, item.granted ?? 0);
  const give = () => {
    if (amount === 'wrong') return;
    submit({
      type: 'return_resource',
      request: item.id,
      ...(counted && amount !== undefined ? { amount } : {}),
    });
  };
  return (
    <div className="resource-count">
      {counted ? (
        <div className="field">
          <label htmlFor={id}>{t('request.backAmount')}</label>
          <input
            id={id}
            inputMode="numeric"
            placeholder={String(item.granted)}
            aria-invalid={amount === 'wrong'}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      ) : null}
      <button type="button" disabled={off || amount === 'wrong'} onClick={give}>
        {t('request.back')}
      </button>
    </div>
  );
}

/** Whom, what, how much, what for; kept until it is sent. */
function Ask({ onSent }: { onSent: () => void }) {
  const words = useResourceWords();
  const { t } = words;
  const id = useId();
  const you = useYou();
  const may = useMay('request_resource');
  const departments = useItems('department').filter((one) => one.code !== you.department);
  const [to, setTo] = useState('');
  const [what, write, drop] = useDraft(`${you.seat}/request`);
  const [amount, setAmount] = useState('');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const number = amountOf(amount, AMOUNT_MAX);
  const send = () => {
    const text = what.trim();
    setWrong(!text);
    if (!text || number === 'wrong') return;
    const party: Party = to === '' ? 'control' : { department: to };
    submit({
      type: 'request_resource',
      to: party,
      what: text,
      ...(number === undefined ? {} : { amount: number }),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    drop();
    onSent();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-to`}>{t('request.to')}</label>
        <select id={`${id}-to`} value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{t('request.control')}</option>
          {departments.map((one) => (
            <option key={one.code} value={one.code}>
              {one.code} {words.in(one.name)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-what`}>{t('request.what')}</label>
        <input
          id={`${id}-what`}
          maxLength={120}
          value={what}
          aria-invalid={wrong}
          onChange={(event) => write(event.target.value)}
        />
        {wrong ? <span className="wrong small">{t('request.missing')}</span> : null}
      </div>
      <div className="field">
        <label htmlFor={`${id}-amount`}>{t('request.amount')}</label>
        <input
          id={`${id}-amount`}
          inputMode="numeric"
          value={amount}
          aria-invalid={number === 'wrong'}
          onChange={(event) => setAmount(event.target.value)}
        />
        {number === 'wrong' ? (
          <span className="wrong small">{t('wrongAmount', { most: AMOUNT_MAX })}</span>
        ) : null}
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>{t('request.note')}</label>
        <input
          id={`${id}-note`}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <button type="submit" className="primary" disabled={!may.ok}>
        {t('request.send')}
      </button>
    </form>
  );
}
