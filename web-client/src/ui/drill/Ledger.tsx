/** Pieces of the ledger that every screen shows alike: state, the five parts, the moment. */
import type { ReactNode } from 'react';
import { byWhom } from '../../lib/drill/entry';
import {
  CLAIM_SIGNS,
  claimState,
  isLate,
  missing,
  PARTS,
  type Parts,
  PROMISE_SIGNS,
  promiseState,
} from '../../lib/drill/ledger';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { ClaimItem, CommitmentItem } from '../../protocol';
import { useItems } from '../../sync';
import { Countdown } from '../clock';
import './ledger.css';

function Chip({ sign, children }: { sign: readonly [string, string]; children: ReactNode }) {
  return (
    <span className={`chip ${sign[1]}`}>
      <span aria-hidden="true">{sign[0]}</span>
      {children}
    </span>
  );
}

/** How a promise stands; a late one says since when. */
export function PromiseChip({ item }: { item: CommitmentItem }) {
  const { t } = useWords('ledger');
  const state = promiseState(item);
  return (
    <Chip sign={PROMISE_SIGNS[state]}>
      {t(`state.${state}`)}
      {state === 'overdue' && item.due_at !== null ? (
        <span className="num">{t('since', { at: exerciseTime(item.due_at) })}</span>
      ) : null}
    </Chip>
  );
}

/** How many are late, short for a button; the words stand there for those who do not see it. */
export function LateChip({ n }: { n: number }) {
  const { t } = useWords('ledger');
  return (
    <span className="chip late">
      <span aria-hidden="true">◆</span>
      <span aria-hidden="true">{n}</span>
      <span className="visually-hidden">{t('late', { n })}</span>
    </span>
  );
}

/** Whether the residents' side has it. */
export function ConfirmedChip({ item }: { item: CommitmentItem }) {
  const { t } = useWords('ledger');
  if (!item.confirmed) return <Chip sign={['○', 'idle']}>{t('state.unconfirmed')}</Chip>;
  return <Chip sign={['✓', 'good']}>{t('state.confirmed')}</Chip>;
}

export function ClaimChip({ item }: { item: ClaimItem }) {
  const { t } = useWords('ledger');
  const state = claimState(item);
  return <Chip sign={CLAIM_SIGNS[state]}>{t(`claimState.${state}`)}</Chip>;
}

/** The five parts as a checklist: which are said and which are an honest gap. */
export function Checklist({ parts }: { parts: Parts }) {
  const { t } = useWords('ledger');
  const gaps = missing(parts);
  return (
    <ul className="ledger-parts" aria-label={t('part.list')}>
      {PARTS.map((part) => {
        const gap = gaps.includes(part);
        const name = t(`part.${part}`);
        return (
          <li key={part} className={gap ? 'ledger-gap' : 'ledger-said'}>
            <span aria-hidden="true">
              {gap ? '○' : '✓'} {name}
            </span>
            <span className="visually-hidden">{t(gap ? 'part.gap' : 'part.said', { part: name })}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** What is still missing, in a sentence. */
export function useMissing(): (parts: Parts) => string {
  const { t, lang } = useWords('ledger');
  return (parts) => {
    const gaps = missing(parts).map((part) => t(`part.${part}`));
    if (gaps.length === 0) return t('part.all');
    return t('part.missing', { parts: gaps.join(lang === 'zh' ? '、' : ', ') });
  };
}

/** Everything that a promise says, part by part; what is not said is said to be so. */
export function PromiseFacts({ item }: { item: CommitmentItem }) {
  const { t } = useWords('ledger');
  return (
    <dl className="ledger-facts">
      {PARTS.filter((part) => part !== 'text').map((part) => (
        <div key={part}>
          <dt>{t(`part.${part}`)}</dt>
          <dd>{item[part] ?? <span className="quiet">{t('part.unsaid')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Its moment within the exercise, counting down as long as that matters. */
export function DueAt({ item }: { item: CommitmentItem }) {
  if (item.due_at === null) return null;
  const runs = item.outcome === null && !isLate(item);
  return (
    <span className="num">
      {exerciseTime(item.due_at)} {runs ? <Countdown due={item.due_at} /> : null}
    </span>
  );
}

/** What stands around a promise: who made it when, which claim it answers, what became of it. */
export function PromiseStory({ item }: { item: CommitmentItem }) {
  const { t, say } = useWords('ledger');
  const all = useItems('commitment');
  const claim = useItems('claim').find((one) => one.id === item.claim);
  const before = all.find((one) => one.id === item.replaces);
  const after = all.find((one) => one.replaces === item.id);
  const { settled, outcome, confirmed } = item;
  return (
    <>
      <p className="quiet">
        {t('made', { at: exerciseTime(item.made.at.exercise), who: byWhom(item.made.by, say) })}
        {claim ? ` · ${t('answers', { n: claim.number })}` : ''}
        {confirmed ? ` · ${t('confirmedAt', { at: exerciseTime(confirmed.at.exercise) })}` : ''}
      </p>
      {before ? (
        <p>
          <PromiseLink to={before}>{t('replaces', { n: before.number })}</PromiseLink>
          {item.reason ? ` · ${t('reason', { text: item.reason })}` : ''}
        </p>
      ) : null}
      {outcome && settled ? (
        <p>
          {t('settledAt', { at: exerciseTime(settled.at.exercise), outcome: t(`state.${outcome}`) })}
          {settled.text && outcome !== 'changed' ? `: ${settled.text}` : ''}{' '}
          {after ? <PromiseLink to={after}>{t('replacedBy', { n: after.number })}</PromiseLink> : null}
        </p>
      ) : null}
    </>
  );
}

/** Where a promise stands on the screen, so that another one can lead to it. */
export const promiseSpot = (item: { id: string }) => `promise-${item.id}`;

function PromiseLink({ to, children }: { to: CommitmentItem; children: ReactNode }) {
  return (
    <button
      type="button"
      className="drill-link ledger-link"
      onClick={() => {
        const spot = document.getElementById(promiseSpot(to));
        spot?.scrollIntoView({ block: 'center' });
        spot?.focus({ preventScroll: true });
      }}
    >
      {children}
    </button>
  );
}
