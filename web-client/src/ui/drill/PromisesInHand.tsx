/** The residents' side: what was promised to them, and one tap for "we have it in hand". */
import { inOrder } from '../../lib/drill/ledger';
import { useWords } from '../../lib/drill/useWords';
import type { CommitmentItem } from '../../protocol';
import { useItems, useMay } from '../../sync';
import { ActButton } from './ActButton';
import { useAct } from './act';
import { Fate } from './Fate';
import { Checklist, ConfirmedChip, DueAt, PromiseChip, PromiseFacts, promiseSpot } from './Ledger';

export function PromisesInHand({ zone }: { zone: string }) {
  const { t } = useWords('ledger');
  const list = inOrder(useItems('commitment'));
  return (
    <section aria-labelledby="hand-title" className="ledger-hand">
      <h2 id="hand-title" tabIndex={-1}>
        {t('hand.title')} <span className="quiet num">{list.length}</span>
      </h2>
      <p className="quiet">{t(list.length === 0 ? 'hand.none' : 'hand.about')}</p>
      <ol>
        {list.map((item) => (
          <One key={item.id} item={item} zone={zone} />
        ))}
      </ol>
    </section>
  );
}

/** How many wait for the residents' word, and the way to them: on a phone they stand below all lines. */
export function PromisesWaiting() {
  const { t } = useWords('ledger');
  const n = useItems('commitment').filter((item) => item.outcome === null && !item.confirmed).length;
  if (n === 0) return null;
  return (
    <button
      type="button"
      onClick={() => {
        const title = document.getElementById('hand-title');
        title?.scrollIntoView({ block: 'start' });
        title?.focus({ preventScroll: true });
      }}
    >
      ▲ {t('hand.waits', { n })}
    </button>
  );
}

function One({ item, zone }: { item: CommitmentItem; zone: string }) {
  const { t } = useWords('ledger');
  const may = useMay('confirm_commitment');
  const act = useAct();
  const open = item.outcome === null && !item.confirmed;
  return (
    <li className={`card stack ledger-spot ${open ? '' : 'ledger-over'}`} id={promiseSpot(item)}>
      <div className="row spread">
        <b>
          {t('number', { n: item.number })} · {item.department}
          {item.owner === item.department ? '' : ` → ${item.owner}`}
        </b>
        <span className="row">
          <PromiseChip item={item} />
          {item.confirmed ? <ConfirmedChip item={item} /> : null}
        </span>
      </div>
      <p className={item.outcome === 'changed' ? 'ledger-text ledger-cut' : 'ledger-text'}>{item.text}</p>
      {open ? (
        <>
          {item.complete ? null : <Checklist parts={item} />}
          <PromiseFacts item={item} />
          {item.due_at === null ? null : (
            <p>
              {t('dueAt')} <DueAt item={item} />
            </p>
          )}
          <ActButton
            may={may}
            tone="main"
            busy={act.busy}
            onAct={() => act.give({ type: 'confirm_commitment', commitment: item.id })}
          >
            ✓ {t('confirm')}
          </ActButton>
        </>
      ) : null}
      <Fate entry={act.entry} zone={zone} quiet />
    </li>
  );
}
