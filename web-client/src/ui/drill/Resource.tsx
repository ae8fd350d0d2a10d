/** Pieces of equipment and supplies that every screen shows alike: state, amounts, how far a fault or request is. */
import type { ReactNode } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { isBare, STAGE_SIGNS, STATE_SIGNS } from '../../lib/drill/resources';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { ChecklistItem, FaultItem, ResourceItem, ResourceRequestItem } from '../../protocol';
import { useItems } from '../../sync';
import './resource.css';

function Chip({ sign, children }: { sign: readonly [string, string]; children: ReactNode }) {
  return (
    <span className={`chip ${sign[1]}`}>
      <span aria-hidden="true">{sign[0]}</span>
      {children}
    </span>
  );
}

export function StateChip({ item }: { item: ResourceItem }) {
  const { t } = useWords('resource');
  return <Chip sign={STATE_SIGNS[item.state]}>{t(`state.${item.state}`)}</Chip>;
}

export function StageChip({ item }: { item: ResourceRequestItem }) {
  const { t } = useWords('resource');
  return <Chip sign={STAGE_SIGNS[item.stage]}>{t(`request.stage.${item.stage}`)}</Chip>;
}

/** How many faults stand open, short for a button; the words stand there for those who do not see it. */
export function FaultsChip({ n }: { n: number }) {
  const { t } = useWords('resource');
  return (
    <span className="chip late">
      <span aria-hidden="true">◆</span>
      <span aria-hidden="true">{n}</span>
      <span className="visually-hidden">{t('fault.open', { n })}</span>
    </span>
  );
}

/** What people call a resource; its key where this viewer does not hold it. */
export function useResourceName(): (key: string) => string {
  const words = useWords('resource');
  const all = useItems('resource');
  return (key) => words.in(all.find((one) => one.key === key)?.name) || key;
}

/** How much is left of a counted one, what is lent and what was used. */
export function Amount({ item }: { item: ResourceItem }) {
  const words = useWords('resource');
  const { t } = words;
  if (item.left === null) return null;
  const unit = words.in(item.unit);
  return (
    <span className="num">
      {t('left', { left: item.left, amount: item.amount ?? item.left, unit })}
      {item.lent > 0 ? ` · ${t('lent', { n: item.lent })}` : ''}
      {item.used > 0 ? ` · ${t('used', { n: item.used })}` : ''}
    </span>
  );
}

/** Whose backup it is, in whose place it is in use, with whom it is. */
export function Ties({ item, here }: { item: ResourceItem; here?: string | null }) {
  const { t } = useWords('resource');
  const name = useResourceName();
  const ties = [
    item.replaces ? t('replaces', { name: name(item.replaces) }) : '',
    item.backup_of && !item.replaces ? t('backupOf', { name: name(item.backup_of) }) : '',
    here !== undefined && item.department !== here ? t('from', { dept: item.department }) : '',
    item.with && item.with !== here ? t('with', { dept: item.with }) : '',
  ].filter(Boolean);
  return ties.length > 0 ? <span className="small quiet">{ties.join(' · ')}</span> : null;
}

/** The last changes, each with who and when. */
export function Story({ item }: { item: ResourceItem }) {
  const words = useWords('resource');
  const { t, say } = words;
  if (item.changes.length === 0) return null;
  return (
    <details className="resource-story">
      <summary>{t('story')}</summary>
      <ol>
        {item.changes.map((change) => (
          <li key={`${change.rung.at.wall} ${change.state} ${change.used ?? ''}`}>
            <span className="num">{exerciseTime(change.rung.at.exercise)}</span> {t(`state.${change.state}`)}
            {change.used ? ` · ${t('used_after', { n: change.used, unit: words.in(item.unit) })}` : ''}
            {change.rung.by ? ` · ${byWhom(change.rung.by, say)}` : ''}
            {change.note ? ` · ${change.note}` : ''}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What became of a fault, step by step. */
export function FaultSteps({ fault }: { fault: FaultItem }) {
  const { t, say } = useWords('resource');
  const name = useResourceName();
  const at = (stamp: { exercise: number }) => exerciseTime(stamp.exercise);
  const steps: [done: boolean, text: string][] = [
    [true, t('fault.occurred', { at: at(fault.occurred.at) })],
    fault.reported
      ? [
          true,
          t('fault.reported', {
            at: at(fault.reported.at),
            who: fault.reported.by ? byWhom(fault.reported.by, say) : '',
          }),
        ]
      : [false, t('fault.notReported')],
    ...(fault.passed ? [[true, t('fault.passed', { at: at(fault.passed.at) })] as [boolean, string]] : []),
    fault.backup
      ? [true, t('fault.backup', { at: at(fault.backup.on.at), name: name(fault.backup.resource) })]
      : [false, t('fault.bare')],
    ...(fault.fixed ? [[true, t('fault.fixed', { at: at(fault.fixed.at) })] as [boolean, string]] : []),
  ];
  return (
    <ul className="resource-steps small">
      {steps.map(([done, text]) => (
        <li key={text} className={done ? '' : 'resource-gap'}>
          <span aria-hidden="true">{done ? '✓' : isBare(fault) ? '◆' : '○'} </span>
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Complete or what is missing, and how that stood when the department departed. */
export function Departure({ list }: { list: ChecklistItem }) {
  const { t } = useWords('resource');
  if (!list.departed) return <span className="quiet">{t('check.notDeparted')}</span>;
  return (
    <>
      <span className="num">{t('check.departed', { at: exerciseTime(list.departed.at.exercise) })}</span>{' '}
      {list.before_departure ? (
        <Chip sign={['✓', 'good']}>{t('check.before')}</Chip>
      ) : (
        <Chip sign={['◆', 'late']}>{t('check.after')}</Chip>
      )}
    </>
  );
}
