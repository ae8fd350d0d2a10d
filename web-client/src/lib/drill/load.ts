// Load ahead: what each department has open now, and the most it will have open within ten minutes.
import type { DeliveryItem, Duty, ExerciseTime, RowItem, Seconds } from '../../protocol';
import { isTemplate } from './queue';
import { isOver } from './stage';
import { recipientCode, suggestions } from './upcoming';

/** How far ahead it is looked, in exercise milliseconds. */
export const AHEAD_MS = 600_000;
/** A row without any limit is taken to occupy a department for so long: a text is read, something is done. */
const USUAL_MS = 180_000;

/** A row that will come to a department. */
export interface Coming {
  row: string;
  title: RowItem['title'];
  /** Its moment; now for one that waits only for a controller's word. */
  at: ExerciseTime;
  /** It waits for a controller's word: likely, not certain. */
  likely: boolean;
}

export interface LoadAhead {
  /** Open items now. */
  open: number;
  /** Most open items at once within the time ahead. */
  peak: number;
  /** When that is reached first. */
  at: ExerciseTime;
  /** Above the limit of the scenario, now or ahead. */
  over: boolean;
  /** Rows that will come, soonest first. */
  coming: Coming[];
}

interface Span {
  from: ExerciseTime;
  to: ExerciseTime;
}

const DUTIES: readonly Duty[] = ['acknowledge', 'respond', 'complete'];

/** Until when a delivery is expected to stay open: its last limit; one that is late already, past the horizon. */
function staysUntil(delivery: DeliveryItem, now: ExerciseTime): ExerciseTime {
  const limits = DUTIES.flatMap((duty) => delivery.deadlines[duty] ?? []);
  const last = Math.max(...limits);
  if (limits.length === 0) return now + USUAL_MS;
  return last <= now ? now + AHEAD_MS + 1 : last;
}

function takes(targets: Record<Duty, Seconds | null>): number {
  const spans = DUTIES.flatMap((duty) => targets[duty] ?? []);
  return spans.length === 0 ? USUAL_MS : Math.max(...spans) * 1_000;
}

/** Whether work is still expected of it. */
function isOpen(delivery: DeliveryItem): boolean {
  return !isOver(delivery) && delivery.stage !== 'completed' && delivery.stage !== 'accepted';
}

/** Rows that will come within the time ahead: by the clock, or by a word that control is asked for. */
function rowsAhead(rows: readonly RowItem[], now: ExerciseTime): (Coming & { item: RowItem })[] {
  const asked = new Set(suggestions(rows).map((row) => row.id));
  return rows
    .filter((row) => row.inject_kind !== 'expected_action' && !isTemplate(row))
    .flatMap((item) => {
      const { id: row, title, due, status } = item;
      const waits = status === 'scheduled' || status === 'armed';
      if (!waits) return [];
      if (asked.has(row)) return [{ row, title, at: now, likely: true, item }];
      if (due === null || due > now + AHEAD_MS) return [];
      return [{ row, title, at: Math.max(now, due), likely: item.release !== 'auto', item }];
    })
    .sort((a, b) => a.at - b.at || a.item.order - b.item.order);
}

/** The most spans that overlap between now and the horizon; the earliest moment of that. */
function peakOf(spans: readonly Span[], now: ExerciseTime): { peak: number; at: ExerciseTime } {
  let best = { peak: 0, at: now };
  const moments = [now, ...spans.map((span) => span.from)].sort((a, b) => a - b);
  for (const at of moments) {
    if (at < now || at > now + AHEAD_MS) continue;
    const peak = spans.filter((span) => span.from <= at && at < span.to).length;
    if (peak > best.peak) best = { peak, at };
  }
  return best;
}

/** A recipient's department: its own code, or that of its seat. */
const departmentOf = (code: string, seats: ReadonlyMap<string, string>): string => seats.get(code) ?? code;

/**
 * The load of every department named. Rows whose condition is not true yet and that have no moment are
 * not counted: nobody knows whether they come.
 */
export function loadAhead(
  departments: readonly string[],
  deliveries: readonly DeliveryItem[],
  rows: readonly RowItem[],
  seats: ReadonlyMap<string, string>,
  limit: number,
  now: ExerciseTime,
): Map<string, LoadAhead> {
  const spans = new Map<string, Span[]>(departments.map((code) => [code, []]));
  const coming = new Map<string, Coming[]>(departments.map((code) => [code, []]));
  for (const delivery of deliveries) {
    if (isOpen(delivery)) spans.get(delivery.department)?.push({ from: now, to: staysUntil(delivery, now) });
  }
  const open = new Map([...spans].map(([code, list]) => [code, list.length]));
  for (const { item, ...row } of rowsAhead(rows, now)) {
    const to = new Set(item.to.map((recipient) => departmentOf(recipientCode(recipient), seats)));
    for (const code of to) {
      spans.get(code)?.push({ from: row.at, to: row.at + takes(item.targets) });
      coming.get(code)?.push(row);
    }
  }
  return new Map(
    departments.map((code) => {
      const { peak, at } = peakOf(spans.get(code) ?? [], now);
      const list = coming.get(code) ?? [];
      return [code, { open: open.get(code) ?? 0, peak, at, over: peak > limit, coming: list }];
    }),
  );
}
