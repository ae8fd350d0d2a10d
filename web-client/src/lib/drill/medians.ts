// How long a department took, from the first stamps of its ladders, on the exercise clock:
// pauses never count. Below five values there is no percentage, only the values and n.
import type { DeliveryItem, DeliveryStage } from '../../protocol';

export type Step = 'deliver' | 'see' | 'acknowledge' | 'answer';
export const STEPS: readonly Step[] = ['deliver', 'see', 'acknowledge', 'answer'];

/** Fewest values from which a share may be shown as a percentage. */
export const PERCENT_FROM = 5;

/** Where each span begins and ends; to see, acknowledge and answer count from delivery. */
const SPANS: Record<Step, readonly [DeliveryStage, DeliveryStage]> = {
  deliver: ['queued', 'delivered'],
  see: ['delivered', 'seen'],
  acknowledge: ['delivered', 'acknowledged'],
  answer: ['delivered', 'responded'],
};

export interface Spread {
  n: number;
  /** Exercise milliseconds; none without values. */
  median: number | null;
  longest: number | null;
  /** Deliveries whose limit for this step was known, and how many met it. */
  due: number;
  inTime: number;
}

/** The span of one step of one delivery, in exercise milliseconds; none while an end is missing. */
export function spanOf(delivery: Pick<DeliveryItem, 'rungs'>, step: Step): number | null {
  const [from, to] = SPANS[step];
  const begin = delivery.rungs[from]?.at.exercise;
  const end = delivery.rungs[to]?.at.exercise;
  return begin === undefined || end === undefined ? null : Math.max(0, end - begin);
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

function spreadOf(deliveries: readonly DeliveryItem[], step: Step): Spread {
  const values = deliveries.map((d) => spanOf(d, step)).filter((value) => value !== null);
  const duty = step === 'acknowledge' ? 'acknowledge' : step === 'answer' ? 'respond' : null;
  let due = 0;
  let inTime = 0;
  for (const delivery of deliveries) {
    const limit = duty && delivery.deadlines[duty];
    if (duty === null || limit === null) continue;
    const at = delivery.rungs[SPANS[step][1]]?.at.exercise;
    // An open duty whose limit has not passed is not due yet: it speaks neither for nor against.
    if (at === undefined && !delivery.overdue.includes(duty)) continue;
    due += 1;
    if (at !== undefined && at <= limit) inTime += 1;
  }
  return {
    n: values.length,
    median: median(values),
    longest: values.length ? Math.max(...values) : null,
    due,
    inTime,
  };
}

/** All four spreads of each department. */
export function spreads(deliveries: readonly DeliveryItem[]): Map<string, Record<Step, Spread>> {
  const byDepartment = new Map<string, DeliveryItem[]>();
  for (const delivery of deliveries) {
    const list = byDepartment.get(delivery.department);
    if (list) list.push(delivery);
    else byDepartment.set(delivery.department, [delivery]);
  }
  return new Map(
    [...byDepartment].map(([dept, list]) => [
      dept,
      {
        deliver: spreadOf(list, 'deliver'),
        see: spreadOf(list, 'see'),
        acknowledge: spreadOf(list, 'acknowledge'),
        answer: spreadOf(list, 'answer'),
      },
    ]),
  );
}

/** `19 of 22`, with `86 %` before it only from five values on. */
export function share(part: number, n: number): { percent: number | null; part: number; n: number } {
  return { percent: n >= PERCENT_FROM ? Math.round((100 * part) / n) : null, part, n };
}
