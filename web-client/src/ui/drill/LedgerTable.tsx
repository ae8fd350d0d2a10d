/** The ledger as control and evaluators read it: two real tables, and what can be done about one promise. */
import { Fragment, useState } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { inOrder, isLate, missing, PARTS } from '../../lib/drill/ledger';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { ClaimItem, CommitmentItem } from '../../protocol';
import { useItems } from '../../sync';
import { Checklist, ClaimChip, DueAt, PromiseChip, PromiseFacts, PromiseStory, promiseSpot } from './Ledger';
import { PromiseActs } from './PromiseActs';
import { Scroll } from './Scroll';

export function LedgerBoard({ zone }: { zone: string }) {
  const { t } = useWords('ledger');
  const promises = useItems('commitment');
  const claims = useItems('claim');
  const late = promises.filter(isLate).length;
  return (
    <div className="ledger-board">
      <section aria-labelledby="ledger-promises">
        <h3 id="ledger-promises">
          {t('promises')} <span className="quiet num">{promises.length}</span>{' '}
          {late > 0 ? <span className="chip late">◆ {t('late', { n: late })}</span> : null}
        </h3>
        {promises.length === 0 ? <p className="quiet">{t('none.promises')}</p> : null}
        {promises.length > 0 ? <Promises list={inOrder(promises)} zone={zone} /> : null}
      </section>
      <section aria-labelledby="ledger-claims">
        <h3 id="ledger-claims">
          {t('claims')} <span className="quiet num">{claims.length}</span>
        </h3>
        {claims.length === 0 ? <p className="quiet">{t('none.claims')}</p> : <Claims list={claims} />}
      </section>
    </div>
  );
}

function Heads({ names }: { names: readonly string[] }) {
  const { t } = useWords('ledger');
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {t(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const COLUMNS = [
  'table.number',
  'who',
  'table.what',
  'table.parts',
  'table.due',
  'table.confirmed',
  'table.outcome',
  'table.authority',
] as const;

function Promises({ list, zone }: { list: readonly CommitmentItem[]; zone: string }) {
  const { t } = useWords('ledger');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Scroll className="ledger-scroll" label={t('promises')}>
      <table className="ledger-table">
        <Heads names={COLUMNS} />
        <tbody>
          {list.map((item) => (
            <Fragment key={item.id}>
              <Line
                item={item}
                open={open === item.id}
                turn={() => setOpen(open === item.id ? null : item.id)}
              />
              {open === item.id ? (
                <tr className="ledger-more">
                  <td colSpan={COLUMNS.length}>
                    <More item={item} zone={zone} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ item, open, turn }: { item: CommitmentItem; open: boolean; turn: () => void }) {
  const { t } = useWords('ledger');
  const gaps = missing(item).length;
  return (
    <tr
      id={promiseSpot(item)}
      tabIndex={-1}
      className={`ledger-spot ${isLate(item) ? 'ledger-row-late' : ''} ${item.outcome === 'changed' ? 'ledger-over ledger-struck' : ''}`}
    >
      <td>
        <button type="button" className="ledger-open" aria-expanded={open} onClick={turn}>
          <span aria-hidden="true">{open ? '▾' : '▸'} </span>
          {item.number} <span className="visually-hidden">{t('table.more')}</span>
        </button>
      </td>
      <td>
        <b>{item.department}</b>
        {item.owner === item.department ? '' : ` → ${item.owner}`}
      </td>
      <th scope="row" className="ledger-text">
        {item.text}
      </th>
      <td className="num">
        <span aria-hidden="true">{gaps > 0 ? '◔' : '●'} </span>
        {t('table.partsOf', { n: PARTS.length - gaps })}
      </td>
      <td>
        {item.due ?? <span className="quiet">{t('part.unsaid')}</span>}
        {item.due_at === null ? null : (
          <>
            <br />
            <DueAt item={item} />
          </>
        )}
      </td>
      <td>
        <Confirmed item={item} />
      </td>
      <td>{item.outcome || isLate(item) ? <PromiseChip item={item} /> : <span className="quiet">–</span>}</td>
      <td>
        <Authority item={item} />
      </td>
    </tr>
  );
}

function Confirmed({ item }: { item: CommitmentItem }) {
  const { t } = useWords('ledger');
  if (!item.confirmed) return <span className="quiet">○ {t('state.unconfirmed')}</span>;
  return <span className="num">✓ {exerciseTime(item.confirmed.at.exercise)}</span>;
}

function Authority({ item }: { item: CommitmentItem }) {
  const { t } = useWords('ledger');
  if (item.beyond_authority === null) return <span className="quiet">{t('judge.none')}</span>;
  return item.beyond_authority ? (
    <span className="chip late">
      <span aria-hidden="true">✕</span>
      {t('judge.beyond')}
    </span>
  ) : (
    <span>✓ {t('judge.within')}</span>
  );
}

/** One promise with everything it says, what became of it, and the acts. */
function More({ item, zone }: { item: CommitmentItem; zone: string }) {
  const { t, say } = useWords('ledger');
  const { judged } = item;
  return (
    <div className="ledger-detail">
      <div>
        <Checklist parts={item} />
        <PromiseFacts item={item} />
        <PromiseStory item={item} />
        {judged ? (
          <p className="quiet">
            {t(item.beyond_authority ? 'judge.beyond' : 'judge.within')} ·{' '}
            {t('judge.at', { at: exerciseTime(judged.at.exercise), who: byWhom(judged.by, say) })}
            {judged.text ? ` · ${judged.text}` : ''}
          </p>
        ) : null}
      </div>
      <PromiseActs item={item} zone={zone} />
    </div>
  );
}

const CLAIM_COLUMNS = [
  'table.number',
  'table.department',
  'table.claimText',
  'table.from',
  'table.state',
  'table.answer',
] as const;

function Claims({ list }: { list: readonly ClaimItem[] }) {
  const { t } = useWords('ledger');
  return (
    <Scroll className="ledger-scroll" label={t('claims')}>
      <table className="ledger-table">
        <Heads names={CLAIM_COLUMNS} />
        <tbody>
          {[...list].reverse().map((claim) => (
            <tr key={claim.id}>
              <td className="num">{claim.number}</td>
              <td>
                <b>{claim.department}</b>
              </td>
              <th scope="row">{claim.text}</th>
              <td>{claim.from}</td>
              <td>
                <ClaimChip item={claim} />{' '}
                <span className="quiet num">{exerciseTime(claim.recorded.at.exercise)}</span>
              </td>
              <td>{claim.answered?.text ?? <span className="quiet">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
