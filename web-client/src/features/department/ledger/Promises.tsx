import { useId, useState } from 'react';
import { inOrder, isLate } from '../../../lib/drill/ledger';
import type { CommitmentItem, CommitmentOutcome } from '../../../protocol';
import { submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import {
  Checklist,
  ConfirmedChip,
  DueAt,
  PromiseChip,
  PromiseFacts,
  PromiseStory,
  promiseSpot,
} from '../../../ui/drill/Ledger';
import { WriteState } from '../WriteState';
import { onItsWay, useGiven, useLedgerWords } from './words';

/** What was promised: late ones first, each with what can still be done about it. */
export function Promises({ onChange }: { onChange: (before: CommitmentItem) => void }) {
  const { t } = useLedgerWords();
  const all = useItems('commitment');
  return (
    <section className="stack" aria-label={t('promises')}>
      {all.length === 0 ? <p className="quiet empty">{t('none.promises')}</p> : null}
      <ul className="stack">
        {inOrder(all).map((item) => (
          <Made key={item.id} item={item} onChange={onChange} />
        ))}
      </ul>
    </section>
  );
}

function Made({ item, onChange }: { item: CommitmentItem; onChange: (item: CommitmentItem) => void }) {
  const { t } = useLedgerWords();
  const you = useYou();
  const may = useMay('settle_commitment');
  const [settling, setSettling] = useState(false);
  const given = useGiven('settle_commitment', (command) => command.commitment === item.id);
  // Incident command sees everybody's; only those who promised or answer for it settle and change it.
  const ours = item.department === you.department || item.owner === you.department;
  const open = item.outcome === null && !onItsWay(given);
  const tone = isLate(item) ? 'ledger-late' : item.outcome === 'changed' ? 'ledger-over ledger-struck' : '';
  return (
    <li className={`card stack ledger-item ledger-spot ${tone}`} id={promiseSpot(item)} tabIndex={-1}>
      <div className="row spread">
        <strong>
          {t('number', { n: item.number })}
          {item.department === you.department ? '' : ` · ${item.department}`}
          {item.owner === item.department ? '' : ` → ${item.owner}`}
        </strong>
        <span className="row">
          <PromiseChip item={item} />
          {item.confirmed ? <ConfirmedChip item={item} /> : null}
        </span>
      </div>
      <p className="prewrap ledger-text">{item.text}</p>
      {item.complete ? null : <Checklist parts={item} />}
      <PromiseFacts item={item} />
      {item.due_at === null ? null : (
        <p className="small">
          {t('dueAt')} <DueAt item={item} />
        </p>
      )}
      <div className="small">
        <PromiseStory item={item} />
      </div>
      {ours && open ? (
        <div className="row">
          <button type="button" aria-expanded={settling} onClick={() => setSettling(!settling)}>
            {t('settle.open')}
          </button>
          <button type="button" onClick={() => onChange(item)}>
            {t('settle.change')}
          </button>
        </div>
      ) : null}
      {settling && open ? <Settle item={item} may={may.ok} done={() => setSettling(false)} /> : null}
      {given && given.state !== 'recorded' ? <WriteState entry={given} /> : null}
    </li>
  );
}

/** Kept or not: asked for in a second step, because it stands for ever. */
function Settle({ item, may, done }: { item: CommitmentItem; may: boolean; done: () => void }) {
  const { t } = useLedgerWords();
  const id = useId();
  const you = useYou();
  const [note, write, drop] = useDraft(`${you.seat}/settle/${item.id}`);
  const give = (outcome: CommitmentOutcome) => {
    const words = note.trim();
    submit({ type: 'settle_commitment', commitment: item.id, outcome, ...(words ? { note: words } : {}) });
    drop();
    done();
  };
  return (
    <fieldset className="stack">
      <legend>{t('settle.ask', { n: item.number })}</legend>
      <div className="field">
        <label htmlFor={id}>{t('settle.note')}</label>
        <input id={id} maxLength={500} value={note} onChange={(event) => write(event.target.value)} />
      </div>
      <div className="row">
        <button type="button" className="primary" disabled={!may} onClick={() => give('kept')}>
          ✓ {t('settle.kept')}
        </button>
        <button type="button" disabled={!may} onClick={() => give('broken')}>
          ✕ {t('settle.broken')}
        </button>
      </div>
    </fieldset>
  );
}
