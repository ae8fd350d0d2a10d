import { expect, test } from 'vitest';
import { Film, KEY_EVERY } from '../../src/features/replay/film';
import type { Item, ReplayStep } from '../../src/protocol';
import { long, stamp, step } from './made';

/** The picture after a step, folded anew from the first one on: what a film must agree with. */
function folded(steps: readonly ReplayStep[], upto: number): Map<string, Item> {
  const held = new Map<string, Item>();
  for (const { changes } of steps.slice(0, upto + 1))
    for (const { upsert, remove } of changes) {
      for (const { key, item } of upsert) held.set(key, item);
      for (const key of remove) held.delete(key);
    }
  return held;
}

test('a film of 4 000 steps shows at 200 instants what all steps before them add up to', () => {
  const replay = long(4_000);
  const film = new Film(replay);
  let random = 11;
  for (let count = 0; count < 200; count += 1) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    const index = random % film.steps.length;
    expect(Object.fromEntries(film.at(index).items)).toEqual(Object.fromEntries(folded(replay.steps, index)));
    expect(film.applied).toBeLessThanOrEqual(KEY_EVERY);
  }
});

test('a scrub applies a bounded number of steps, and one step on or back is one or a few', () => {
  const film = new Film(long(4_000));
  film.at(3_999);
  for (const [index, most] of [
    [0, 1],
    [3_000, KEY_EVERY],
    [3_001, 1],
    [3_001, 0],
    [2_999, KEY_EVERY],
    [4_000, KEY_EVERY],
  ] as const) {
    film.at(index);
    expect(film.applied).toBeLessThanOrEqual(most);
  }
  const begun = performance.now();
  let most = 0;
  for (let index = film.steps.length - 1; index >= 0; index -= 7) {
    const before = performance.now();
    film.at(index).of('inject');
    most = Math.max(most, performance.now() - before);
  }
  const all = Math.ceil(film.steps.length / 7);
  process.stdout.write(
    `4 000 steps: ${((performance.now() - begun) / all).toFixed(2)} ms a scrub, ${most.toFixed(1)} ms at most\n`,
  );
});

test('before the first step nothing was held, and what went away is gone', () => {
  const film = new Film({
    seat: 'XF-1',
    steps: [
      step(stamp(0), [
        ['a', { kind: 'inject', number: 2 }],
        ['b', { kind: 'inject', number: 1 }],
      ]),
      step(stamp(1), [], ['a']),
    ],
  });
  expect(film.at(-1).items.size).toBe(0);
  expect(
    film
      .at(0)
      .of('inject')
      .map((one) => one.number),
  ).toEqual([1, 2]);
  expect(
    film
      .at(1)
      .of('inject')
      .map((one) => one.number),
  ).toEqual([1]);
  expect(film.at(0).of('inject')).toHaveLength(2);
  expect(film.at(99).of('inject')).toHaveLength(1);
});

test('the narrower channel wins, as it does live', () => {
  const change = (channel: 'all' | 'group' | 'own', number: number) => ({
    channel,
    upsert: [{ key: 'a', item: { kind: 'inject', number } as unknown as Item }],
    remove: [],
  });
  const film = new Film({
    seat: 'XF-1',
    steps: [
      { seq: 1, at: stamp(0), changes: [change('own', 3), change('all', 1)] },
      { seq: 2, at: stamp(1), changes: [change('group', 2), { channel: 'own', upsert: [], remove: ['a'] }] },
    ],
  });
  expect(film.at(0).of('inject')[0]?.number).toBe(3);
  expect(film.at(1).of('inject')[0]?.number).toBe(2);
});

test('the step of a place is the last one at or before it', () => {
  const places = Float64Array.from([-1, 0, 5, 5, 9]);
  expect([-2, -1, 0, 4, 5, 8, 9, 99].map((at) => Film.indexAt(places, at))).toEqual([
    -1, 0, 1, 1, 3, 3, 4, 4,
  ]);
});
