// Equipment and supplies 装备物资: what failed and stands without backup, what waits, in which order it is shown.
import type {
  FaultItem,
  ResourceItem,
  ResourceKey,
  ResourceRequestItem,
  ResourceState,
} from '../../protocol';

type Tone = 'idle' | 'moving' | 'good' | 'late' | 'soon';

/** Shape and tone of a state; the word stands beside them. */
export const STATE_SIGNS: Record<ResourceState, readonly [shape: string, tone: Tone]> = {
  planned: ['○', 'idle'],
  available: ['●', 'good'],
  assigned: ['◑', 'moving'],
  in_use: ['▶', 'moving'],
  failed: ['◆', 'late'],
  restored: ['✓', 'good'],
  used_up: ['✕', 'idle'],
};

export const STAGE_SIGNS: Record<ResourceRequestItem['stage'], readonly [shape: string, tone: Tone]> = {
  asked: ['▲', 'soon'],
  granted: ['◑', 'moving'],
  refused: ['✕', 'idle'],
  handed_over: ['▶', 'moving'],
  returned: ['✓', 'good'],
  withdrawn: ['⊘', 'idle'],
};

/** Failed ones first, then as the scenario lists them. */
export function inOrder(list: readonly ResourceItem[]): ResourceItem[] {
  const rank = (item: ResourceItem) => (item.state === 'failed' ? 0 : 1);
  return [...list].sort((a, b) => rank(a) - rank(b) || a.order - b.order);
}

/** Faults that are not fixed: without backup first, then the oldest. */
export function openFaults(list: readonly FaultItem[]): FaultItem[] {
  const rank = (fault: FaultItem) => (isBare(fault) ? 0 : 1);
  return list
    .filter((fault) => fault.fixed === null)
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

/** Failed, not fixed, and nothing stands in for it. */
export function isBare(fault: FaultItem): boolean {
  return fault.fixed === null && fault.backup === null;
}

/** Requests: those that wait first, then what is under way, then what is over; the newest first among equals. */
export function requestsInOrder(list: readonly ResourceRequestItem[]): ResourceRequestItem[] {
  const rank = { asked: 0, granted: 1, handed_over: 2, refused: 3, returned: 3, withdrawn: 3 } as const;
  return [...list].sort((a, b) => rank[a.stage] - rank[b.stage] || b.number - a.number);
}

/** Whether it can be used or given away. */
export function isUsable(item: ResourceItem): boolean {
  return item.state !== 'failed' && item.state !== 'used_up';
}

/** What the scenario names as the backup of a failed resource, as far as it can be used and is here. */
export function backupsOf(
  resource: ResourceKey,
  list: readonly ResourceItem[],
  department: string | null,
): ResourceItem[] {
  return list.filter((item) => item.backup_of === resource && isUsable(item) && keeper(item) === department);
}

/** The department that has it now. */
export function keeper(item: ResourceItem): string {
  return item.with ?? item.department;
}

/** A whole number from 1 on, as the command takes it; undefined where nothing stands there. */
export function amountOf(text: string, most: number): number | 'wrong' | undefined {
  const words = text.trim();
  if (words === '') return undefined;
  const number = Number(words);
  return /^\d+$/.test(words) && number >= 1 && number <= most ? number : 'wrong';
}

/** Largest amount that the rules take. */
export const AMOUNT_MAX = 1_000_000;

/** A line of the log names a resource by its key and its state by its code: both are said in words. */
export function lineParts(text: string): { key: string; state?: string; used?: string; rest: string } {
  const found = /^(\S+)(?: → (\S+)| − (\d+))?((?: · .*)?)$/s.exec(text);
  if (!found) return { key: '', rest: text };
  const [, key = '', state, used, rest = ''] = found;
  return { key, rest, ...(state ? { state } : {}), ...(used ? { used } : {}) };
}

/** Every state, in the order of the rules. */
export const STATES = Object.keys(STATE_SIGNS) as readonly ResourceState[];
