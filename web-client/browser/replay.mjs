// A drill that has ended, as the server replays it: control's own film, and one for each department.
import { control, MIN, stamp, UNITS } from './control.mjs';
import { evaluating } from './evaluation.mjs';
import { injects } from './scene.mjs';

const uid = (n) => `30000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const keyOf = (item, index) =>
  `${item.kind}/${item.delivery ?? item.id ?? item.code ?? item.key ?? item.row ?? index}`;
const END = 52;

/** Exercise time stood still from 20 to 22 minutes. */
const at = (minutes) => {
  const { wall } = stamp(minutes * MIN);
  return { wall, exercise: (minutes - Math.min(2, Math.max(0, minutes - 20))) * MIN };
};

let seq = 0;
function step(minutes, items, channel = 'group') {
  seq += 1;
  const upsert = items.map((item, index) => ({ key: keyOf(item, index), item }));
  return { seq, at: at(minutes), changes: [{ channel, upsert, remove: [] }] };
}

const seat = (code, department, presence, order) => ({
  kind: 'seat',
  code,
  order,
  role: 'PLY',
  department,
  watches: null,
  name: { zh: `席位${code}`, en: `Seat ${code}` },
  person: null,
  presence,
  since: null,
  lost_ms: 0,
  robot: false,
});

const STARS = [
  {
    kind: 'star',
    id: uid(1),
    at: at(38),
    title: 'Resident injured',
    rung: {
      at: at(60),
      by: { seat: 'LEV', name: '陈静', via: null, told: null, robot: false },
      happened_at: null,
    },
  },
];

const who = (seat, name) => ({ seat, name, via: null, told: null, robot: false });
const message = (n, minutes, from, to, seat, text) => ({
  kind: 'message',
  id: uid(50 + n),
  sent: { at: at(minutes), by: who(seat, '孙丽'), happened_at: null },
  from,
  persona: null,
  to,
  text,
  about: null,
});
const [XF, GA] = [{ department: 'XF' }, { department: 'GA' }];
/** What departments wrote to each other, and what one asked of another. */
const TALK = [
  message(1, 6, XF, [GA], 'XF-1', '请派人到大厅门口。'),
  message(2, 9, GA, [XF, 'simulation'], 'GA-1', '已派两人。'),
  message(3, 31, XF, [GA], 'XF-1', '第二批群众往东门去了。'),
  {
    kind: 'resource_request',
    id: uid(60),
    number: 1,
    department: 'GA',
    to: XF,
    what: '扩音器',
    amount: null,
    note: null,
    asked: { at: at(34), by: who('GA-1', '周平'), happened_at: null },
    stage: 'handed_over',
    answered: { at: at(35), by: who('XF-1', '孙丽'), text: '马上送到。' },
    resource: null,
    granted: null,
    handed_over: { at: at(40), by: who('XF-1', '孙丽'), happened_at: null },
    returned: null,
    returned_amount: null,
    withdrawn: null,
  },
];

/** The scene of a reader, with what the server answers to `…/replay`; `events` more of them, spread over play. */
export function replayed(role, { events = 0 } = {}) {
  const scene = role === 'LC' ? control('LC') : evaluating(role, { status: 'ended' });
  scene.seat.may = [...scene.seat.may, 'record_finding', 'star_moment', 'unstar_moment'];
  const all = scene.frames[1].items;
  const exercise = all.find(({ item }) => item.kind === 'exercise').item;
  const over = {
    status: 'ended',
    started: at(0),
    ended: at(END),
    gates: [...exercise.gates, 'record_finding', 'star_moment', 'unstar_moment'],
  };
  Object.assign(exercise, over);
  const group = scene.frames[2];
  group.items.push(...STARS.map((item) => ({ key: `star/${item.id}`, item })));
  return { scene, rest: (request) => answer(request, filmOf(scene, exercise, events), events) };
}

function filmOf(scene, exercise, events) {
  seq = 0;
  const told = [...scene.frames[1].items, ...scene.frames[2].items].map(({ item }) => item);
  const later = new Set(['delivery', 'exercise', 'seat', 'star', 'observation', 'finding', 'action']);
  const phase = (id, zh, en) => ({ id, name: { zh, en } });
  const state = (status, phases) => ({ ...exercise, status, phases, ended: null });
  const [first, second] = [phase('P1', '事件报告与响应', 'Report'), phase('P2', '现场稳控', 'On scene')];
  const seats = UNITS.map(([code], index) => seat(`${code}-1`, code, 'seated', index));
  const steps = [
    step(0, [state('running', [first]), ...told.filter((item) => !later.has(item.kind)), ...seats]),
    step(12, [state('running', [first, second])]),
    step(18, [state('running', [second])]),
    step(20, [state('paused', [second])]),
    step(22, [state('running', [second])]),
    step(25, [seat('SS-1', 'SS', 'lost', 4)]),
    step(33, [seat('SS-1', 'SS', 'seated', 4)]),
  ];
  for (const item of told.filter((one) => one.kind === 'delivery')) {
    const rung = item.rungs.delivered ?? Object.values(item.rungs)[0];
    steps.push(step(Math.min(END - 1, (rung?.at.exercise ?? 0) / MIN), [item]));
  }
  for (const item of TALK) steps.push(step((item.sent ?? item.handed_over).at.exercise / MIN, [item]));
  const deliveries = told.filter((one) => one.kind === 'delivery');
  for (let n = 0; n < events; n += 1) {
    const item = deliveries[n % deliveries.length];
    // A hundred deliveries in turn, each looking different each time.
    const id = uid(1_000 + (n % 100));
    steps.push(
      step((END * n) / events, [{ ...item, id, number: n, department: UNITS[n % UNITS.length][0] }]),
    );
  }
  steps.sort((a, b) => a.at.wall - b.at.wall);
  steps.push(step(END, [{ ...exercise }]));
  for (const [index, one] of steps.entries()) one.seq = index + 1;
  return { exercise: exercise.id, seat: scene.seat.seat, steps, head: steps.length };
}

/** A department's film: its injects one after the other. */
function department(code, events) {
  const list = injects().map((item, index) => ({ ...item, released: at(4 + index * 6) }));
  const steps = list.map((item, index) => step(4 + index * 6, [item]));
  for (let n = 0; n < events / UNITS.length; n += 1) {
    const item = list[n % list.length];
    const delivery = uid(2_000 + (n % 40));
    steps.push(step((END * n * UNITS.length) / events, [{ ...item, delivery, number: n }]));
  }
  steps.sort((a, b) => a.at.wall - b.at.wall);
  for (const [index, one] of steps.entries()) one.seq = index + 1;
  return { exercise: '', seat: code, steps, head: steps.length };
}

function answer(request, film, events) {
  const url = new URL(request.url());
  if (!url.pathname.endsWith('/replay')) return undefined;
  const as = url.searchParams.get('as');
  return as ? department(as, events) : film;
}
