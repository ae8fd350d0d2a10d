/** Films for tests: a drill with as many steps as asked for, from a seed, so that it can be repeated. */
import type { ExerciseStatus, Item, Replay, ReplayStep, Stamp } from '../../src/protocol';
import { exercise } from '../items.mjs';

const MINUTE = 60_000;
const BEGUN = Date.UTC(2026, 10, 23, 6, 0, 0);

/** A stamp so many minutes after STARTEX, `paused` of them with the clock standing. */
export const stamp = (minutes: number, paused = 0): Stamp => ({
  wall: BEGUN + minutes * MINUTE,
  exercise: (minutes - paused) * MINUTE,
});

export const upsert = (key: string, item: unknown) => ({ key, item: item as Item });

export function step(
  at: Stamp,
  items: [string, unknown][],
  remove: string[] = [],
  seq: number | null = null,
): ReplayStep {
  return {
    seq,
    at,
    changes: [{ channel: 'group', upsert: items.map(([key, item]) => upsert(key, item)), remove }],
  };
}

export const state = (status: ExerciseStatus, over: object = {}) =>
  exercise({
    status,
    started: stamp(0),
    title: { en: 'Hepingli drill' },
    clock: { rate: 1, anchor_wall: BEGUN, anchor_exercise: 0, running: true, until: null },
    gates: [],
    ...over,
  });

/** `n` steps over two hours: injects come, change and go, at random. */
export function long(n: number, seed = 7): Replay {
  let random = seed;
  const next = (below: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return random % below;
  };
  const keys: string[] = [];
  const steps: ReplayStep[] = [step(stamp(0), [['exercise', state('running')]], [], 1)];
  for (let seq = 2; seq <= n; seq += 1) {
    const at = stamp((120 * seq) / n);
    const gone = keys.length > 200 && next(4) === 0 ? keys.splice(next(keys.length), 1) : [];
    const changed: [string, unknown][] = [];
    for (let count = next(4) + 1; count > 0; count -= 1) {
      const old = keys[next(Math.max(1, keys.length))];
      const key = old !== undefined && next(3) > 0 ? old : `inject/${seq}-${count}`;
      if (!keys.includes(key)) keys.push(key);
      changed.push([key, { kind: 'inject', delivery: key, number: seq, stage: 'sent', version: seq }]);
    }
    steps.push(step(at, changed, gone, seq));
  }
  return {
    exercise: '00000000-0000-4000-8000-0000000000aa',
    seat: 'XF-1',
    steps: [...steps, step(stamp(121), [['exercise', state('ended', { ended: stamp(121) })]], [], n + 1)],
    head: n + 1,
  };
}
