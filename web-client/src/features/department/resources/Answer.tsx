import { useId, useState } from 'react';
import { amountOf, isUsable } from '../../../lib/drill/resources';
import type { ResourceRequestItem } from '../../../protocol';
import { submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { useResourceWords } from './words';

/** Grants a request out of what this department has, or refuses it for a reason. */
export function Answer({ item, off }: { item: ResourceRequestItem; off: boolean }) {
  const words = useResourceWords();
  const { t } = words;
  const id = useId();
  const you = useYou();
  const may = useMay('grant_resource');
  const ours = useItems('resource').filter(
    (one) => one.department === you.department && one.with === null && isUsable(one),
  );
  const asked = ours.find((one) => [one.name.zh, one.name.en].includes(item.what));
  const [key, setKey] = useState(asked?.key ?? '');
  const [text, setText] = useState(item.amount === null ? '' : String(item.amount));
  const [refusing, setRefusing] = useState(false);
  const [reason, write, drop] = useDraft(`${you.seat}/refuse/${item.id}`);
  const [wrong, setWrong] = useState(false);
  const given = ours.find((one) => one.key === key);
  const counted = given?.left != null;
  const amount = amountOf(text, given?.left ?? 1_000_000);
  const bad = amount === 'wrong' || (counted && amount === undefined);
  const grant = () => {
    setWrong(bad);
    if (amount === 'wrong' || bad) return;
    submit({
      type: 'grant_resource',
      request: item.id,
      ...(key ? { resource: key } : {}),
      ...(amount === undefined ? {} : { amount }),
    });
  };
  const refuse = () => {
    const why = reason.trim();
    setWrong(!why);
    if (!why) return;
    submit({ type: 'refuse_resource', request: item.id, reason: why });
    drop();
  };
  return (
    <fieldset className="stack">
      <legend className="visually-hidden">{t('request.number', { n: item.number })}</legend>
      {refusing ? (
        <div className="field">
          <label htmlFor={`${id}-why`}>{t('request.reason')}</label>
          <input
            id={`${id}-why`}
            maxLength={500}
            value={reason}
            aria-invalid={wrong}
            onChange={(event) => write(event.target.value)}
          />
          {wrong ? <span className="wrong small">{t('request.noReason')}</span> : null}
        </div>
      ) : (
        <div className="resource-count">
          <div className="field">
            <label htmlFor={`${id}-give`}>{t('request.give')}</label>
            <select id={`${id}-give`} value={key} onChange={(event) => setKey(event.target.value)}>
              <option value="">{t('request.giveNone')}</option>
              {ours.map((one) => (
                <option key={one.key} value={one.key}>
                  {words.in(one.name)}
                </option>
              ))}
            </select>
          </div>
          {counted || item.amount !== null ? (
            <div className="field">
              <label htmlFor={`${id}-amount`}>{t('board.amount')}</label>
              <input
                id={`${id}-amount`}
                inputMode="numeric"
                value={text}
                aria-invalid={wrong && bad}
                onChange={(event) => {
                  setWrong(false);
                  setText(event.target.value);
                }}
              />
            </div>
          ) : null}
          {wrong && bad ? (
            <p className="wrong small">{t('wrongAmount', { most: given?.left ?? 1_000_000 })}</p>
          ) : null}
        </div>
      )}
      <div className="ledger-new">
        {refusing ? (
          <button type="button" onClick={() => setRefusing(false)}>
            ‹ {t('request.grant')}
          </button>
        ) : (
          <button type="button" className="primary" disabled={!may.ok || off} onClick={grant}>
            ✓ {t('request.grant')}
          </button>
        )}
        <button
          type="button"
          disabled={!may.ok || off}
          onClick={() => (refusing ? refuse() : setRefusing(true))}
        >
          ✕ {t('request.refuse')}
          {refusing ? '' : '…'}
        </button>
      </div>
    </fieldset>
  );
}
