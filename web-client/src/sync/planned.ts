/**
 * Edits of the planned list on this device, from the moment they are made until they are recorded: a page that
 * is killed loses none of them. Whoever opens the list again takes up what windows that are gone have left,
 * and sends it under the same command ids.
 */
import { uuid } from '../lib/uuid';
import type { Command, CommandId, ExerciseId, SeatCode } from '../protocol';
import { disk } from './live';

export interface KeptEdit {
  id: CommandId;
  exercise: ExerciseId;
  seat: SeatCode;
  gesture: string;
  command: Command;
  /** Position among all edits of this device. */
  order: number;
  /** The window that sends it. */
  window: string;
}

const LOCK = 'startex-planner-';
const own = uuid();
let last = 0;
let alive = false;

/** As long as this page lives it holds a lock; the browser lets go of it when the page dies. */
function live(): void {
  if (alive || typeof navigator === 'undefined' || !('locks' in navigator)) return;
  alive = true;
  void navigator.locks.request(`${LOCK}${own}`, () => new Promise(() => undefined));
}

/** Windows that are there, as far as the browser says; none where it has no locks. */
async function windows(): Promise<ReadonlySet<string>> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? name.slice(LOCK.length) : [])));
}

/** Writes edits down. */
export function keepEdits(edits: readonly Omit<KeptEdit, 'order' | 'window'>[]): void {
  live();
  for (const edit of edits) {
    last = Math.max(last + 1, Date.now());
    void disk.put('planned', { ...edit, order: last, window: own });
  }
}

/** It is recorded, or somebody let go of it. */
export function forgetEdit(id: CommandId): void {
  void disk.remove('planned', id);
}

/** What windows that are gone have left of this seat, in order; from now on it is this window's. */
export async function takeUpEdits(exercise: ExerciseId, seat: SeatCode): Promise<KeptEdit[]> {
  live();
  const [kept, there] = await Promise.all([disk.all('planned'), windows()]);
  const left = kept.filter(
    (edit) =>
      edit.exercise === exercise && edit.seat === seat && edit.window !== own && !there.has(edit.window),
  );
  left.sort((a, b) => a.order - b.order);
  for (const edit of left) void disk.put('planned', { ...edit, window: own });
  return left;
}

/** Whether what is kept outlives the page. */
export const editsLast = (): boolean => disk.durable;
