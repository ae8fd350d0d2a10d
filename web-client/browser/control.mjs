// Frames as control, evaluators, simulators and walls get them, of a drill that never was.
import { welcome } from '../test/items.mjs';
import { pictures } from './facts.mjs';
import { exercise, you } from './scene.mjs';

const START = Date.now() - 52 * 60_000;
const uid = (n) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const stamp = (exercise) => ({ wall: START + exercise, exercise });
const by = (seat, name = null) => ({ seat, name, via: null, told: null, robot: false });
const rung = (millis, seat = null) => ({
  at: stamp(millis),
  by: seat ? by(seat, '陈静') : null,
  happened_at: null,
});
export const MIN = 60_000;

export const UNITS = [
  ['CMD', '现场指挥部（现场总指挥）', 'Incident command (incident commander)'],
  ['XF', '信访部门', 'Petition (complaints) office'],
  ['GA', '公安部门', 'Public security (police)'],
  ['XC', '宣传部门', 'Publicity and communications'],
  ['SS', '涉事单位（城市更新项目建设指挥部办公室）', 'Unit concerned (party the grievance is about)'],
  ['JD', '街道社区', 'Sub-district office and community'],
];

const WORDS =
  `pause_exercise resume_exercise set_rate jump_clock release_inject mark_staged hold_inject let_go_inject skip_inject
  restore_inject defer_inject shift_all recall_inject correct_inject send_ad_hoc undo_ad_hoc complete_inject retire_inject
  edit_inject dispose_held record_receipt nudge_inject return_response accept_response close_delivery
  answer_clarification mark_task send_message write_log confirm_fact set_truth release_seat declare_emergency record_observation rate_objective
  end_exercise`.split(/\s+/);

const MAY = {
  LC: WORDS.filter((word) => !['record_observation', 'rate_objective', 'end_exercise'].includes(word)),
  SAF: ['pause_exercise', 'declare_emergency', 'write_log'],
  SIM: ['send_message', 'declare_emergency'],
  EVA: ['record_observation', 'mark_task', 'declare_emergency'],
  LEV: ['record_observation', 'mark_task', 'rate_objective', 'declare_emergency'],
  WALL: [],
  OBS: ['declare_emergency'],
};

export function row(number, over = {}) {
  const id = `I-${String(number).padStart(2, '0')}`;
  const planned = number * 4 * MIN;
  return {
    kind: 'row',
    id,
    order: number,
    origin: 'planned',
    of: null,
    inject_kind: number % 4 === 3 ? 'contingency' : 'trigger',
    phase: 'P2',
    title: { zh: `第${number}条：人群分流到东门`, en: `No. ${number}: the crowd splits to the east gate` },
    player_title: null,
    body: {
      zh: '约20人向东门移动，其中两位老人。',
      en: 'About 20 people walk to the east gate, two of them old.',
    },
    from: { zh: '值班民警', en: 'Officer on duty' },
    to: [{ department: 'XF' }, { department: 'GA' }],
    lead: 'GA',
    ack_policy: 'any_member',
    ack_seat: null,
    channel: 'radio',
    staging: 'screen',
    controller: null,
    actor_card: null,
    expected_action: { zh: '3分钟内确认路线', en: 'Route confirmed within 3 min' },
    targets: { acknowledge: 60, respond: 180, complete: null },
    key_facts: [{ zh: '约20人', en: 'about 20' }],
    response: { type: 'text' },
    decision: [],
    decided_by: null,
    when: {
      type: 'all',
      of: [
        { type: 'after', ref: 'I-02', event: 'released', delay: 780 },
        { type: 'not_done', ref: 'CT1.2', by: 900 },
      ],
    },
    release: 'manual',
    tasks: ['CT1.1'],
    priority: null,
    location: null,
    attachments: [],
    controller_note: { zh: '若对讲机不通，改为当面', en: 'In person if the radio fails' },
    background: null,
    evaluation_note: { zh: '看是否先问再答', en: 'Do they ask before they answer?' },
    template: null,
    status: 'scheduled',
    planned,
    shift: 0,
    due: planned,
    armed: null,
    released: null,
    settled: null,
    deliveries: { total: 0, delivered: 0, acknowledged: 0, responded: 0, closed: 0, overdue: 0 },
    edits: 0,
    ...over,
  };
}

/** A row that went out at its time, with a delivery each to XF and GA. */
function released(number) {
  const at = number * 4 * MIN;
  const deliveries = { total: 2, delivered: 2, acknowledged: 1, responded: 1, closed: 0, overdue: 1 };
  const out = row(number, {
    status: 'released',
    due: null,
    armed: stamp(at),
    released: rung(at, 'LC'),
    deliveries,
  });
  const late = number % 3 === 0;
  return [
    out,
    delivery(number * 2, out.id, 'XF', at, late ? 'seen' : 'acknowledged', late ? ['acknowledge'] : []),
    delivery(number * 2 + 1, out.id, 'GA', at, 'responded', []),
  ];
}

