import { expect, test } from 'vitest';
import { drillOf, eventsAt, eventsOf, nextEvent, stampAt } from '../../src/features/replay/desk';
import { Film } from '../../src/features/replay/film';
import { lineOf } from '../../src/features/replay/line';
import { withOwn } from '../../src/features/replay/stars';
import type { Replay } from '../../src/protocol';
import { long, stamp, state, step } from './made';

const MINUTE = 60_000;
const seat = (code: string, presence: string, department = 'SS') => ({
  kind: 'seat',
  code,
  role: 'PLY',
  department,
  presence,
  order: 1,
});
const paused = { reason: 'inject', note: null, since: stamp(47) };

/** 60 minutes, of which two were a pause after 47; SS was away from 20 to 30. */
const steps: Replay['steps'] = [
  step({ wall: stamp(-30).wall, exercise: 0 }, [['exercise', state('draft', { started: null })]]),
  step(stamp(-5), [['exercise', state('standby', { started: null })]]),
  step(stamp(0), [['exercise', state('running', { phases: [{ id: 'P1', name: { en: 'Report' } }] })]]),
  step(stamp(1), [
    ['seat/SS-1', seat('SS-1', 'seated')],
    ['seat/SS-2', seat('SS-2', 'vacant')],
    ['seat/XF-1', seat('XF-1', 'seated', 'XF')],
    ['seat/XF-2', seat('XF-2', 'seated', 'XF')],
  ]),
  step(stamp(10), [
    [
      'exercise',
      state('running', {
        phases: [
          { id: 'P1', name: { en: 'Report' } },
          { id: 'P2', name: { en: 'On site' } },
        ],
      }),
    ],
  ]),
  step(stamp(15), [['exercise', state('running', { phases: [{ id: 'P2', name: { en: 'On site' } }] })]]),
  step(stamp(20), [
    ['seat/SS-1', seat('SS-1', 'lost')],
    ['seat/XF-1', seat('XF-1', 'lost', 'XF')],
  ]),
  step(stamp(30), [['seat/SS-1', seat('SS-1', 'seated')]]),
  step(stamp(47), [['exercise', state('paused', { pause: paused })]]),
  step(stamp(49, 2), [['exercise', state('running')]]),
  step(stamp(60, 2), [['exercise', state('ended', { ended: stamp(60, 2) })]]),
  step(stamp(90, 2), [['exercise', state('evaluating', { ended: stamp(60, 2) })]]),
];

test('a pause stands on the line at its real length, and the exercise clock stands still in it', () => {
  const line = lineOf(new Film({ seat: 'DIR', steps }));
  expect(line?.length).toBe(60 * MINUTE);
  expect(line?.pauses.map(({ from, to, exercise }) => [from, to, exercise].map((at) => at / MINUTE))).toEqual(
    [[47, 49, 47]],
  );
  const at = (minutes: number) => (line?.exerciseAt(minutes * MINUTE) ?? 0) / MINUTE;
  expect([0, 46, 47, 48, 49, 50, 60].map(at)).toEqual([0, 46, 47, 47, 47, 48, 58]);
  expect([10, 47, 48, 58].map((exercise) => (line?.placeOf(exercise * MINUTE) ?? 0) / MINUTE)).toEqual([
    10, 47, 50, 60,
  ]);
  expect(line?.place(stamp(48, 1))).toBe(48 * MINUTE);
});

test('what was before STARTEX and after ENDEX stands outside of the line', () => {
  const line = lineOf(new Film({ seat: 'DIR', steps }));
  expect(line?.place(stamp(-5))).toBe(-1);
  expect(line?.place({ wall: stamp(-30).wall, exercise: 0 })).toBe(-1);
  expect(line?.place(stamp(90, 2))).toBeGreaterThan(line?.length ?? 0);
});

test('phases may overlap, and a department is off line only while none of its seats is there', () => {
  const line = lineOf(new Film({ seat: 'DIR', steps }));
  expect(line?.phases.map(({ id, from, to }) => [id, from / MINUTE, to / MINUTE])).toEqual([
    ['P1', 0, 15],
    ['P2', 10, 47],
  ]);
  expect(
    [...(line?.off ?? [])].map(([code, spans]) => [
      code,
      spans.map(({ from, to }) => [from, to].map((at) => at / MINUTE)),
    ]),
  ).toEqual([['SS', [[20, 30]]]]);
});

test('after a false start the line is that of the last run', () => {
  const again = [
    ...steps.slice(0, 5),
    step(stamp(12), [['exercise', state('standby', { run: 2, started: null })]]),
    step({ wall: stamp(20).wall, exercise: 0 }, [
      ['exercise', state('running', { run: 2, started: { wall: stamp(20).wall, exercise: 0 } })],
    ]),
    step({ wall: stamp(40).wall, exercise: 20 * MINUTE }, [
      [
        'exercise',
        state('ended', {
          run: 2,
          started: { wall: stamp(20).wall, exercise: 0 },
          ended: { wall: stamp(40).wall, exercise: 20 * MINUTE },
        }),
      ],
    ]),
  ];
  const line = lineOf(new Film({ seat: 'DIR', steps: again }));
  expect(line?.length).toBe(20 * MINUTE);
  expect(line?.place(stamp(5))).toBe(-1);
});

test('an exercise that never started has no line', () => {
  expect(drillOf({ seat: 'DIR', steps: steps.slice(0, 2) })).toBeUndefined();
});

test('a long drill is made ready at once, and events are gone through one by one', () => {
  const drill = drillOf(long(4_000));
  expect(drill).toBeDefined();
  if (!drill) return;
  const events = eventsOf(drill.own, drill.line);
  expect(events.length).toBe(3_999);
  const first = events[0] ?? 0;
  expect(nextEvent(events, 0, 1)).toBe(first);
  expect(nextEvent(events, first, 1)).toBe(events[1]);
  expect(nextEvent(events, first, -1)).toBeUndefined();
  expect(nextEvent(events, first + 1, -1)).toBe(first);
  expect(nextEvent(events, drill.line.length, 1)).toBeUndefined();
  expect(eventsAt(events, first)).toBe(1);
});

test('a star put at a place stands at that place again, in a pause too', () => {
  const drill = drillOf({ seat: 'DIR', steps });
  expect(drill).toBeDefined();
  if (!drill) return;
  for (const minutes of [0, 3.5, 20, 46.9, 47, 47.5, 48.9, 49, 55, 60]) {
    const at = stampAt(drill, minutes * MINUTE);
    expect(drill.line.place(at) / MINUTE).toBeCloseTo(minutes, 3);
    expect(at.wall).toBe(stamp(minutes).wall);
  }
  const by = { seat: 'LEV', name: null, via: null, told: null, robot: false };
  const rung = { at: stamp(80, 2), by, happened_at: null };
  const put = (id: string, minutes: number) => ({
    id,
    at: stampAt(drill, minutes * MINUTE),
    title: id,
    rung,
  });
  const stars = withOwn(drill.stars, [put('late', 50), put('early', 20)], drill.line);
  expect(stars.map(({ kind, text, at }) => [kind, text, at / MINUTE])).toEqual([
    ['own', 'early', 20],
    ['pause', undefined, 47],
    ['own', 'late', 50],
  ]);
});

test('an exercise that was ended early is replayed to where it stopped', () => {
  const early = [
    ...steps.slice(0, 7),
    step(stamp(25), [['exercise', state('aborted')]]),
    step(stamp(50), [['exercise', state('evaluating')]]),
  ];
  expect(lineOf(new Film({ seat: 'DIR', steps: early }))?.length).toBe(25 * MINUTE);
});
