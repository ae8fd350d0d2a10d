import { useId, useState } from 'react';
import { amountOf, inOrder } from '../../../lib/drill/resources';
import type { ResourceItem, ResourceState } from '../../../protocol';
import { submit, useItems, useMay, useYou } from '../../../sync';
import { Amount, StateChip, Story, Ties } from '../../../ui/drill/Resource';
import { WriteState } from '../WriteState';
import { onItsWay, usePending, useResourceWords } from './words';

/** What this department holds or has been handed, failed first, each state one tap away. */
export function Things() {
  const { t } = useResourceWords();
  const { department } = useYou();
  const ours = useItems('resource').filter(
    (item) => item.department === department || item.with === department,
  );
  return (
    <section className="stack" aria-labelledby="things-title">
      <h2 id="things-title">{t('title')}</h2>
      {ours.length === 0 ? <p className="quiet">{t('none')}</p> : null}
      <ul className="stack">
        {inOrder(ours).map((item) => (
          <Thing key={item.key} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Thing({ item }: { item: ResourceItem }) {
  const words = useResourceWords();
  const { t } = words;
  const { department } = useYou();
  const may = useMay('move_resource');
  const pending = usePending(
    (command) =>
      (command.type === 'move_resource' ||
        command.type === 'report_fault' ||
        command.type === 'use_supply') &&
      command.resource === item.key,
  );
  const busy = onItsWay(pending);
  const here = (item.with ?? item.department) === department;
  // What was used up and is counted comes back with a number; what failed is looked after above.
  const counted = item.state === 'used_up' && item.left !== null;
  const next = item.state === 'failed' || counted ? [] : item.next;
  return (
    <li className={`card stack resource-card ${item.state === 'failed' ? 'resource-failed' : ''}`}>
      <div className="row spread">
        <strong>{words.in(item.name)}</strong>
        <StateChip item={item} />
      </div>
      <Ties item={item} here={department} />
      <Amount item={item} />
      {here && item.state !== 'failed' ? (
        <div className="resource-acts">
          {next.map((to) => (
            <Move key={to} item={item} to={to} off={!may.ok || busy} />
          ))}
          <button
            type="button"
            disabled={!may.ok || busy}
            onClick={() => submit({ type: 'report_fault', resource: item.key })}
          >
            ◆ {t('fault.report')}
            <span className="visually-hidden"> {words.in(item.name)}</span>
          </button>
        </div>
      ) : null}
      {here && item.left !== null && item.state !== 'failed' ? <Count item={item} off={busy} /> : null}
      {pending ? <WriteState entry={pending} /> : null}
      <Story item={item} />
    </li>
  );
}

function Move({ item, to, off }: { item: ResourceItem; to: ResourceState; off: boolean }) {
  const words = useResourceWords();
  return (
    <button
      type="button"
      disabled={off}
      onClick={() => submit({ type: 'move_resource', resource: item.key, to })}
    >
      {words.t(`go.${to}`)}
      <span className="visually-hidden"> {words.in(item.name)}</span>
    </button>
  );
}

/** How much was used, or how much there is again. */
function Count({ item, off }: { item: ResourceItem; off: boolean }) {
  const words = useResourceWords();
  const { t } = words;
  const id = useId();
  const may = useMay('use_supply');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const gone = item.state === 'used_up';
  const most = gone ? 1_000_000 : (item.left ?? 0);
  const give = () => {
    const amount = amountOf(text, most);
    setWrong(typeof amount !== 'number');
    if (typeof amount !== 'number') return;
    if (gone) submit({ type: 'move_resource', resource: item.key, to: 'restored', left: amount });
    else submit({ type: 'use_supply', resource: item.key, amount });
    setText('');
  };
  return (
    <form
      className="resource-count"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <div className="field">
        <label htmlFor={id}>
          {t(gone ? 'again' : 'useSome')} <span className="quiet">{words.in(item.unit)}</span>
        </label>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => {
            setWrong(false);
            setText(event.target.value);
          }}
        />
      </div>
      <button type="submit" disabled={!may.ok || off}>
        {t(gone ? 'restock' : 'use')}
        <span className="visually-hidden"> {words.in(item.name)}</span>
      </button>
      {wrong ? (
        <p id={`${id}-wrong`} className="wrong small">
          {t('wrongAmount', { most })}
        </p>
      ) : null}
    </form>
  );
}
