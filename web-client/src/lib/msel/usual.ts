// What holds where a plan says nothing, as the scenario's schema has it: a plan comes without what is usual.
import type { Escalation, Scale } from '../../protocol';

/** Seconds after the limit. */
export const USUAL_STEPS: Escalation = {
  amber: 0,
  red: 120,
  nudge: 30,
  deputy: 120,
  other_channel: 240,
  nudge_by_itself: false,
};
export const USUAL_SCALE: Scale = {
  performed: 100,
  some: 85,
  major: 65,
  unable: 30,
  excellent_from: 90,
  good_from: 80,
  fair_from: 60,
  coverage_from: 60,
  plan_points_from: 80,
};
