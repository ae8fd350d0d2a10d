// An evaluation under way: tasks with behaviours, ratings of two evaluators, notes, measures, findings and actions.
import { control, MIN, row, stamp, upsert } from './control.mjs';
import { commands } from './stage.mjs';

const uid = (n) => `20000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const by = (seat) => ({ seat, name: '陈静', via: null, told: null, robot: false });
const rung = (minutes, seat) => ({ at: stamp(minutes * MIN), by: by(seat), happened_at: null });

const WORDS =
  `record_observation rate_task mark_behaviour score_answer record_finding mark_task rate_objective open_reconciliation
  settle_task publish_observation edit_sentence approve_document withdraw_finding open_action assign_action move_action mark_recheck declare_emergency`.split(
    /\s+/,
  );
const LEAD = new Set(['rate_objective', 'open_reconciliation', 'settle_task', 'publish_observation']);
const PLAN = new Set(['edit_sentence', 'approve_document', 'open_action', 'assign_action', 'move_action']);
const MAY = {
  EVA: WORDS.filter((word) => !LEAD.has(word) && !PLAN.has(word)),
  LEV: WORDS,
};

const task = (id, objective, zh, en, over = {}) => ({
  kind: 'task',
  id,
  objective,
  name: { zh, en },
  target: null,
  mark_names: [],
  mark_titles: {},
  safety_critical: false,
  weight: 1,
  plan_ref: null,
  behaviours: [],
  settled: null,
  outcome: null,
  marks: [],
  ...over,
});

export const TASKS = [
  task('CT1.1', 'O1', '10分钟内启动预案并通知各单位', 'Plan active and every department told within 10 min', {
    target: 600,
    plan_ref: '预案 3.2',
    mark_names: ['head_told'],
    mark_titles: { head_told: { zh: '已报部门负责人', en: 'Head of department told' } },
    marks: [{ mark: 'head_told', outcome: 'done', rung: rung(6, 'EVA-XF'), note: null, row: null }],
  }),
  task('CT1.2', 'O1', '信息两次核对后上报', 'Figures are checked twice before they are reported'),
  task(
    'CT3.1',
    'O3',
    '先倾听后解释，不作超出权限的承诺',
    'Listens before explaining; promises nothing beyond authority',
    {
      safety_critical: true,
      behaviours: [
        { key: 'listened', name: { zh: '先倾听再解释', en: 'Listened before explaining' } },
        { key: 'read_back', name: { zh: '复述了诉求', en: 'Read the claim back' } },
        { key: 'no_promise', name: { zh: '没有超出权限承诺', en: 'No promise beyond authority' } },
      ],
    },
  ),
  task(
    'CT3.3',
    'O3',
    '老弱人员得到照料：座椅、饮水、遮阳',
    'Frail people are looked after: chairs, water, shade',
    {
      target: 600,
      safety_critical: true,
      weight: 2,
      settled: { rating: 'S', rung: rung(51, 'LEV'), note: '两位评估员意见已统一。' },
    },
  ),
];

const plan = {
  kind: 'plan',
  phases: [],
  objectives: [
    {
      id: 'O1',
      name: { zh: '信息报告与预案启动', en: 'Reporting and activation' },
      tasks: ['CT1.1', 'CT1.2'],
    },
    { id: 'O3', name: { zh: '现场人员安全', en: 'Safety of the people on site' }, tasks: ['CT3.1', 'CT3.3'] },
  ],
  report_facts: [],
  load_limit: 6,
};

const assessment = (task, seat, rating, note = null, behaviours = {}) => ({
  kind: 'assessment',
  task,
  seat,
  rating: rating && { rating, rung: rung(50, seat), note },
  behaviours: Object.fromEntries(
    Object.entries(behaviours).map(([key, seen]) => [key, { seen, rung: rung(45, seat), note: null }]),
  ),
});

export const note = (n, text, over = {}) => ({
  kind: 'observation',
  id: uid(n),
  rung: rung(30 + n, 'EVA-XF'),
  text,
  observation_kind: 'fact',
  row: null,
  task: 'CT3.1',
  department: 'XF',
  afterwards: false,
  files: [],
  published: null,
  ...over,
});

const finding = (number, over) => ({
  kind: 'finding',
  id: uid(100 + number),
  number,
  finding_kind: 'improvement',
  area: 'coordination',
  text: '首报后 12 分钟才通知街道，座椅和饮水晚到。',
  analysis: '值班表没有街道夜间电话。',
  reference: '预案 3.2.1',
  objective: 'O1',
  task: 'CT1.1',
  department: 'XF',
  observations: [uid(1)],
  commits: [],
  rung: rung(50, 'LEV'),
  withdrawn: null,
  ...over,
});

const action = (number, stage, due, over = {}) => ({
  kind: 'action',
  id: uid(200 + number),
  number,
  finding: uid(101),
  area: 'coordination',
  problem: '首报后 12 分钟才通知街道。',
  cause: '值班表没有街道夜间电话。',
  measure: '修订值班表，每季度核对一次电话。',
  element: 'planning',
  unit: '信访部门',
  person: '办公室主任',
  due,
  verifier: '应急管理科',
  proof: '新值班表和一次抽查记录',
  stage,
  rung: rung(51, 'LEV'),
  steps: [],
  ...over,
});

export const ACTIONS = [
  action(1, 'assigned', '2020-01-10'),
  action(2, 'submitted', '2099-01-10', {
    measure: '补充两套手持扩音器。',
    element: 'equipment',
    area: 'equipment',
    unit: '公安部门',
    steps: [{ to: 'submitted', rung: rung(52, 'LC'), note: '已采购，附照片', files: ['a'.repeat(64)] }],
  }),
  action(3, 'open', null, { unit: null, person: null, verifier: null, proof: null, finding: null }),
];

/** A measure of an earlier exercise, to be looked at again. */
export const RECHECK = {
  kind: 'recheck',
  id: uid(300),
  number: 1,
  from: {
    exercise: uid(301),
    exercise_title: { zh: '2025 年信访演练', en: 'Petition drill 2025' },
    action: uid(302),
    number: 4,
    area: 'equipment',
    problem: '对讲机电池不足。',
    measure: '每台对讲机配两块电池',
    element: 'equipment',
    unit: '消防救援站',
    finding: '第二阶段三个小组失去联络。',
    task: 'CT1.1',
    reference: '预案 4.2',
  },
  outcome: 'not_seen',
  marks: [{ outcome: 'not_seen', note: null, rung: rung(20, 'EVA-XF') }],
};

const EVALUATION = {
  kind: 'evaluation',
  scale: {},
  reconciliation: null,
  rated: { 'CT1.1': ['EVA-GA', 'EVA-XF'], 'CT3.1': ['EVA-GA', 'EVA-XF'], 'CT3.3': ['EVA-XF'] },
  notes: { 'CT3.1': 2 },
};

const checked = row(9, {
  kind: 'evaluator_row',
  id: 'I-09',
  title: { zh: '预案抽查：夜间值班电话', en: 'Plan check: the night duty number' },
  tasks: ['CT1.2'],
  status: 'released',
  released: stamp(36 * MIN),
  key_facts: [
    { zh: '应急办 24 小时值班', en: 'Duty office, 24 hours' },
    { zh: '街道值班室', en: 'Sub-district duty room' },
    { zh: '10 分钟内口头报告', en: 'By word of mouth within 10 min' },
  ],
});

/** A scene for the stage: `open` once reconciliation has begun, `status` of the exercise. */
export function evaluating(role, { open = false, status = 'evaluating', more = [] } = {}) {
  const scene = control(role);
  scene.seat.may = MAY[role];
  const all = scene.frames[1].items;
  const exercise = all.find(({ item }) => item.kind === 'exercise').item;
  exercise.status = status;
  exercise.gates = WORDS;
  const group = scene.frames[2];
  const given = group.items.filter(({ item }) => !['task', 'plan', 'observation'].includes(item.kind));
  const answered = given.find(({ item }) => item.kind === 'delivery' && item.answer).item;
  const check = {
    ...answered,
    id: uid(50),
    row: 'I-09',
    department: 'XF',
    recipient: { department: 'XF' },
    answer: { ...answered.answer, text: '应急办值班电话在值班表第一页，10 分钟内先口头报告。' },
    score: null,
  };
  const own = [
    assessment('CT1.1', 'EVA-XF', 'S', '通知较快，街道漏了。'),
    assessment('CT3.1', 'EVA-XF', 'P', null, { listened: 'yes', read_back: 'partly' }),
    assessment('CT3.3', 'EVA-XF', 'S'),
  ];
  const theirs = [
    assessment('CT1.1', 'EVA-GA', 'S'),
    assessment('CT3.1', 'EVA-GA', 'U', '在大厅里当场许诺了补发日期。', { no_promise: 'no' }),
  ];
  const seen = role === 'LEV' || open ? [...own, ...theirs] : own;
  const evaluation = { ...EVALUATION, reconciliation: open ? rung(50, 'LEV') : null };
  const items = [
    ...TASKS,
    plan,
    evaluation,
    checked,
    check,
    { kind: 'objective_rating', objective: 'O1', rating: 'M', rung: rung(60, 'LEV'), note: null },
    ...seen,
    note(1, '先倾听后解释，安排了座椅。', { observation_kind: 'strength' }),
    note(2, '时间标记 T+00:41:50'),
    ...[
      finding(1, {
        repeats: [
          {
            exercise: uid(301),
            exercise_title: { zh: '2025 年信访演练', en: 'Petition drill 2025' },
            number: 2,
            at: Date.UTC(2025, 5, 18),
            text: '接报后 20 分钟才通知街道。',
            task: 'CT1.1',
            reference: null,
          },
        ],
      }),
      finding(2, {
        finding_kind: 'strength',
        area: 'conduct',
        text: '接谈人员先倾听，群众情绪平稳。',
        analysis: null,
      }),
    ],
    ...ACTIONS,
    ...more,
  ];
  group.items = [...given, ...items.map(keyed)];
  return scene;
}

const KEYS = {
  evaluation: () => 'evaluation/it',
  assessment: (item) => `assessment/${item.task}/${item.seat}`,
};
export const keyed = (item) => (KEYS[item.kind] ? { key: KEYS[item.kind](item), item } : upsert(item));

const measure = (code, of, part, value, unit, over = {}) => ({
  code,
  of,
  part,
  value,
  unit,
  n: 3,
  target: null,
  met: null,
  not_counted_ms: 0,
  evidence: [],
  ...over,
});
const dept = (id) => ({ kind: 'department', id });

export const MEASURES = [
  measure('M03', dept('XF'), 'median', 22_000, 'exercise_ms', { n: 6, not_counted_ms: 70_000 }),
  measure('M03', dept('GA'), 'median', 41_000, 'exercise_ms', { n: 9 }),
  measure('M04', dept('XF'), 'value', 3, 'of_n', { n: 4 }),
  measure('M04', dept('GA'), 'value', 19, 'of_n', { n: 22 }),
  measure('M05', dept('XF'), 'median', 95_000, 'exercise_ms'),
  measure('M05', dept('GA'), 'median', null, 'exercise_ms', { n: 0 }),
  measure('M07', dept('XF'), 'total', 2, 'count'),
  measure('M21', dept('XF'), 'worst', 7, 'count', { target: 6, met: false }),
  measure('M27', dept('XC'), 'total', 192_000, 'exercise_ms', { n: 1 }),
  measure('M08', { kind: 'mark', id: 'CT1.1/head_told' }, 'value', 350_000, 'exercise_ms', {
    n: 1,
    target: 300_000,
    met: false,
  }),
  measure('M07', { kind: 'delivery', id: 'I-03/XF' }, 'acknowledged', 190_000, 'exercise_ms', {
    n: 1,
    target: 60_000,
    met: false,
    not_counted_ms: 70_000,
  }),
  measure('M02', { kind: 'exercise', id: null }, 'p95', 420, 'wall_ms', { n: 41 }),
];

/** What the page asks for by HTTP. */
export const rest = (request) =>
  new URL(request.url()).pathname.endsWith('/measures') ? { list: MEASURES } : undefined;

/** A server that records what it gets. */
export const recorded = (frame, say) =>
  say({ type: 'recorded', id: frame.id, at: { wall: Date.now(), exercise: 52 * MIN } });

export const given = (sent, type) => commands(sent, type);
