// Equipment and supplies for the scenes: a loudspeaker that failed, checks half done, requests at every stage.
import * as items from '../test/items.mjs';
import { control } from './control.mjs';
import { exercise, injects, you } from './scene.mjs';

const MIN = 60_000;
const START = Date.now() - 52 * MIN;
const stamp = (exercise) => ({ wall: START + exercise, exercise });
const by = (seat, name) => ({ seat, name, via: null, told: null, robot: false });
const rung = (minutes, who = by('XF-2', '王敏')) => ({
  at: stamp(minutes * MIN),
  by: who,
  happened_at: null,
});
const noted = (minutes, text, who = null) => ({ at: stamp(minutes * MIN), by: who, text });
const text = (zh, en) => ({ zh, en });

const NEXT = {
  planned: ['available', 'assigned', 'in_use'],
  available: ['assigned', 'in_use', 'used_up'],
  assigned: ['available', 'in_use', 'used_up'],
  in_use: ['available', 'used_up'],
  failed: ['restored'],
  restored: ['available', 'in_use', 'used_up'],
  used_up: ['restored'],
};

/** The key as the server writes it. */
export const upsert = (item) => ({
  key: `${item.kind}/${item.key ?? item.id ?? item.department}`,
  item,
});

let order = 0;
function thing(key, name, state, over = {}) {
  order += 1;
  const since = rung(20);
  const changes = state === 'planned' ? [] : [{ state, rung: since, used: null, note: null }];
  return items.resource(key, { order, name, state, next: NEXT[state], since, changes, ...over });
}

export const LOUDSPEAKER = thing('loudspeaker', text('扩音器', 'Loudspeaker'), 'failed', {
  important: true,
  since: rung(28, null),
  changes: [
    { state: 'failed', rung: rung(28, null), used: null, note: null },
    { state: 'in_use', rung: rung(21), used: null, note: null },
    { state: 'available', rung: rung(9), used: null, note: '已试音' },
  ],
});
export const SPARE = thing('loudspeaker_spare', text('备用扩音器', 'Backup loudspeaker'), 'available', {
  backup_of: 'loudspeaker',
});
export const POWER = thing('power_bank', text('备用电源', 'Power bank'), 'assigned', { with: 'SS' });
export const CHAIRS = thing('chairs', text('座椅', 'Chairs'), 'in_use', {
  amount: 30,
  left: 18,
  lent: 8,
  used: 4,
  unit: text('把', 'chairs'),
});
export const WATER = thing('water', text('饮水', 'Drinking water'), 'used_up', {
  resource_kind: 'supplies',
  department: 'JD',
  amount: 120,
  left: 0,
  used: 120,
  unit: text('瓶', 'bottles'),
});
export const FAULT = items.fault(1, { occurred: rung(28, null) });

export const WAITING = items.resourceRequest(2, {
  what: '座椅',
  amount: 10,
  note: '接谈室不够坐',
  asked: rung(40, by('SS-1', '陈立')),
});
export const REQUESTS = [
  WAITING,
  items.resourceRequest(1, {
    asked: rung(30, by('SS-1', '陈立')),
    stage: 'handed_over',
    answered: noted(32, '用完请归还'),
    resource: 'power_bank',
    handed_over: rung(34),
  }),
  items.resourceRequest(3, {
    department: 'XF',
    to: 'control',
    what: '遮阳伞',
    amount: 6,
    asked: rung(44),
  }),
  items.resourceRequest(4, {
    department: 'XF',
    to: { department: 'JD' },
    what: '饮水',
    amount: 48,
    asked: rung(46),
    stage: 'refused',
    answered: noted(47, '已经用完，正在补充'),
  }),
];

export const CHECKS = {
  kind: 'checklist',
  department: 'XF',
  items: [
    {
      key: 'loudspeaker',
      name: text('扩音器已试音', 'Loudspeaker tested'),
      resource: 'loudspeaker',
      ticked: rung(9),
    },
    {
      key: 'spare',
      name: text('备用扩音器已试音', 'Backup loudspeaker tested'),
      resource: 'loudspeaker_spare',
      ticked: rung(9),
    },
    {
      key: 'power',
      name: text('备用电源已充满', 'Power bank charged'),
      resource: 'power_bank',
      ticked: null,
    },
    {
      key: 'forms',
      name: text('登记表和告知书已带齐', 'Registration forms and notices packed'),
      resource: null,
      ticked: null,
    },
  ],
  complete: null,
  departed: null,
  before_departure: null,
};
export const GONE = {
  ...CHECKS,
  department: 'GA',
  items: CHECKS.items.slice(0, 2),
  complete: rung(18),
  departed: rung(14),
  before_departure: false,
};

const PLAYER = `move_resource use_supply report_fault pass_fault fix_fault tick_checklist report_departure
request_resource withdraw_resource_request grant_resource refuse_resource hand_over_resource return_resource`.split(
  /\s+/,
);
const CONTROL = `set_resource pass_fault fix_fault grant_resource refuse_resource hand_over_resource
return_resource`.split(/\s+/);

/** A department with what it holds; `more` replaces items of the same key. */
export function department(more = []) {
  const seat = you();
  const it = exercise();
  const own = [LOUDSPEAKER, SPARE, POWER, CHAIRS, FAULT, ...REQUESTS, CHECKS];
  const names = new Set(more.map((item) => upsert(item).key));
  return {
    seat: { ...seat, may: [...seat.may, ...PLAYER] },
    it: { ...it, gates: [...it.gates, ...PLAYER] },
    items: [...injects(), ...own.filter((item) => !names.has(upsert(item).key)), ...more],
  };
}

/** Control and evaluators with what all departments hold. */
export function others(
  role,
  list = [LOUDSPEAKER, SPARE, POWER, CHAIRS, WATER, FAULT, ...REQUESTS, CHECKS, GONE],
) {
  const scene = control(role);
  const seat = { ...scene.seat, role };
  if (role !== 'EVA') seat.may = [...seat.may, ...CONTROL];
  const frames = scene.frames.map((frame) => {
    if (frame.type === 'welcome') return { ...frame, you: seat };
    if (frame.type !== 'snapshot') return frame;
    const more = frame.channel === 'group' ? list.map(upsert) : [];
    const given = frame.items.map((one) =>
      one.item.kind === 'exercise'
        ? { ...one, item: { ...one.item, gates: [...one.item.gates, ...CONTROL] } }
        : one,
    );
    return { ...frame, items: [...given, ...more] };
  });
  return { ...scene, seat, frames };
}
