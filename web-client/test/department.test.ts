import { describe, expect, it } from 'vitest';
import {
  byDue,
  chipOf,
  groupOf,
  mustAcknowledge,
  nextDue,
  openDuties,
  steady,
  takeBackLeft,
} from '../src/features/department/model';
import type { Entry } from '../src/sync';
import { EXERCISE, inject } from './frames';

const none = new Set<string>();
const by = (seat: string) => ({ seat, name: null, via: null, told: null, robot: false });

describe('what an inject asks of a seat', () => {
  it('one of the desk is enough', () => {
    expect(mustAcknowledge(inject(1), 'XF-2')).toBe(true);
    const taken = inject(1, { stage: 'acknowledged', acknowledged_by: [by('XF-1')] });
    expect(mustAcknowledge(taken, 'XF-2')).toBe(false);
    expect(groupOf(taken, 'XF-2', none)).toBe('inHand');
  });
  it('the named seat alone', () => {
    const named = inject(1, { ack_policy: 'named_role', ack_seat: 'XF-1' });
    expect(mustAcknowledge(named, 'XF-1')).toBe(true);
    expect(mustAcknowledge(named, 'XF-2')).toBe(false);
    expect(groupOf(named, 'XF-2', none)).toBe('inHand');
  });
  it('everybody, each for himself', () => {
    const all = inject(1, { ack_policy: 'every_member', stage: 'seen', acknowledged_by: [by('XF-1')] });
    expect(mustAcknowledge(all, 'XF-1')).toBe(false);
    expect(mustAcknowledge(all, 'XF-2')).toBe(true);
    expect(openDuties(all)).toContain('acknowledge');
  });
  it('counts down to the next duty that is open', () => {
    expect(nextDue(inject(1))).toEqual({ duty: 'acknowledge', at: 60_000 });
    expect(nextDue(inject(1, { stage: 'acknowledged' }))).toEqual({ duty: 'respond', at: 180_000 });
    expect(nextDue(inject(1, { stage: 'responded' }))).toBeUndefined();
    expect(nextDue(inject(1, { stage: 'recalled' }))).toBeUndefined();
  });
  it('is done when nothing is open, and again in hand when returned', () => {
    expect(groupOf(inject(1, { stage: 'responded' }), 'XF-2', none)).toBe('done');
    expect(groupOf(inject(1, { stage: 'in_progress' }), 'XF-2', none)).toBe('inHand');
  });
  it('what asks nothing stays new until it is looked at', () => {
    const told = inject(1, { duties: [], deadlines: { acknowledge: null, respond: null, complete: null } });
    expect(groupOf(told, 'XF-2', none)).toBe('toAck');
    expect(groupOf(told, 'XF-2', new Set([told.delivery]))).toBe('done');
  });
  it('shows a near or missed limit before the stage', () => {
    expect(chipOf(inject(1), -10_000)).toBe('delivered');
    expect(chipOf(inject(1), 30_000)).toBe('due_soon');
    expect(chipOf(inject(1), 60_001)).toBe('overdue');
    expect(chipOf(inject(1, { overdue: ['acknowledge'] }), 0)).toBe('overdue');
    expect(chipOf(inject(1, { stage: 'responded', overdue: ['acknowledge'] }), 999_999)).toBe('responded');
  });
  it('sorts by what is due', () => {
    const late = inject(1);
    const later = inject(2, { deadlines: { acknowledge: 90_000, respond: null, complete: null } });
    const told = inject(3, { duties: [] });
    expect([told, later, late].sort(byDue).map((item) => item.number)).toEqual([1, 2, 3]);
  });
});

describe('a list under a thumb', () => {
  const row = (id: string, group: 'toAck' | 'inHand' | 'done') => ({ id, group });
  it('moves nothing, adds at the end, drops what is gone', () => {
    const before = [row('a', 'toAck'), row('b', 'toAck'), row('c', 'inHand')];
    const next = [row('n', 'toAck'), row('b', 'toAck'), row('a', 'inHand')];
    expect(steady(before, next)).toEqual([row('a', 'toAck'), row('b', 'toAck'), row('n', 'toAck')]);
  });
});

describe('taking back', () => {
  const entry = (state: Entry['state'], wall: number): Entry => ({
    id: 'i',
    exercise: EXERCISE,
    seat: 'XF-2',
    command: { type: 'acknowledge_inject', delivery: 'd' },
    written: 0,
    order: 0,
    state,
    happened_at: null,
    offset: null,
    submitted: true,
    at: { wall, exercise: 0 },
    problem: null,
  });
  it('is possible for ten seconds from the record', () => {
    expect(takeBackLeft(entry('recorded', 1_000), 4_000)).toBe(7_000);
    expect(takeBackLeft(entry('recorded', 1_000), 11_000)).toBe(0);
    expect(takeBackLeft(entry('sending', 1_000), 2_000)).toBe(0);
    expect(takeBackLeft(undefined, 2_000)).toBe(0);
  });
});
