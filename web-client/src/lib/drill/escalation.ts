// What control can do next about a late delivery: one step after the other, each from its moment.
import type { DeliveryItem, EscalationLevel, EscalationStep, ExerciseTime } from '../../protocol';

/** Shape and tone of a level; amber and red differ in shape, word and lightness. */
export const LEVEL_SIGNS: Record<EscalationLevel, readonly [shape: string, tone: string]> = {
  amber: ['▲', 'soon'],
  red: ['◆', 'late'],
};

/** The step whose turn it is: the first that was not taken, once its moment has come. */
export function nextStep(
  { escalation }: Pick<DeliveryItem, 'escalation'>,
  exercise: ExerciseTime,
): EscalationStep | null {
  const [first] = escalation.offered;
  return first !== undefined && first.from <= exercise ? first.step : null;
}

/** The step that comes next and when, while its moment has not come. */
export function comingStep(
  { escalation }: Pick<DeliveryItem, 'escalation'>,
  exercise: ExerciseTime,
): { step: EscalationStep; from: ExerciseTime } | null {
  const [first] = escalation.offered;
  return first !== undefined && first.from > exercise ? first : null;
}
