// The ledger of promises 承诺台账: what is still missing, what became of a promise, what control must see first.
import type { ClaimItem, CommitmentItem, ExerciseTime } from '../../protocol';

/** The five parts of a promise: what, who answers for it, by when, how residents hear, who checks. */
export const PARTS = ['text', 'person', 'due', 'told_by', 'checker'] as const;
export type Part = (typeof PARTS)[number];
export type Parts = Readonly<Record<Part, string | null>>;

/** Parts that nobody has said yet; blanks say nothing. */
export function missing(parts: Parts): Part[] {
  return PARTS.filter((part) => !parts[part]?.trim());
}

export type PromiseState = 'incomplete' | 'complete' | 'overdue' | 'kept' | 'broken' | 'changed';
type Tone = 'idle' | 'moving' | 'good' | 'late' | 'struck';

/** Shape and tone of a state; the word stands beside them. */
export const PROMISE_SIGNS: Record<PromiseState, readonly [shape: string, tone: Tone]> = {
  incomplete: ['◔', 'idle'],
  complete: ['●', 'moving'],
  overdue: ['◆', 'late'],
  kept: ['✓', 'good'],
  broken: ['✕', 'late'],
  changed: ['⊘', 'struck'],
};

/** Where a promise stands: how it ended outranks lateness, lateness outranks its parts. */
export function promiseState(item: CommitmentItem): PromiseState {
  if (item.outcome) return item.outcome;
  if (item.overdue) return 'overdue';
  return item.complete ? 'complete' : 'incomplete';
}

/** Its moment has passed and nobody has said what became of it. */
export function isLate(item: CommitmentItem): boolean {
  return item.overdue && item.outcome === null;
}

export type ClaimState = 'recorded' | 'read_back' | 'answered';
export const CLAIM_SIGNS: Record<ClaimState, readonly [shape: string, tone: Tone]> = {
  recorded: ['○', 'idle'],
  read_back: ['◑', 'moving'],
  answered: ['✓', 'good'],
};

export function claimState(item: ClaimItem): ClaimState {
  if (item.answered) return 'answered';
  return item.read_back ? 'read_back' : 'recorded';
}

/** Late ones first, then what is open by its moment, then what is over; the newest first among equals. */
export function inOrder(list: readonly CommitmentItem[]): CommitmentItem[] {
  const rank = (item: CommitmentItem) => (item.outcome ? 2 : isLate(item) ? 0 : 1);
  const moment = (item: CommitmentItem) => (item.outcome ? 0 : (item.due_at ?? Number.POSITIVE_INFINITY));
  return [...list].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (moment(a) !== moment(b)) return moment(a) - moment(b);
    return b.number - a.number;
  });
}

/** The promise that stands in the place of this one. */
export function replacement(
  item: CommitmentItem,
  list: readonly CommitmentItem[],
): CommitmentItem | undefined {
  return list.find((other) => other.replaces === item.id);
}

/** How a moment within the exercise is given: not at all, as minutes from now, or as exercise time. */
export type Moment = { way: 'none' } | { way: 'in'; minutes: string } | { way: 'at'; time: string };

/** Longest way ahead that is taken for meant: a day and a half of exercise. */
const FAR_SECONDS = 36 * 3600;

/**
 * Whole seconds from STARTEX, as the command takes them; undefined where nothing is asked for, `wrong`
 * where what stands there is no moment to come.
 */
export function dueSeconds(moment: Moment, exercise: ExerciseTime): number | 'wrong' | undefined {
  if (moment.way === 'none') return undefined;
  const now = exercise / 1000;
  const at = moment.way === 'in' ? ahead(moment.minutes, now) : clockSeconds(moment.time);
  if (at === undefined || at <= now || at - now > FAR_SECONDS) return 'wrong';
  return Math.round(at);
}

function ahead(minutes: string, now: number): number | undefined {
  if (!/^\d+([.,]\d+)?$/.test(minutes.trim())) return undefined;
  return now + Number(minutes.trim().replace(',', '.')) * 60;
}

/** `1:30` is an hour and a half, as every T+ on screen; `T+01:30:15` with its seconds. A full-width colon will do. */
function clockSeconds(time: string): number | undefined {
  const found = /^(?:T\s*\+?\s*)?(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/i.exec(
    time.trim().replaceAll('：', ':'),
  );
  if (!found) return undefined;
  return Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0);
}
