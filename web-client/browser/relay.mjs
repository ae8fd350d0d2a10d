// A relay test for the scenes: heard at the first hop, half ticked and half proposed at the second.
import { others } from './ledger.mjs';

const MIN = 60_000;
const START = Date.now() - 52 * MIN;
const stamp = (exercise) => ({ wall: START + exercise, exercise });
const rung = (exercise, seat) => ({
  at: stamp(exercise),
  by: { seat, name: '陈静', via: null, told: null, robot: false },
  happened_at: null,
});
const fact = (over = {}) => ({ heard: null, said: null, ticked: null, proposed_by: null, ...over });
const ticked = (heard, at, said = null) => fact({ heard, said, ticked: rung(at, 'EVA-1') });

export const RELAY = {
  kind: 'relay',
  row: 'I-05',
  title: { zh: '信息传递测试', en: 'Information-passing test' },
  key_facts: [
    { zh: '东侧坡道', en: 'east ramp' },
    { zh: '3名老人', en: 'three people' },
    { zh: '轮椅2部', en: 'two wheelchairs' },
    { zh: '102室', en: 'room 102' },
    { zh: '担架走北门', en: 'stretchers north gate' },
    { zh: '大厅值班台', en: 'hall duty desk' },
  ],
  released: stamp(48 * MIN),
  within: 300,
  hops: [
    {
      department: 'GA',
      at: 48 * MIN + 20_000,
      facts: Array.from({ length: 6 }, () => ticked('kept', 48 * MIN + 40_000)),
      writings: [],
    },
    {
      department: 'XF',
      at: 50 * MIN,
      facts: [
        ticked('kept', 50 * MIN),
        ticked('changed', 50 * MIN, '说成“三位伤员”'),
        fact({ proposed_by: 0 }),
        fact({ proposed_by: 0 }),
        fact(),
        fact(),
      ],
      writings: [
        {
          source: { message: '00000000-0000-4000-8000-000000000901' },
          at: stamp(50 * MIN + 10_000),
          text: '涉事单位：请备好轮椅两部，接谈室在一楼一〇二室。',
        },
      ],
    },
    { department: 'SS', at: null, facts: Array.from({ length: 6 }, () => fact()), writings: [] },
  ],
};

export const upsert = (relay) => ({ key: `relay/${relay.row}`, item: relay });

/** Control and evaluators with a relay under way; the evaluator stands at the petition office. */
export function relaying(role) {
  const scene = others(role, []);
  const seat = { ...scene.seat, may: [...scene.seat.may, 'tick_relay'] };
  if (role === 'EVA') seat.watches = 'XF';
  const frames = scene.frames.map((frame) => {
    if (frame.type === 'welcome') return { ...frame, you: seat };
    if (frame.type !== 'snapshot') return frame;
    const items = frame.items.map((one) =>
      one.item.kind === 'exercise'
        ? { ...one, item: { ...one.item, gates: [...one.item.gates, 'tick_relay'] } }
        : one,
    );
    return { ...frame, items: frame.channel === 'group' ? [...items, upsert(RELAY)] : items };
  });
  return { ...scene, seat, frames };
}
