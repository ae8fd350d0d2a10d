// The receipt ladder: which stage is stronger, what is still owed, what is late now.
import { DELIVERY_STAGES, type DeliveryItem, type DeliveryStage, type Duty } from '../../protocol';

/** Stages in order of strength; recalled and cancelled end a delivery from anywhere. */
export const LADDER: readonly DeliveryStage[] = DELIVERY_STAGES;

const STRENGTH = new Map(LADDER.map((stage, index) => [stage, index]));

/** Whether `stage` is at least as strong as `least`. */
export function reached(stage: DeliveryStage, least: DeliveryStage): boolean {
  return (STRENGTH.get(stage) ?? 0) >= (STRENGTH.get(least) ?? 0);
}

/** The stronger of two stages. */
export function stronger(a: DeliveryStage, b: DeliveryStage): DeliveryStage {
  return reached(a, b) ? a : b;
}

const FULFILS: Record<Duty, DeliveryStage> = {
  acknowledge: 'acknowledged',
  respond: 'responded',
  complete: 'completed',
};

/** Whether a duty is met; a delivery that was recalled or cancelled met none by that. */
export function met(stage: DeliveryStage, duty: Duty): boolean {
  return stage !== 'recalled' && stage !== 'cancelled' && reached(stage, FULFILS[duty]);
}

/** Whether nothing more is expected of the recipient. */
export function isOver(delivery: Pick<DeliveryItem, 'stage' | 'declined'>): boolean {
  return reached(delivery.stage, 'closed') || delivery.declined !== null;
}

/** Duties past their limit that are still owed: what is late *now*, not what once was. */
export function lateNow(delivery: Pick<DeliveryItem, 'stage' | 'overdue' | 'declined'>): Duty[] {
  if (isOver(delivery)) return [];
  return delivery.overdue.filter((duty) => !reached(delivery.stage, FULFILS[duty]));
}

/** The next limit that is still ahead or passed but owed, in exercise milliseconds. */
export function nextDeadline(
  delivery: Pick<DeliveryItem, 'stage' | 'deadlines' | 'declined'>,
): { duty: Duty; at: number } | null {
  if (isOver(delivery)) return null;
  let next: { duty: Duty; at: number } | null = null;
  for (const duty of ['acknowledge', 'respond', 'complete'] as const) {
    const at = delivery.deadlines[duty];
    if (at === null || reached(delivery.stage, FULFILS[duty])) continue;
    if (next === null || at < next.at) next = { duty, at };
  }
  return next;
}

/** Whether somebody has to acknowledge it still. */
export function awaitsReceipt(delivery: Pick<DeliveryItem, 'stage' | 'declined'>): boolean {
  return !isOver(delivery) && !reached(delivery.stage, 'acknowledged');
}
