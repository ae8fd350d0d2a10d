// A roll call that never was, as control, a department and the walls get it.
import { control, stamp } from './control.mjs';

const UNITS = [
  ['CMD', 3, 3, 3, 3, 'go'],
  ['XF', 4, 4, 4, 3, null],
  ['GA', 5, 5, 5, 5, 'go'],
  ['XC', 3, 2, 2, 2, null],
  ['SS', 4, 0, 0, 0, 'no_go'],
  ['JD', 4, 4, 4, 4, null],
];
const proposed = ([, seats, live, sound, tested]) =>
  live === 0 ? 'no_go' : live === seats && sound === seats && tested === seats ? 'go' : 'wait';
const count = ([, seats, live, sound, tested]) => ({ seats, live, sound, tested, tests: seats });
const rung = (seat, name) => ({
  at: stamp(-60_000),
  by: { seat, name, via: null, told: null, robot: false },
  happened_at: null,
});

export function rollCall() {
  return UNITS.map((unit) => ({
    kind: 'roll_call',
    department: unit[0],
    count: count(unit),
    proposed: proposed(unit),
    called: unit[5]
      ? {
          word: unit[5],
          rung: rung('LC', '孙立'),
          note: unit[5] === 'no_go' ? '大巴还在路上 the bus is still on its way' : null,
        }
      : null,
    missing:
      unit[0] === 'XF'
        ? [{ seat: 'XF-2', absent: false, silent: false, untested: true }]
        : unit[0] === 'XC'
          ? [{ seat: 'XC-3', absent: true, silent: true, untested: true }]
          : unit[0] === 'SS'
            ? ['SS-1', 'SS-2', 'SS-3', 'SS-4'].map((seat) => ({
                seat,
                absent: true,
                silent: true,
                untested: true,
              }))
            : [],
    test_row: 'A-01',
  }));
}

export const checks = () =>
  [
    ['XF-1', '王敏', 'Chrome 126 · Android', 'passed', 'passed', 41, -300],
    ['XF-2', '李强', 'WeChat 8 · iOS', 'failed', 'unsupported', 720, 2_600],
  ].map(([seat, name, client, sound, screen, round_trip_ms, clock_ahead_ms]) => ({
    kind: 'check',
    seat,
    rung: rung(seat, name),
    client,
    sound,
    screen,
    notifications: 'open',
    storage: 'passed',
    round_trip_ms,
    clock_ahead_ms,
  }));

export const rollTiles = () =>
  UNITS.map((unit) => ({ kind: 'roll_tile', department: unit[0], count: count(unit), word: unit[5] }));

const STAFF = [
  ['control', 3, 3, 3, 3],
  ['evaluation', 7, 7, 6, 5],
  ['safety', 1, 0, 0, 0],
];
export const staffRolls = () =>
  STAFF.map((group) => ({
    kind: 'staff_roll',
    group: group[0],
    count: count(group),
    proposed: proposed(group),
    missing:
      group[0] === 'evaluation' ? [{ seat: 'EVA-6', absent: false, silent: true, untested: true }] : [],
  }));
export const staffTiles = () =>
  STAFF.slice(1).map((group) => ({
    kind: 'staff_tile',
    group: group[0],
    count: count(group),
    word: proposed(group),
  }));

const keyed = (item) => ({
  key:
    item.kind === 'check'
      ? `check/${item.seat}`
      : item.group
        ? `staff/${item.group}`
        : `roll/${item.department}`,
  item,
});

/** A scene of a role in standby, `left` milliseconds before STARTEX. */
export function standby(role, { kind = 'leaders', left = 642_000 } = {}) {
  const scene = control(role, { kind });
  if (role !== 'WALL') {
    scene.seat.may = [
      ...scene.seat.may,
      'call_department',
      'report_check',
      'acknowledge_test',
      'start_exercise',
    ];
    scene.frames[0].you = scene.seat;
  }
  const more =
    role === 'WALL' ? [...rollTiles(), ...staffTiles()] : [...rollCall(), ...staffRolls(), ...checks()];
  for (const frame of scene.frames) {
    if (frame.type !== 'snapshot') continue;
    for (const { item } of frame.items) {
      if (item.kind !== 'exercise') continue;
      item.status = 'standby';
      item.started = null;
      item.phases = [];
      item.gates = [...item.gates, 'call_department', 'report_check', 'acknowledge_test', 'start_exercise'];
      item.clock = {
        rate: 1,
        anchor_wall: Date.now(),
        anchor_exercise: -left,
        running: true,
        until: 0,
      };
    }
    if (frame.channel === 'group') {
      frame.items = frame.items.filter(
        ({ item }) => role !== 'WALL' || !['wall_fact', 'bulletin', 'figures'].includes(item.kind),
      );
      frame.items.push(...more.map(keyed));
    }
  }
  return scene;
}