function delivery(number, of, department, at, stage, overdue) {
  const rungs = {
    queued: rung(at),
    sent: rung(at + 50),
    delivered: rung(at + 1_000),
    seen: rung(at + 4_000, `${department}-1`),
  };
  if (stage !== 'seen') rungs.acknowledged = rung(at + 20_000, `${department}-1`);
  if (stage === 'responded') rungs.responded = rung(at + 95_000, `${department}-1`);
  const answer = {
    rung: rungs.responded,
    round: 0,
    progress: 'done',
    text: '两名民警陪同。',
    choice: null,
    ticked: [],
    number: null,
    files: [],
  };
  return {
    kind: 'delivery',
    id: uid(number),
    row: of,
    recipient: { department },
    department,
    number,
    stage,
    rungs,
    seats: { seated: 2, delivered: 2, seen: 1, acknowledged: stage === 'seen' ? 0 : 1 },
    deadlines: { acknowledge: at + 61_000, respond: at + 181_000, complete: null },
    overdue,
    answer: stage === 'responded' ? answer : null,
    returned: null,
    declined: null,
    closed: null,
    nudged: null,
    escalation: { level: null, taken: [], offered: [] },
    decides: false,
  };
}

function seats() {
  return UNITS.flatMap(([code], unit) =>
    [1, 2].map((n) => ({
      kind: 'seat',
      code: `${code}-${n}`,
      order: unit * 2 + n,
      role: 'PLY',
      department: code,
      watches: null,
      name: { zh: `${code} 第${n}席`, en: `${code} seat ${n}` },
      person: '陈静',
      presence: n === 2 && unit === 3 ? 'lost' : 'seated',
      since: stamp(0),
      lost_ms: n === 2 && unit === 3 ? 192_000 : 0,
      robot: false,
    })),
  );
}

const task = (id, outcome) => ({
  kind: 'task',
  id,
  objective: 'O1',
  name: {
    zh: '10分钟内启动预案并通知各单位',
    en: 'Within 10 min the plan is active and every department told',
  },
  target: 600,
  mark_names: ['head_told'],
  mark_titles: { head_told: { zh: '已报部门负责人', en: 'Head of department told' } },
  ...{ safety_critical: true, weight: 1, plan_ref: null, behaviours: [], settled: null },
  outcome: outcome ? { mark: null, outcome, rung: rung(12 * MIN, 'EVA-XF'), note: null, row: null } : null,
  marks: [],
});

function shared() {
  const entry = (n, fact, over) => ({
    kind: 'entry',
    id: uid(500 + n),
    at: stamp(n * MIN),
    entry_kind: 'inject',
    fact,
    by: by('LC', '张明'),
    row: null,
    department: null,
    seat: null,
    text: null,
    pinned: false,
    ...over,
  });
  return [
    ...[1, 2, 3, 4, 5, 6].flatMap(released),
    ...seats(),
    task('CT1.1', 'done'),
    task('CT1.2', null),
    {
      kind: 'plan',
      phases: [],
      objectives: [
        {
          id: 'O1',
          name: { zh: '信息报告与预案启动', en: 'Reporting and activation' },
          tasks: ['CT1.1', 'CT1.2'],
        },
      ],
      report_facts: [{ key: 'people', name: { zh: '人数', en: 'people' } }],
    },
    entry(4, 'row_released', { row: 'I-01' }),
    entry(5, 'delivery_responded', {
      entry_kind: 'delivery',
      row: 'I-01',
      department: 'GA',
      text: '两名民警陪同。',
    }),
    entry(6, 'log_written', { entry_kind: 'note', text: '节奏偏快', pinned: true }),
    {
      kind: 'clarification',
      id: uid(700),
      delivery: uid(2),
      row: 'I-01',
      department: 'XF',
      asked: rung(50 * MIN, 'XF-1'),
      text: '热线是真的吗？',
      answer: null,
    },
    {
      kind: 'report',
      id: uid(701),
      department: 'XF',
      number: 1,
      report_kind: 'first',
      submitted: rung(15 * MIN, 'XF-1'),
      text: '约60人到接待大厅。',
      facts: [{ key: 'people', value: '60' }],
      gaps: [],
      confirmed: null,
      superseded: false,
    },
  ];
}

/** Rows to come: one suggested, one automatic, two by hand. */
export const COMING = [
  row(14, { status: 'armed', release: 'suggest', armed: stamp(51 * MIN), due: 51 * MIN }),
  row(15, { release: 'auto', when: { type: 'time', at: 3600 } }),
  row(16, { due: 61 * MIN }),
  row(17, { due: 62 * MIN }),
];

const { facts, seenByAll, onWall } = pictures({ uid, stamp, rung, by });

