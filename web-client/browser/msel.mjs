// A list under way, of a drill that never was, and a server that keeps it: it reads what is typed, answers
// recorded, and shows everybody what stands there then.

import { welcome } from '../test/items.mjs';
import { MIN, row as played, stamp, UNITS } from './control.mjs';
import { exercise, you } from './scene.mjs';

export const uid = (n) => `20000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const key = (number) => uid(1_000 + number);
const by = (seat, name = null) => ({ seat, name, via: null, told: null, robot: false });

export const MSEL_WORDS =
  `add_msel_rows edit_msel_cells remove_msel_rows restore_msel_rows move_msel_rows put_msel_part
  remove_msel_part comment_msel settle_msel_comment submit_for_review approve_exercise return_to_draft`.split(
    /\s+/,
  );
const MAY = {
  PLN: MSEL_WORDS.filter((word) => word !== 'approve_exercise' && word !== 'return_to_draft'),
  LC: MSEL_WORDS,
  DIR: MSEL_WORDS,
  CTL: MSEL_WORDS.filter(
    (word) => !['submit_for_review', 'approve_exercise', 'return_to_draft'].includes(word),
  ),
};

const PHASES = [
  ['P0', '演练准备', 'Set-up', 0, 5],
  ['P1', '信息报告', 'Reporting', 5, 20],
  ['P2', '现场稳控', 'On scene', 20, 50],
  ['P3', '信息收集与分析', 'Information', 40, 70],
  ['P4', '接谈与答复', 'Talks', 60, 90],
  ['P5', '善后与结束', 'Closing', 85, 120],
];
const TITLES = [
  ['约60名群众到大厅门口聚集', 'About 60 people gather at the entrance'],
  ['东侧通道被两辆车堵住', 'Two cars block the east passage'],
  ['“谁能拍板？”', '“Who can decide?”'],
  ['扩音器失灵，后排听不清', 'The loudspeaker cuts out, people behind cannot hear'],
  ['现场视频在网上传播', 'A video of the scene goes online'],
  ['老人身体不适', 'An older man feels unwell'],
  ['记者来电询问', 'A reporter calls'],
  ['五名代表进入接谈室', 'Five representatives enter for talks'],
];
const CHANNELS = ['paper', 'radio', 'in_person', 'phone', 'social', 'system', 'email'];
const RELEASES = ['auto', 'suggest', 'manual'];
const clock = (minutes) =>
  `T+${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const cell = (text, over = {}) => ({ text, version: 1, ...over });

/** A row as a planner has it. */
export function mselRow(number, over = {}, faults = []) {
  const [zh, en] = TITLES[number % TITLES.length];
  const minutes = Math.floor(number * 2.4);
  const phase = PHASES[Math.min(PHASES.length - 1, Math.floor(number / 9))][0];
  const to = [['XF', 'GA'], ['GA'], ['XF', 'SS'], ['XC'], ['JD', 'GA', 'XF'], ['CMD']][number % 6];
  const id = `I-${String(number).padStart(2, '0')}`;
  return {
    kind: 'msel_row',
    row: key(number),
    cells: {
      id: cell(id),
      kind: cell(['trigger', 'contextual', 'contingency', 'trigger'][number % 4]),
      offset: cell(clock(minutes), { value: minutes * 60 }),
      phase: cell(phase),
      title_zh: cell(zh),
      title_en: cell(en),
      body_zh: cell(`${zh}。请立即核实情况，并在3分钟内报告现场人数、情绪和诉求。`),
      body_en: cell(`${en}. Find out at once and report numbers, mood and demands within 3 minutes.`),
      from_zh: cell('值班民警（模拟）'),
      from_en: cell('Officer on duty (simulated)'),
      to: cell(to.join(' '), { value: to.map((department) => ({ department })) }),
      lead: cell(to[0]),
      ack_policy: cell('any_member'),
      channel: cell(CHANNELS[number % CHANNELS.length]),
      controller: cell('CTL-XF'),
      expected_action_zh: cell('3分钟内确认路线并报指挥部'),
      expected_action_en: cell('Route confirmed within 3 min and reported to command'),
      target_acknowledge: cell('1:00', { value: 60 }),
      target_respond: cell('3:00', { value: 180 }),
      release: cell(RELEASES[number % 3]),
      tasks: cell('CT1.1 CT1.2', { value: ['CT1.1', 'CT1.2'] }),
      when:
        number % 4 === 2
          ? cell(`T+${minutes}`, {
              value: {
                type: 'all',
                of: [
                  { type: 'after', ref: 'I-02', event: 'released', delay: 780 },
                  { type: 'not_done', ref: 'CT1.2', by: 900 },
                ],
              },
            })
          : cell(clock(minutes), { value: { type: 'time', at: minutes * 60 } }),
      controller_note_zh: cell('在调音台处拔线，恢复由技术组负责'),
      controller_note_en: cell('Unplug at the mixer; the technical group restores it'),
      evaluation_note_zh: cell('看是否先问再答'),
      evaluation_note_en: cell('Do they ask before they answer?'),
      ...over,
    },
    faults,
  };
}

const bilingual = (zh, en) => ({ zh, en });

export function scenario() {
  return {
    schema: 1,
    id: 'hepingli',
    title: bilingual('和平里群体来访应急处置演练', 'Hepingli visit of a group of residents'),
    settings: {
      time_zone: 'Asia/Shanghai',
      staging: 'screen',
      outage_limit: 30,
      countdown: 60,
      command: 'CMD',
      rehearsal: false,
      comms_check: null,
    },
    departments: UNITS.map(([code, zh, en]) => ({
      code,
      name: bilingual(zh, en),
      seats: [1, 2].map((n) => ({
        code: `${code}-${n}`,
        name: bilingual(`${zh}${n}号席`, `${en}, seat ${n}`),
      })),
    })),
    staff: [
      ['DIR', 'DIR', '总指挥', 'Director'],
      ['LC', 'LC', '导调组长', 'Lead controller'],
      ['CTL-XF', 'CTL', '信访导调员', 'Controller, petition office'],
      ['EVA-XF', 'EVA', '信访评估员', 'Evaluator, petition office'],
      ['PLN', 'PLN', '策划员', 'Planner'],
    ].map(([code, role, zh, en]) => ({
      code,
      role,
      name: bilingual(zh, en),
      watches: code.endsWith('XF') ? 'XF' : null,
    })),
    phases: PHASES.map(([id, zh, en, start, end]) => ({
      id,
      name: bilingual(zh, en),
      start: start * 60,
      end: end * 60,
    })),
    objectives: [
      ['O1', '信息报告与预案启动', 'Reporting and activation', ['CT1.1', 'CT1.2']],
      ['O2', '现场稳控', 'On-scene safety', ['CT2.1']],
    ].map(([id, zh, en, tasks]) => ({
      id,
      name: bilingual(zh, en),
      tasks: tasks.map((task) => ({
        id: task,
        name: bilingual(`${zh}：${task}`, `${en}: ${task}`),
        target: 600,
        marks: [],
        safety_critical: false,
        weight: 1,
        behaviours: [],
      })),
    })),
    report_facts: [],
    facts: [
      {
        key: 'people',
        name: bilingual('现场人数', 'people on site'),
        form: { type: 'number', unit: bilingual('人', 'people') },
        departments: ['GA'],
      },
    ],
    rules: [],
    ground_truth: [],
    places: [],
    bindings: {
      sections: [],
      report_chain: [],
      medical_chain: [],
      relays: [],
      contradictions: [],
      rumours: [],
      equipment: [],
      plan_checks: [],
      claims: [],
      commitments: [],
    },
    resources: [
      {
        key: 'loudspeaker',
        name: bilingual('扩音器', 'loudspeaker'),
        department: 'XF',
        kind: 'equipment',
        important: true,
      },
    ],
    checklists: [],
    injects: [],
    drafts: [],
    robot_lines: [],
  };
}

const ITEM_KEY = {
  exercise: () => 'exercise',
  msel: () => 'msel',
  msel_parts: () => 'msel_parts',
  msel_row: (item) => `msel_row/${item.row}`,
  msel_comment: (item) => `msel_comment/${item.id}`,
  department: (item) => `department/${item.code}`,
  row: (item) => `row/${item.id}`,
};
export const upsert = (item) => ({ key: ITEM_KEY[item.kind](item), item });

/** The planned list, with a few things wrong and a comment. */
export function planning(role = 'PLN', { rows = 49, status = 'draft', others = true, more = {} } = {}) {
  const seat = you({ seat: role, role, department: null, may: MAY[role] ?? [], name: '李策' });
  const list = Array.from({ length: rows }, (_, index) => {
    const number = index + 1;
    if (number === 5)
      return mselRow(number, { offset: cell('9h30左右', { fault: 'not_a_time', by: by('LC', '张明') }) }, [
        { field: 'offset', fault: 'not_a_time', word: '9h30左右' },
      ]);
    if (number === 8) {
      const lost = { text: '现场视频在微博传播', by: by('LC', '张明'), at: stamp(3 * MIN).wall };
      return mselRow(number, {
        title_zh: cell('短视频在网上传播', {
          version: 3,
          by: by('PLN', '李策'),
          at: stamp(5 * MIN).wall,
          lost,
        }),
      });
    }
    if (number === 9)
      return mselRow(number, { to: cell('XF XX', { value: [{ department: 'XF' }, { department: 'XX' }] }) }, [
        { field: 'to', fault: 'unknown_recipient', word: 'XX' },
      ]);
    return mselRow(number);
  });
  const msel = {
    kind: 'msel',
    order: list.map(({ row }) => row),
    removed: [],
    versions: [],
    changed: true,
    changed_at: 5,
  };
  const gates = status === 'draft' ? MSEL_WORDS : status === 'review' ? MSEL_WORDS : ['return_to_draft'];
  const all = [
    exercise({
      status,
      clock: { rate: 1, anchor_wall: Date.now(), anchor_exercise: 0, running: false, until: null },
      started: null,
      gates,
      phases: [],
      title: bilingual('和平里群体来访应急处置演练', 'Hepingli visit of a group of residents'),
    }),
    ...UNITS.map(([code, zh, en], order) => ({ kind: 'department', code, name: bilingual(zh, en), order })),
  ];
  const comment = {
    kind: 'msel_comment',
    id: uid(1),
    row: key(3),
    field: 'title_zh',
    text: '这句话要不要更口语？',
    made: { at: stamp(4 * MIN), by: by('LC', '张明'), happened_at: null },
    settled: null,
  };
  const group = [msel, { kind: 'msel_parts', scenario: { ...scenario(), ...more } }, comment, ...list];
  // Once it is approved its rows are those that are played.
  if (status !== 'draft' && status !== 'review') {
    msel.order = [];
    group.splice(0, group.length, msel, ...list.map((_, index) => played(index + 1)));
  }
  const cells = others ? [{ seat: 'LC', cell: { row: key(6), field: 'title_zh' } }] : [];
  // In parts, as a list of a thousand rows comes.
  const parts = [];
  for (let at = 0; at < group.length; at += 40) parts.push(group.slice(at, at + 40));
  return {
    seat,
    state: { rows: new Map(list.map((row) => [row.row, row])), msel },
    frames: [
      welcome(seat, {
        epoch: uid(2),
        now: { wall: Date.now(), exercise: 0 },
        channels: { all: { n: 1, start: 'fresh' }, group: { n: 1, start: 'fresh' } },
        head: '9f3ac1d2e5b7aa01',
      }),
      { type: 'snapshot', channel: 'all', n: 1, items: all.map(upsert), last: true },
      ...parts.map((part, index) => ({
        type: 'snapshot',
        channel: 'group',
        n: 1,
        items: part.map(upsert),
        last: index === parts.length - 1,
      })),
      { type: 'presence', seats: [], waiting: [], looking: [], cells },
    ],
  };
}

const KINDS = new Set([
  'contextual',
  'trigger',
  'contingency',
  'expected_action',
  'admin',
  'actor_cue',
  'ad_hoc',
]);

/** How this server reads a cell: as little as the tests need. */
function read(field, to, version, seat) {
  const base = { version, by: by(seat, '李策'), at: Date.now() };
  if ('value' in to)
    return {
      ...base,
      text: to.value === null ? '' : JSON.stringify(to.value).slice(0, 80),
      value: to.value ?? undefined,
    };
  const text = to.text;
  if (text === '') return { ...base, text };
  if (field === 'offset') {
    const found = /^(?:T\+)?(?:(\d+):)?(\d+)$/.exec(text);
    if (!found) return { ...base, text, fault: 'not_a_time' };
    const minutes = Number(found[1] ?? 0) * 60 + Number(found[2]);
    return { ...base, text: clock(minutes), value: minutes * 60 };
  }
  if (field === 'kind' && !KINDS.has(text)) return { ...base, text, fault: 'unknown_word' };
  return { ...base, text };
}

/** Plays the server to an editor. Give it to the stage as `answer`. */
export function keeper(scene, { delay = 0 } = {}) {
  const { rows, msel } = scene.state;
  let n = 1;
  const put = (row, field, to) => {
    const held = rows.get(row) ?? { kind: 'msel_row', row, cells: {}, faults: [] };
    const made = read(field, to, (held.cells[field]?.version ?? 0) + 1, scene.seat.seat);
    const faults = held.faults.filter((one) => one.field !== field);
    if (made.fault) faults.push({ field, fault: made.fault, word: made.text });
    rows.set(row, { ...held, cells: { ...held.cells, [field]: made }, faults });
  };
  const place = (keys, after) => {
    msel.order = msel.order.filter((one) => !keys.includes(one));
    msel.order.splice(after ? msel.order.indexOf(after) + 1 : 0, 0, ...keys);
  };
  return (frame, say) => {
    const { command } = frame;
    const touched = new Set();
    if (command.type === 'edit_msel_cells')
      for (const { row, field, to } of command.cells) {
        put(row, field, to);
        touched.add(row);
      }
    else if (command.type === 'add_msel_rows') {
      for (const { row, cells } of command.rows) {
        rows.set(row, {
          kind: 'msel_row',
          row,
          cells: {},
          faults: [{ field: 'id', fault: 'missing', word: null }],
        });
        for (const [field, to] of Object.entries(cells)) put(row, field, to);
        touched.add(row);
      }
      place(
        command.rows.map(({ row }) => row),
        command.after,
      );
    } else if (command.type === 'remove_msel_rows') {
      msel.order = msel.order.filter((one) => !command.rows.includes(one));
      msel.removed = [...msel.removed, ...command.rows];
    } else if (command.type === 'restore_msel_rows') {
      msel.removed = msel.removed.filter((one) => !command.rows.includes(one));
      place(command.rows, command.after);
    } else if (command.type === 'move_msel_rows') place(command.rows, command.after);
    const answer = () => {
      say({ type: 'recorded', id: frame.id, at: { wall: Date.now(), exercise: 0 } });
      n += 1;
      const items = [...touched].map((row) => upsert(rows.get(row)));
      const list =
        command.type === 'edit_msel_cells' && msel.changed_at === 5
          ? []
          : [upsert({ ...msel, order: [...msel.order] })];
      say({ type: 'update', channel: 'group', n, upsert: [...list, ...items], remove: [] });
    };
    if (delay) setTimeout(answer, delay);
    else answer();
  };
}

const LINT = {
  findings: [
    {
      rule: 'evaluator_missing',
      severity: 'warning',
      place: { subject: { kind: 'task', task: 'CT2.1' }, field: null },
      facts: {},
      message: { zh: '没有评估员看这项任务', en: 'nobody evaluates this task' },
      remedy: { zh: '给一名评估员派这项任务', en: 'Give it to an evaluator' },
    },
    {
      rule: 'load',
      severity: 'warning',
      place: { subject: { kind: 'row', row: 'I-06' }, field: 'offset' },
      facts: { department: 'XF', count: 5 },
      message: { zh: 'XF 在 10 分钟内收到 5 条（上限 4）', en: 'XF gets 5 items within 10 min (limit 4)' },
      remedy: { zh: '把一条后移', en: 'Move one of them' },
    },
  ],
  left_off: 0,
};

const DUTY = { in_time: 0, late: 0, never: 0 };
const rehearsed = (row, over = {}) => ({
  row,
  inject_kind: 'trigger',
  title: bilingual('标题', 'Title'),
  reached: 20,
  earliest: 120,
  median: 130,
  latest: 210,
  acknowledged: DUTY,
  answered: DUTY,
  never: null,
  ...over,
});

/** Twenty drills of the list: the first row is late at times, the second waits for one that never comes. */
const REHEARSAL = {
  list: { changed_at: 5, version: 0, changed: true, at: 1_790_000_000_000 },
  seeds: 20,
  finished: 20,
  stopped: [],
  rows: [
    rehearsed('I-01', { reached: 18, acknowledged: { in_time: 15, late: 2, never: 1 } }),
    rehearsed('I-02', {
      reached: 0,
      earliest: null,
      median: null,
      latest: null,
      never: { why: 'behind', row: 'I-01' },
    }),
    rehearsed('I-03'),
  ],
  never_reached: ['I-02'],
  branches: [{ row: 'I-03', fired: 4, released: 3, conditions: { no_ack: 4 } }],
  step_seconds: 600,
  load: [{ department: 'XF', received: [2, 1] }],
  refused: {},
};

/** A sheet of three lines as the server looked at it: one new, one changed, one that stays a draft. */
export const preview = (asked = {}) => ({
  id: uid(9),
  file: 'pasted.tsv',
  sheets: [{ name: 'pasted', lines: 4, columns: 3 }],
  sheet: asked.sheet ?? 0,
  header: asked.header ?? 1,
  columns: [
    { index: 0, letter: 'A', header: 'MSEL #', field: 'id', sure: true, samples: ['I-90', 'I-02'] },
    { index: 1, letter: 'B', header: 'Send time', field: 'offset', sure: true, samples: ['55', '9h30-ish'] },
    {
      index: 2,
      letter: 'C',
      header: 'Method',
      field: asked.columns?.[2] === undefined ? 'channel' : asked.columns[2],
      sure: asked.columns?.[2] !== undefined,
      samples: ['radio'],
    },
  ],
  rows: [
    {
      line: 2,
      row: uid(5_001),
      change: 'new',
      cells: { id: { text: 'I-90' }, offset: { text: 'T+00:55', value: 3_300 } },
      before: {},
      whole: true,
    },
    {
      line: 3,
      row: key(2),
      change: 'changed',
      cells: { id: { text: 'I-02' }, title_en: { text: 'Other words' } },
      before: { title_en: '“Who can decide?”' },
      whole: true,
    },
    {
      line: 4,
      row: uid(5_002),
      change: 'new',
      cells: { id: { text: 'I-91' }, offset: { text: '9h30-ish', fault: 'not_a_time' } },
      before: {},
      whole: false,
    },
  ],
  notes: [
    {
      rule: 'unread',
      line: 4,
      column: 1,
      text: '9h30-ish',
      understood: null,
      message_zh: '“9h30-ish”不是时间，此行作为草稿',
      message_en: '“9h30-ish” is not a time; the row stays a draft',
    },
  ],
  absent: ['I-01'],
});

/** What the editor asks for by HTTP. `seen` takes down what it sent. */
export const mselRest =
  (seen = []) =>
  (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/lint')) return LINT;
    if (url.pathname.endsWith('/rehearsal')) return REHEARSAL;
    if (url.pathname.endsWith('/files')) return { file: 'ab'.repeat(32), bytes: 8, media_type: 'image/png' };
    if (url.pathname.endsWith('/msel/history'))
      return [
        {
          seq: 3,
          changed: { at: stamp(MIN), by: by('LC', '张明'), happened_at: null },
          gesture: null,
          text: 'First words',
        },
        {
          seq: 9,
          changed: { at: stamp(2 * MIN), by: by('PLN', '李策'), happened_at: null },
          gesture: null,
          text: 'Second words',
        },
      ];
    if (url.pathname.endsWith('/scenarios/import')) return preview();
    if (url.pathname.includes('/scenarios/import/')) {
      const asked = request.postDataJSON();
      seen.push(asked);
      return preview(asked);
    }
    return undefined;
  };
