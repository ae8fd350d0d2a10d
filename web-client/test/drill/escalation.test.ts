/** One step after the other, each from its moment. */
import { expect, it } from 'vitest';
import { comingStep, nextStep } from '../../src/lib/drill/escalation';
import type { StepOffer } from '../../src/protocol';

const offering = (...offered: StepOffer[]) => ({ escalation: { level: null, taken: [], offered } });

it('the first that was not taken is next, once its moment has come', () => {
  const two = offering({ step: 'nudge', from: 90_000 }, { step: 'deputy', from: 180_000 });
  expect([nextStep(two, 89_999), nextStep(two, 90_000)]).toEqual([null, 'nudge']);
  expect(nextStep(two, 500_000)).toBe('nudge');
  expect(comingStep(two, 10)).toEqual({ step: 'nudge', from: 90_000 });
  expect(comingStep(two, 90_000)).toBeNull();
});

it('nothing is offered where all was taken or nothing is late', () => {
  expect([nextStep(offering(), 1), comingStep(offering(), 1)]).toEqual([null, null]);
});