function wall(kind) {
  const tiles = UNITS.map(([code, zh, en], order) => ({
    kind: kind === 'leaders' ? 'leaders_tile' : 'players_tile',
    code,
    name: { zh, en },
    order,
    live: order === 3 ? 0 : 2,
    seated: 2,
    seats: 2,
    doing: {
      zh: '人群分流到东门，核对人数并安排饮水',
      en: 'The crowd splits to the east gate, water and chairs are asked for',
    },
    doing_from: null,
    open: order,
    late: order === 1 ? 2 : 0,
  }));
  const bulletin = (n) => ({
    kind: 'bulletin',
    id: uid(800 + n),
    department: 'GA',
    name: { zh: '公安部门', en: 'Public security (police)' },
    report_kind: 'follow_up',
    text: '应急通道已打通，两名民警值守；饮用水与座椅已到位，情绪总体平稳。',
    facts: [],
    reported: stamp((20 + n) * MIN),
    confirmed: stamp((21 + n) * MIN),
  });
  const figures = {
    kind: 'figures',
    deliveries: 41,
    open: 10,
    late: 2,
    ack_due: 22,
    ack_in_time: 19,
    promises_open: 5,
    promises_late: 1,
    promises_kept: 3,
    promises_broken: 0,
  };
  return [
    ...onWall(kind),
    ...tiles,
    ...(kind === 'leaders' ? [figures] : []),
    ...[1, 2, 3, 4, 5, 6].map(bulletin),
  ];
}

function groupOf(role, kind) {
  if (role === 'WALL' || role === 'OBS') return wall(kind);
  if (role === 'SIM') return [...COMING, row(2)].map((item) => ({ ...item, kind: 'line', released: null }));
  if (role === 'EVA' || role === 'LEV') {
    const note = {
      kind: 'observation',
      id: uid(900),
      rung: rung(40 * MIN, 'EVA-XF'),
      text: '先倾听后解释。',
    };
    return [
      ...seenByAll(),
      ...[...shared(), ...COMING].map((item) =>
        item.kind === 'row' ? { ...item, kind: 'evaluator_row', released: item.released?.at ?? null } : item,
      ),
      {
        ...note,
        observation_kind: 'strength',
        row: 'I-01',
        task: 'CT1.1',
        department: 'GA',
        ...{ afterwards: false, files: [], published: null },
      },
    ];
  }
  return [...facts(), ...shared(), ...COMING];
}

const ONE = new Set(['exercise', 'plan', 'held', 'figures', 'ground_truth']);
/** Kinds whose key on the wire does not begin with their name. */
const NAMED = { evaluator_row: 'row', objective_rating: 'rating' };
export const upsert = (item) => ({
  key: ONE.has(item.kind)
    ? item.kind
    : `${NAMED[item.kind] ?? item.kind}/${item.code ?? item.key ?? item.id ?? item.objective}`,
  item,
});

const PHASES = [
  { id: 'P2', name: { zh: '现场稳控', en: 'On-scene safety and de-escalation' } },
  { id: 'P3', name: { zh: '信息收集与分析', en: 'Information collection and analysis' } },
];

/** A scene for the stage: a seat of this role and what it gets. */
export function control(role, { kind = 'leaders', held = false, more = [] } = {}) {
  const seat = you({
    seat: role === 'EVA' ? 'EVA-XF' : role,
    role,
    department: null,
    wall: role === 'WALL' ? kind : null,
    may: MAY[role],
  });
  const units = UNITS.map(([code, zh, en], order) => ({ kind: 'department', code, name: { zh, en }, order }));
  const clock = { rate: 1, anchor_wall: START, anchor_exercise: 0, running: true, until: null };
  const all = [exercise({ clock, started: stamp(0), gates: WORDS, phases: PHASES }), ...units];
  const group = [...groupOf(role, kind), ...more];
  if (held) group.push({ kind: 'held', rows: ['I-16', 'I-17'], from: stamp(50 * MIN), to: stamp(51 * MIN) });
  const live = seats().map((one) => ({
    seat: one.code,
    connections: one.presence === 'lost' ? 0 : 1,
    round_trip_ms: 30,
    heard: Date.now(),
  }));
  return {
    seat,
    frames: [
      welcome(seat, {
        epoch: uid(1),
        now: { wall: Date.now(), exercise: Date.now() - START },
        channels: { all: { n: 1, start: 'fresh' }, group: { n: 1, start: 'fresh' } },
        head: role === 'LC' ? '9f3ac1d2e5b7aa01' : null,
      }),
      { type: 'snapshot', channel: 'all', n: 1, items: all.map(upsert), last: true },
      { type: 'snapshot', channel: 'group', n: 1, items: group.map(upsert), last: true },
      { type: 'presence', seats: role === 'WALL' ? [] : live, waiting: [], looking: [] },
    ],
  };
}
