/** What a promise still lacks, how it stands, and when it is due. */
import { describe, expect, it } from 'vitest';
import {
  claimState,
  dueSeconds,
  inOrder,
  isLate,
  missing,
  promiseState,
  replacement,
} from '../../src/lib/drill/ledger';
import type { ClaimItem, CommitmentItem } from '../../src/protocol';
import { claim as bareClaim, commitment } from '../items.mjs';
import { rung } from './made';

const promise = (number: number, over: Partial<CommitmentItem> = {}): CommitmentItem =>
  commitment(number, { text: '今天答复', made: rung(0), ...over });
const claim = (over: Partial<ClaimItem> = {}): ClaimItem =>
  bareClaim(1, { text: '过渡费', recorded: rung(0), ...over });
const said = { at: { wall: 0, exercise: 0 }, by: null, text: '' };

describe('the five parts', () => {
  it('names what nobody has said, and takes blanks for nothing', () => {
    expect(missing(promise(1, { person: '科长', due: ' ' }))).toEqual(['due', 'told_by', 'checker']);
    expect(missing(promise(1, { person: 'a', due: 'b', told_by: 'c', checker: 'd' }))).toEqual([]);
  });
});

describe('where a promise stands', () => {
  it('how it ended outranks lateness, lateness outranks its parts', () => {
    expect(promiseState(promise(1))).toBe('incomplete');
    expect(promiseState(promise(1, { complete: true }))).toBe('complete');
    expect(promiseState(promise(1, { complete: true, overdue: true }))).toBe('overdue');
    expect(promiseState(promise(1, { overdue: true, outcome: 'kept' }))).toBe('kept');
  });
  it('is late only as long as nobody has settled it', () => {
    expect(isLate(promise(1, { overdue: true }))).toBe(true);
    expect(isLate(promise(1, { overdue: true, outcome: 'changed' }))).toBe(false);
  });
  it('late ones stand first, then by moment, then what is over', () => {
    const list = [
      promise(1, { outcome: 'kept' }),
      promise(2),
      promise(3, { due_at: 90_000 }),
      promise(4, { due_at: 10_000, overdue: true }),
      promise(5, { due_at: 60_000 }),
    ];
    expect(inOrder(list).map(({ number }) => number)).toEqual([4, 5, 3, 2, 1]);
  });
  it('leads to what stands in its place', () => {
    const first = promise(1, { outcome: 'changed' });
    const second = promise(2, { replaces: first.id });
    expect(replacement(first, [first, second])?.number).toBe(2);
    expect(replacement(second, [first, second])).toBeUndefined();
  });
});

describe('a claim', () => {
  it('goes from recorded over read back to answered', () => {
    expect(claimState(claim())).toBe('recorded');
    expect(claimState(claim({ read_back: rung(1) }))).toBe('read_back');
    expect(claimState(claim({ answered: said }))).toBe('answered');
  });
});

describe('a moment within the exercise', () => {
  const now = 50 * 60_000;
  it('is minutes from now or exercise time, in whole seconds from STARTEX', () => {
    expect(dueSeconds({ way: 'none' }, now)).toBeUndefined();
    expect(dueSeconds({ way: 'in', minutes: '15' }, now)).toBe(3_900);
    expect(dueSeconds({ way: 'in', minutes: '0.5' }, now + 400)).toBe(3_030);
    expect(dueSeconds({ way: 'at', time: '1:30' }, now)).toBe(5_400);
    expect(dueSeconds({ way: 'at', time: ' T+01：30：15 ' }, now)).toBe(5_415);
  });
  it('is wrong where it has passed, is too far or is no time at all', () => {
    for (const moment of [
      { way: 'in', minutes: '' },
      { way: 'in', minutes: '-5' },
      { way: 'in', minutes: '9999' },
      { way: 'at', time: '0:49' },
      { way: 'at', time: '1:75' },
      { way: 'at', time: '下午' },
    ] as const) {
      expect(dueSeconds(moment, now), JSON.stringify(moment)).toBe('wrong');
    }
  });
});
