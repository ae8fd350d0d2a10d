// Findings and corrective actions: which stage may follow, what is past its day, what a filter leaves.
import type { ActionItem, ActionStage, BoardAction, FindingItem, RecheckOutcome } from '../../protocol';

export const AREAS = [
  'plan',
  'coordination',
  'equipment',
  'public_information',
  'conduct',
  'other',
] as const satisfies readonly FindingItem['area'][];
export const ELEMENTS = [
  'planning',
  'organisation',
  'equipment',
  'training',
  'exercise',
] as const satisfies readonly ActionItem['element'][];
export const STAGES = [
  'open',
  'assigned',
  'in_progress',
  'submitted',
  'verified',
  'returned',
  'waived',
] as const satisfies readonly ActionStage[];

/** Shape and tone of a stage: shape and word first, colour last. */
export const STAGE_SIGNS: Record<ActionStage, readonly [string, string]> = {
  open: ['○', 'idle'],
  assigned: ['◔', 'moving'],
  in_progress: ['◑', 'moving'],
  submitted: ['◕', 'moving'],
  verified: ['✓', 'good'],
  returned: ['↩', 'soon'],
  waived: ['⊘', 'struck'],
};

export const RECHECK_OUTCOMES = ['held', 'not_held', 'not_seen'] as const satisfies readonly RecheckOutcome[];

/** Shape and tone of what a recheck came to. */
export const RECHECK_SIGNS: Record<RecheckOutcome, readonly [string, string]> = {
  held: ['✓', 'good'],
  not_held: ['✗', 'late'],
  not_seen: ['–', 'idle'],
};

const NEXT: Record<ActionStage, readonly ActionStage[]> = {
  open: ['in_progress', 'waived'],
  assigned: ['in_progress', 'submitted', 'waived'],
  in_progress: ['submitted', 'waived'],
  submitted: ['verified', 'returned', 'waived'],
  returned: ['in_progress', 'submitted', 'waived'],
  verified: [],
  waived: [],
};

/** What may become of an action; the server is the judge. */
export function nextStages(stage: ActionStage): readonly ActionStage[] {
  return NEXT[stage];
}

export function needsReason(to: ActionStage): boolean {
  return to === 'returned' || to === 'waived';
}

export function isClosed(action: Pick<ActionItem, 'stage'>): boolean {
  return action.stage === 'verified' || action.stage === 'waived';
}

/** The calendar day of a moment in a time zone, `2026-12-30`. */
export function dayOf(at: number, zone: string): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
  } catch {
    return new Intl.DateTimeFormat('sv-SE').format(at);
  }
}

/** Days past its day; zero while it is not, or is closed. Days, not hours: nobody is late at noon. */
export function daysOver(action: Pick<ActionItem, 'stage' | 'due'>, today: string): number {
  if (action.due === null || isClosed(action) || action.due >= today) return 0;
  return Math.round((Date.parse(today) - Date.parse(action.due)) / 86_400_000);
}

export interface ActionFilter {
  stage: ActionStage | 'all' | 'unclosed' | 'over';
  area: string;
  unit: string;
}

export function filtered(actions: readonly ActionItem[], filter: ActionFilter, today: string): ActionItem[] {
  const stage = (one: ActionItem) =>
    filter.stage === 'all' ||
    (filter.stage === 'unclosed'
      ? !isClosed(one)
      : filter.stage === 'over'
        ? daysOver(one, today) > 0
        : one.stage === filter.stage);
  return actions.filter(
    (one) =>
      stage(one) &&
      (filter.area === '' || one.area === filter.area) &&
      (filter.unit === '' || one.unit === filter.unit),
  );
}

/** Verified or waived, of all: what M30 counts, as it stands. */
export function closing(actions: readonly Pick<ActionItem, 'stage' | 'due'>[], today: string) {
  return {
    closed: actions.filter(isClosed).length,
    over: actions.filter((one) => daysOver(one, today) > 0).length,
    n: actions.length,
  };
}

/** What is to be seen of the board across exercises. */
export interface BoardFilter {
  stage: ActionStage | 'all' | 'unclosed';
  due: '' | 'over' | 'month' | 'none';
  unit: string;
}

/** Who answers for an action: its unit, else the department that its finding names. */
export function responsible(action: BoardAction, pick: (text: BoardAction['exercise_title']) => string) {
  return action.unit ?? (action.department ? pick(action.department) : '');
}

/** Days from one day to a later one. */
function daysUntil(today: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

/** What a filter leaves of the board: past its day first, then by day, what has none, what is closed. */
export function onBoard(
  actions: readonly BoardAction[],
  filter: BoardFilter,
  today: string,
  unitOf: (action: BoardAction) => string,
): BoardAction[] {
  const due = (one: BoardAction) =>
    filter.due === '' ||
    (filter.due === 'none'
      ? one.due === null
      : filter.due === 'over'
        ? daysOver(one, today) > 0
        : one.due !== null && !isClosed(one) && daysUntil(today, one.due) <= 30);
  const stage = (one: BoardAction) =>
    filter.stage === 'all' || (filter.stage === 'unclosed' ? !isClosed(one) : one.stage === filter.stage);
  const rank = (one: BoardAction) => (isClosed(one) ? '2' : one.due === null ? '1' : `0${one.due}`);
  return actions
    .filter((one) => stage(one) && due(one) && (filter.unit === '' || unitOf(one) === filter.unit))
    .sort((a, b) => rank(a).localeCompare(rank(b)) || a.opened - b.opened || a.number - b.number);
}
