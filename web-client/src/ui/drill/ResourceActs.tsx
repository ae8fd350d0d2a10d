/** What control does about equipment and supplies: passes a fault on, answers requests, sets a state by hand. */
import { useId, useState } from 'react';
import { AMOUNT_MAX, amountOf, isUsable, STATES } from '../../lib/drill/resources';
import { useWords } from '../../lib/drill/useWords';
import type { FaultItem, ResourceItem, ResourceRequestItem, ResourceState } from '../../protocol';
import { useItems, useMay, useYou } from '../../sync';
import { ActButton } from './ActButton';
import { useAct } from './act';
import { Fate } from './Fate';

export function FaultActs({ fault, zone }: { fault: FaultItem; zone: string }) {
  const { t } = useWords('resource');
  const act = useAct();
  const pass = useMay('pass_fault');
  const fix = useMay('fix_fault');
  if (!useYou().may.includes('fix_fault')) return null;
  return (
    <div className="row">
      {fault.passed === null && fault.reported !== null ? (
        <ActButton may={pass} busy={act.busy} onAct={() => act.give({ type: 'pass_fault', fault: fault.id })}>
          {t('fault.pass')}
        </ActButton>
      ) : null}
      <ActButton may={fix} busy={act.busy} onAct={() => act.give({ type: 'fix_fault', fault: fault.id })}>
        {t('fault.fix')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

/** Control answers for logistics, and for a department where it must. */
export function AnswerRequest({ item, zone }: { item: ResourceRequestItem; zone: string }) {
  const words = useWords('resource');
  const { t } = words;
  const id = useId();
  const act = useAct();
  const may = useMay('grant_resource');
  const resources = useItems('resource').filter(
    (one) => isUsable(one) && one.with === null && one.department !== item.department,
  );
  const [given, setGiven] = useState('');
  const [reason, setReason] = useState('');
  if (!useYou().may.includes('grant_resource')) return null;
  if (item.stage === 'asked') {
    return (
      <fieldset className="resource-answer">
        <legend className="visually-hidden">{t('request.number', { n: item.number })}</legend>
        <div className="field">
          <label htmlFor={`${id}-give`}>{t('request.give')}</label>
          <select id={`${id}-give`} value={given} onChange={(event) => setGiven(event.target.value)}>
            <option value="">{t('request.giveNone')}</option>
            {resources.map((one) => (
              <option key={one.key} value={one.key}>
                {one.department} · {words.in(one.name)}
              </option>
            ))}
          </select>
        </div>
        <ActButton
          may={may}
          busy={act.busy}
          onAct={() =>
            act.give({ type: 'grant_resource', request: item.id, ...(given ? { resource: given } : {}) })
          }
        >
          ✓ {t('request.grant')}
        </ActButton>
        <div className="field">
          <label htmlFor={`${id}-why`}>{t('request.reason')}</label>
          <input
            id={`${id}-why`}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <ActButton
          may={may}
          notNow={reason.trim() ? undefined : t('request.noReason')}
          busy={act.busy}
          onAct={() => act.give({ type: 'refuse_resource', request: item.id, reason: reason.trim() })}
        >
          ✕ {t('request.refuse')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} />
      </fieldset>
    );
  }
  return (
    <div className="row">
      {item.stage === 'granted' ? (
        <ActButton
          may={may}
          busy={act.busy}
          onAct={() => act.give({ type: 'hand_over_resource', request: item.id })}
        >
          {t('request.handOver')}
        </ActButton>
      ) : null}
      {item.stage === 'handed_over' ? (
        <ActButton
          may={may}
          busy={act.busy}
          onAct={() => act.give({ type: 'return_resource', request: item.id })}
        >
          {t('request.back')}
        </ActButton>
      ) : null}
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

/** Any state, by hand: what people do with the real thing is not always tapped. */
export function SetResource({ item, zone }: { item: ResourceItem; zone: string }) {
  const { t } = useWords('resource');
  const id = useId();
  const act = useAct();
  const may = useMay('set_resource');
  const [to, setTo] = useState<ResourceState>(item.state);
  const [left, setLeft] = useState('');
  const [note, setNote] = useState('');
  const counted = item.left !== null;
  const amount = amountOf(left, AMOUNT_MAX);
  const same = to === item.state && (amount === undefined || amount === item.left);
  const wrong = amount === 'wrong' ? t('wrongAmount', { most: AMOUNT_MAX }) : undefined;
  const give = () => {
    if (amount === 'wrong') return;
    act.give({
      type: 'set_resource',
      resource: item.key,
      to,
      ...(counted && amount !== undefined ? { left: amount } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    setNote('');
  };
  return (
    <fieldset className="resource-set">
      <legend>{t('set.title')}</legend>
      <div className="field">
        <label htmlFor={`${id}-to`}>{t('set.to')}</label>
        <select id={`${id}-to`} value={to} onChange={(event) => setTo(event.target.value as ResourceState)}>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </select>
      </div>
      {counted ? (
        <div className="field">
          <label htmlFor={`${id}-left`}>{t('set.left')}</label>
          <input
            id={`${id}-left`}
            inputMode="numeric"
            placeholder={String(item.left)}
            value={left}
            onChange={(event) => setLeft(event.target.value)}
          />
        </div>
      ) : null}
      <div className="field">
        <label htmlFor={`${id}-note`}>{t('set.note')}</label>
        <input
          id={`${id}-note`}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <ActButton
        may={may}
        notNow={wrong ?? (same ? t(`state.${item.state}`) : undefined)}
        busy={act.busy}
        onAct={give}
      >
        {t('set.go')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </fieldset>
  );
}
