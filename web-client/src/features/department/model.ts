/** What an inject asks of this seat, and where it stands in the list. Pure: items in, words of state out. */

import { met, reached } from '../../lib/drill/stage';
import type { Duty, ExerciseTime, InjectItem, SeatCode } from '../../protocol';
import type { Entry } from '../../sync';
import type { ChipStage } from '../../ui';

export type Group = 'toAck' | 'inHand' | 'done';

/** Limit under which a duty counts as due soon, in exercise milliseconds. */
export const SOON = 60_000;
/** A mistaken acknowledgement can be taken back for so long. */
export const TAKE_BACK = 10_000;
export const URGENT = 5;

/** Nothing more is expected, whoever said so. */
export function over(inject: InjectItem): boolean {
  return reached(inject.stage, 'closed');
}

export function iAcknowledged(inject: InjectItem, seat: SeatCode): boolean {
  return inject.acknowledged_by.some((by) => by.seat === seat);
}

/** Whether the desk's duty to acknowledge is met by its policy. */
export function deskAcknowledged(inject: InjectItem): boolean {
  return met(inject.stage, 'acknowledge');
}

/** Whether this seat can and should acknowledge now. */
export function mustAcknowledge(inject: InjectItem, seat: SeatCode): boolean {
  if (over(inject) || !inject.duties.includes('acknowledge')) return false;
  switch (inject.ack_policy) {
    case 'any_member':
      return !deskAcknowledged(inject);
    case 'named_role':
      return inject.ack_seat === seat && !deskAcknowledged(inject);
    case 'every_member':
      return !iAcknowledged(inject, seat);
    default:
      return false;
  }
}

/** Duties that are asked and not met, by the desk as a whole. */
export function openDuties(inject: InjectItem): Duty[] {
  if (over(inject)) return [];
  return inject.duties.filter((duty) => !met(inject.stage, duty));
}

/** The limit that comes next, with its duty. */
export function nextDue(inject: InjectItem): { duty: Duty; at: ExerciseTime } | undefined {
  let next: { duty: Duty; at: ExerciseTime } | undefined;
  for (const duty of openDuties(inject)) {
    const at = inject.deadlines[duty];
    if (at !== null && (!next || at < next.at)) next = { duty, at };
  }
  return next;
}

/** Where it stands for this seat. `read` holds what asks nothing and was looked at. */
export function groupOf(inject: InjectItem, seat: SeatCode, read: ReadonlySet<string>): Group {
  if (over(inject)) return 'done';
  if (mustAcknowledge(inject, seat)) return 'toAck';
  if (inject.declined && inject.stage !== 'in_progress') return 'done';
  const open = openDuties(inject);
  // Somebody else acknowledges for the desk: it is in hand for everybody.
  if (open.length > 0) return 'inHand';
  if (inject.duties.length === 0 && !read.has(inject.delivery)) return 'toAck';
  return 'done';
}

/** The chip: a missed or near limit outranks the stage. */
export function chipOf(inject: InjectItem, exercise: ExerciseTime): ChipStage {
  const due = nextDue(inject);
  if (due && (due.at < exercise || inject.overdue.includes(due.duty))) return 'overdue';
  if (due && due.at - exercise < SOON) return 'due_soon';
  return inject.stage;
}

/** Overdue first, then by limit, then the newest. */
export function byDue(a: InjectItem, b: InjectItem): number {
  const left = nextDue(a)?.at ?? Number.POSITIVE_INFINITY;
  const right = nextDue(b)?.at ?? Number.POSITIVE_INFINITY;
  return left === right ? b.number - a.number : left - right;
}

/** The latest command of a kind about a delivery that this device gave. */
export function lastEntry(
  entries: readonly Entry[],
  type: Entry['command']['type'],
  delivery: string,
): Entry | undefined {
  return entries.filter((entry) => entry.command.type === type && aboutDelivery(entry) === delivery).at(-1);
}

/** The delivery that a command is about. */
export function aboutDelivery(entry: Entry): string | undefined {
  const { command } = entry;
  return 'delivery' in command ? command.delivery : undefined;
}

/** Milliseconds left to take an acknowledgement back; zero when that has passed. */
export function takeBackLeft(entry: Entry | undefined, wall: number): number {
  if (entry?.state !== 'recorded' || !entry.at) return 0;
  return Math.max(0, TAKE_BACK - (wall - entry.at.wall));
}

/** The list as it stood, with what is new at the end of its group, while somebody is about to tap in it. */
export function steady<T extends { id: string; group: Group }>(
  before: readonly T[],
  next: readonly T[],
): T[] {
  const now = new Map(next.map((entry) => [entry.id, entry]));
  const kept: T[] = [];
  for (const old of before) {
    const entry = now.get(old.id);
    if (!entry) continue;
    kept.push({ ...entry, group: old.group });
    now.delete(old.id);
  }
  return [...kept, ...next.filter((entry) => now.has(entry.id))];
}
