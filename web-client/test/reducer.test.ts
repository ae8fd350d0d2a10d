import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../src/protocol';
import { type Effect, freeze, type Held, NOTHING, reduce, resumePoint, thaw } from '../src/sync/reducer';
import { EPOCH, exercise, inject, letter, snapshot, update, welcome, you } from './frames';

function play(frames: ServerFrame[], start: Held = NOTHING): [Held, Effect[]] {
  let held = start;
  const effects: Effect[] = [];
  for (const frame of frames) {
    const [next, more] = reduce(held, frame);
    held = next;
    effects.push(...more);
  }
  return [held, effects];
}

const fresh = welcome({ all: { n: 3, start: 'fresh' }, group: { n: 7, start: 'fresh' } });
const begin: ServerFrame[] = [
  fresh,
  snapshot('all', 3, [exercise()]),
  snapshot('group', 7, [inject(2)], false),
  snapshot('group', 7, [inject(1)]),
];
const numbers = (held: Held) => held.kinds.inject?.map((item) => item.number);

describe('reducer', () => {
  it('V: shows a snapshot only when its last part is there, in order', () => {
    const [half] = play(begin.slice(0, 3));
    expect(numbers(half)).toBeUndefined();
    expect(half.kinds.exercise).toHaveLength(1);
    const [whole] = play(begin);
    expect(numbers(whole)).toEqual([1, 2]);
    expect(resumePoint(whole)).toEqual({ epoch: EPOCH, channels: { all: 3, group: 7 } });
  });

  it('does not resume from half a snapshot', () => {
    const [half] = play(begin.slice(0, 3));
    expect(resumePoint(half)).toEqual({ epoch: EPOCH, channels: { all: 3 } });
    expect(resumePoint(NOTHING)).toBeUndefined();
  });

  it('applies dense updates and keeps unchanged lists as they are', () => {
    const [held] = play(begin);
    const [next, effects] = play([update('group', 8, [letter(1)])], held);
    expect(effects).toEqual([]);
    expect(next.kinds.inject).toBe(held.kinds.inject);
    expect(next.kinds.letter).toHaveLength(1);
    const [gone] = play([update('group', 9, [], [`inject/${inject(1).delivery}`])], next);
    expect(numbers(gone)).toEqual([2]);
    expect(gone.kinds.letter).toBe(next.kinds.letter);
  });

  it('R: a missing position is a gap and changes nothing', () => {
    const [held] = play(begin);
    const [next, effects] = play([update('group', 9, [letter(1)])], held);
    expect(effects).toEqual([{ type: 'gap', channel: 'group' }]);
    expect(next).toBe(held);
  });

  it('S15: a reader who was behind leaps where the frame itself says from where', () => {
    const [held] = play(begin);
    const merged: ServerFrame = { ...(update('group', 12, [letter(1)]) as object), after: 7 } as ServerFrame;
    const [next, effects] = play([merged], held);
    expect(effects).toEqual([]);
    expect(next.channels.group?.n).toBe(12);
    const [, gap] = play([{ ...(update('group', 20, []) as object), after: 15 } as ServerFrame], next);
    expect(gap).toEqual([{ type: 'gap', channel: 'group' }]);
  });

  it('takes a repeated update once', () => {
    const [held] = play([...begin, update('group', 8, [inject(1, { stage: 'acknowledged' })])]);
    const [again, effects] = play([update('group', 8, [inject(1, { stage: 'sent' })])], held);
    expect(effects).toEqual([]);
    expect(again.kinds.inject?.[0]?.stage).toBe('acknowledged');
  });

  it('R: resumed leaps to the position that welcome named, and no further', () => {
    const [held] = play(begin);
    const resumed = welcome({ all: { n: 3, start: 'resumed' }, group: { n: 20, start: 'resumed' } });
    const [after, effects] = play([resumed, update('group', 20, [letter(4)])], held);
    expect(effects).toEqual([]);
    expect(after.channels.group?.n).toBe(20);
    expect(numbers(after)).toEqual([1, 2]);
    const [, gap] = play([update('group', 22, [])], after);
    expect(gap).toHaveLength(1);
  });

  it('R: reloaded replaces everything and says so once', () => {
    const [held] = play(begin);
    const reloaded = welcome(
      { all: { n: 1, start: 'reloaded' }, group: { n: 1, start: 'reloaded' } },
      'other-epoch',
    );
    const [between, effects] = play([reloaded], held);
    expect(effects).toEqual([{ type: 'reloaded' }]);
    expect(numbers(between), 'stays readable until the new picture is whole').toEqual([1, 2]);
    const [after] = play([snapshot('all', 1, [exercise()]), snapshot('group', 1, [inject(2)])], between);
    expect(numbers(after)).toEqual([2]);
  });

  it('H: another seat sees nothing of the first one', () => {
    const [held] = play(begin);
    const other = welcome({ all: { n: 3, start: 'fresh' } }, EPOCH, {
      ...you,
      seat: 'GA-1',
      department: 'GA',
    });
    const [after] = play([other], held);
    expect(after.items.size).toBe(0);
    expect(after.you?.seat).toBe('GA-1');
  });

  it('forgets a channel that is not the seat’s any more', () => {
    const [held] = play(begin);
    const [after] = play([welcome({ all: { n: 3, start: 'resumed' } })], held);
    expect(numbers(after)).toEqual([]);
    expect(after.kinds.exercise).toHaveLength(1);
  });

  it('lets the narrower channel win and falls back when it goes', () => {
    const start = welcome({ group: { n: 1, start: 'fresh' }, own: { n: 1, start: 'fresh' } });
    const [held] = play([
      start,
      snapshot('own', 1, [inject(1, { stage: 'seen' })]),
      snapshot('group', 1, [inject(1, { stage: 'sent' })]),
    ]);
    expect(held.kinds.inject?.[0]?.stage).toBe('seen');
    const [after] = play([update('own', 2, [], [`inject/${inject(1).delivery}`])], held);
    expect(after.kinds.inject?.[0]?.stage).toBe('sent');
  });

  it('V: snapshot and updates give the same as a new snapshot', () => {
    const [byUpdates] = play([
      ...begin,
      update('group', 8, [inject(3)]),
      update('group', 9, [inject(1, { stage: 'seen' })]),
    ]);
    const [bySnapshot] = play([
      fresh,
      snapshot('all', 3, [exercise()]),
      snapshot('group', 9, [inject(2), inject(3), inject(1, { stage: 'seen' })]),
    ]);
    expect(byUpdates.kinds).toEqual(bySnapshot.kinds);
    expect(new Map(byUpdates.items)).toEqual(new Map(bySnapshot.items));
  });

  it('comes back from disk as it was', () => {
    const [held] = play([...begin, update('group', 8, [letter(1)])]);
    const frozen = freeze(held);
    expect(frozen).toBeDefined();
    if (!frozen) return;
    const back = thaw(structuredClone(frozen));
    expect(back.kinds).toEqual(held.kinds);
    expect(resumePoint(back)).toEqual(resumePoint(held));
  });

  it('ignores frames it does not know', () => {
    const [held] = play(begin);
    expect(reduce(held, { type: 'weather' } as unknown as ServerFrame)).toEqual([held, []]);
  });
});
