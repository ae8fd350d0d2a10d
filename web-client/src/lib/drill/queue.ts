// The controller's queue: what stands in which tab, in which order, and how it holds still.
import type { DeliveryItem, InjectStatus, RowItem } from '../../protocol';
import { awaitsReceipt, lateNow } from './stage';

export type Tab = 'due' | 'all' | 'mine' | 'done';
export const TABS: readonly Tab[] = ['due', 'all', 'mine', 'done'];

/** How far ahead the tab "Due" looks, in exercise milliseconds: one screen of the usual density. */
export const HORIZON_MS = 15 * 60_000;

/** What the queue needs to know of a row beside the row: its deliveries in two bits. */
export interface RowState {
  late: boolean;
  waits: boolean;
}

const OPEN: ReadonlySet<InjectStatus> = new Set(['scheduled', 'armed', 'held']);

/** Whether the row may still be released. */
export function isOpen(status: InjectStatus): boolean {
  return OPEN.has(status);
}

/** Whether the row has had its end. */
export function isDone(row: Pick<RowItem, 'status'>): boolean {
  return !isOpen(row.status) && row.status !== 'released';
}

/** Late and waiting deliveries by row. */
export function rowStates(deliveries: readonly DeliveryItem[]): Map<string, RowState> {
  const states = new Map<string, RowState>();
  for (const delivery of deliveries) {
    const state = states.get(delivery.row) ?? { late: false, waits: false };
    states.set(delivery.row, state);
    if (lateNow(delivery).length > 0) state.late = true;
    if (awaitsReceipt(delivery)) state.waits = true;
  }
  return states;
}

/** The moment by which a row is placed: its release, else when it is due, else its plan. */
export function moment(row: RowItem): number {
  return row.released?.at.exercise ?? row.due ?? row.planned ?? Number.POSITIVE_INFINITY;
}

/** A template waits for its use and is never due itself. */
export function isTemplate(row: Pick<RowItem, 'template' | 'origin'>): boolean {
  return row.template !== null && row.origin === 'planned';
}

/** Whether a row stands in "Due": it waits for a decision, comes soon, or is not received by all. */
export function isDue(row: RowItem, now: number, state: RowState | undefined): boolean {
  if (row.status === 'armed' || row.status === 'held') return !isTemplate(row);
  if (row.status === 'scheduled') {
    // While it is not known when a row is due its plan is an estimate, and one that has passed says nothing.
    const at = row.due ?? (row.planned !== null && row.planned >= now ? row.planned : null);
    return !isTemplate(row) && at !== null && at <= now + HORIZON_MS && row.when.type !== 'manual';
  }
  return row.status === 'released' && (state?.late === true || state?.waits === true);
}

export interface Whose {
  seat: string;
  watches: string | null;
}

/** Whether a row is this controller's: named on it, or for the department that the seat watches. */
export function isMine(row: RowItem, whose: Whose): boolean {
  if (row.controller !== null) return row.controller === whose.seat;
  if (whose.watches === null) return false;
  const watched = whose.watches;
  return row.lead === watched || row.to.some((to) => 'department' in to && to.department === watched);
}

/** The words a filter looks in. */
function haystack(row: RowItem): string {
  const to = row.to.map((r) => ('department' in r ? r.department : r.seat));
  return [row.id, row.title.zh, row.title.en, row.player_title?.zh, row.player_title?.en, ...to, ...row.tasks]
    .join(' ')
    .toLowerCase();
}

export interface QueueView {
  tab: Tab;
  filter: string;
  now: number;
  states: ReadonlyMap<string, RowState>;
  whose: Whose;
}

/** The rows of a tab in order. */
export function queue(rows: readonly RowItem[], view: QueueView): RowItem[] {
  const words = view.filter.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter((row) => {
    if (!inTab(row, view)) return false;
    if (words.length === 0) return true;
    const text = haystack(row);
    return words.every((word) => text.includes(word));
  });
  if (view.tab === 'all' || view.tab === 'mine') return shown.sort((a, b) => a.order - b.order);
  if (view.tab === 'done') return shown.sort((a, b) => ended(b) - ended(a) || b.order - a.order);
  return shown.sort((a, b) => compare(moment(a), moment(b)) || a.order - b.order);
}

function inTab(row: RowItem, view: QueueView): boolean {
  if (view.tab === 'due') return isDue(row, view.now, view.states.get(row.id));
  if (view.tab === 'mine') return isMine(row, view.whose);
  if (view.tab === 'done') return isDone(row);
  return true;
}

/** How many rows stand in each tab. */
export function counts(
  rows: readonly RowItem[],
  view: Omit<QueueView, 'tab' | 'filter'>,
): Record<Tab, number> {
  const count = { due: 0, all: rows.length, mine: 0, done: 0 };
  for (const row of rows) {
    if (isDue(row, view.now, view.states.get(row.id))) count.due += 1;
    if (isMine(row, view.whose)) count.mine += 1;
    if (isDone(row)) count.done += 1;
  }
  return count;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function ended(row: RowItem): number {
  return row.settled?.at.wall ?? row.released?.at.wall ?? 0;
}

/** An order that holds still: what is shown keeps its place, what is new waits. */
export interface Stillness {
  shown: string[];
  /** Rows that would be shown, were the list not held still. */
  waiting: number;
}

/**
 * While `hold` is true, rows that were shown keep their places, also when they no longer belong
 * there, and new ones wait. A row that no longer exists is dropped even then.
 */
export function still(
  before: readonly string[],
  wanted: readonly string[],
  exists: (id: string) => boolean,
  hold: boolean,
): Stillness {
  if (!hold) return { shown: [...wanted], waiting: 0 };
  const kept = before.filter(exists);
  const had = new Set(kept);
  return { shown: kept, waiting: wanted.filter((id) => !had.has(id)).length };
}
