// A drill that never was: frames as the server writes them, for looking at screens and for axe.
import * as items from '../test/items.mjs';

export { EXERCISE } from '../test/items.mjs';

const uid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const NOW = Date.now();
const START = NOW - 52 * 60_000 - 17_000;
const stamp = (exercise) => ({ wall: START + exercise, exercise });
const at = (minutes) => stamp(minutes * 60_000);
const by = (seat, name = null, more = {}) => ({ seat, name, via: null, told: null, robot: false, ...more });
const rung = (minutes, who = null) => ({ at: at(minutes), by: who, happened_at: null });
const EX = NOW - START;

const MAY =
  `acknowledge_inject take_back_acknowledgement begin_inject respond_inject complete_delivery ask_control
decline_inject mark_task send_message submit_report confirm_report report_fact withdraw_fact confirm_fact declare_emergency confirm_delivery confirm_seen`.split(
    /\s+/,
  );

export function you(over = {}) {
  return {
    seat: 'XF-2',
    seat_name: { zh: '信访局副组长', en: 'Petition office, deputy' },
    role: 'PLY',
    department: 'XF',
    watches: null,
    wall: null,
    person: uid(7),
    name: '王敏',
    may: MAY,
    ...over,
  };
}

export function exercise(over = {}) {
  return items.exercise({
    title: {
      zh: '信访突发事件应急预案综合演练（和平里，虚构）',
      en: 'Petition-incident response exercise (Hepingli, fictional)',
    },
    clock: { rate: 1, anchor_wall: START, anchor_exercise: 0, running: true, until: null },
    phases: [{ id: 'P2', name: { zh: '现场处置', en: 'On site' } }],
    started: at(0),
    gates: MAY.concat('confirm_resume'),
    story: {
      zh: '和平里片区改造项目（虚构）已满两年，约定的临时安置费连续三个月没有发放。',
      en: 'The Hepingli renewal project (fictional) is in its third year.',
    },
    rules: [{ zh: '所有通信冠以“演练”。', en: 'Prefix all traffic with EXERCISE.' }],
    ...over,
  });
}

const inject = (number, over) =>
  items.inject(number, {
    released: at(40),
    rungs: { sent: rung(40), delivered: rung(40.02, by('XF-2')) },
    seats: { seated: 3, delivered: 2, seen: 1, acknowledged: 0 },
    ...over,
  });

export function injects() {
  return [
    inject(19, {
      title: { zh: '记者来电询问', en: 'A reporter calls' },
      from: { zh: '某报记者（模拟）', en: 'A newspaper reporter (simulated)' },
      channel: 'phone',
      body: {
        zh: '“有居民说老人在大厅里被打了，是真的吗？你们什么时候出声明？”',
        en: '“Residents say an older man was beaten in the hall. Is it true? When will there be a statement?”',
      },
      priority: 5,
      overdue: ['acknowledge'],
      deadlines: { acknowledge: EX - 130_000, respond: EX + 90_000, complete: null },
    }),
    inject(22, {
      title: { zh: '人群分流', en: 'The crowd splits' },
      from: { zh: '公安分局值班台（模拟）', en: 'Police desk (simulated)' },
      channel: 'radio',
      body: {
        zh: '约20人离开正门向东门移动，其中有两名老人。请派人跟随并安排座椅饮水。',
        en: 'About 20 people leave the main entrance for the east gate. Two older people are with them. Send somebody along and see to chairs and water.',
      },
      location: { zh: '东门', en: 'East gate' },
      deadlines: { acknowledge: EX + 41_000, respond: EX + 160_000, complete: EX + 600_000 },
      duties: ['acknowledge', 'respond', 'complete'],
      ack_policy: 'every_member',
      acknowledged_by: [by('XF-1', '李强')],
    }),
    inject(12, {
      title: { zh: '“谁能拍板？”', en: '“Who can decide?”' },
      from: { zh: '居民代表（群众演员）', en: 'Residents’ speaker (actor)' },
      channel: 'in_person',
      body: {
        zh: '我们不要“正在研究”。谁能拍板，就请谁出来说话。',
        en: 'We do not want “it is being looked into”. Let the one who can decide come out.',
      },
      stage: 'acknowledged',
      rungs: {
        sent: rung(25),
        delivered: rung(25.1, by('XF-1')),
        seen: rung(25.2, by('XF-1')),
        acknowledged: rung(25.4, by('XF-1', '李强')),
      },
      acknowledged_by: [by('XF-1', '李强')],
      deadlines: { acknowledge: 26 * 60_000, respond: EX + 180_000, complete: null },
      decision: [
        { value: 'deputy', text: { zh: '请分管副区长到场', en: 'Ask the deputy head to come' } },
        { value: 'director', text: { zh: '由局长先接谈', en: 'The office director talks first' } },
        { value: 'wait', text: { zh: '等指挥部指示', en: 'Wait for command' } },
      ],
      clarifications: [
        {
          id: uid(900),
          asked: rung(26, by('XF-2', '王敏')),
          text: '分管副区长今天能到场吗？',
          answer: '可以，20分钟内到。',
          answered: at(27.5),
        },
        {
          id: uid(901),
          asked: rung(40, by('XF-2', '王敏')),
          text: '可以请人大代表旁听吗？',
          answer: null,
          answered: null,
        },
      ],
    }),
    inject(5, {
      title: { zh: '启动Ⅲ级响应的通知', en: 'Notice: response level III' },
      from: { zh: '区应急指挥部', en: 'Incident command' },
      channel: 'paper',
      body: {
        zh: '启动Ⅲ级响应。请按预案逐项落实并打勾。',
        en: 'Response level III. Go through the plan and tick what is done.',
      },
      response: {
        type: 'checklist',
        of: [
          { value: 'a', text: { zh: '人员到岗', en: 'people at their posts' } },
          { value: 'b', text: { zh: '接谈室开放', en: 'meeting room open' } },
          { value: 'c', text: { zh: '饮水、座椅到位', en: 'water and chairs in place' } },
        ],
      },
      stage: 'in_progress',
      rungs: {
        sent: rung(16),
        delivered: rung(16.02),
        acknowledged: rung(16.5, by('XF-2', '王敏')),
        in_progress: rung(18, by('XF-2', '王敏')),
      },
      acknowledged_by: [by('XF-2', '王敏')],
      answer: {
        rung: rung(20, by('XF-2', '王敏')),
        round: 0,
        progress: 'doing',
        text: '人员已到岗，接谈室正在布置。',
        choice: null,
        ticked: ['a'],
        number: null,
        files: [],
      },
      returned: { at: at(23), by: null, text: '请补充接谈室开放时间和饮水数量。' },
    }),
    inject(3, {
      title: { zh: '来访登记', en: 'Visitors registered' },
      from: { zh: '接待大厅', en: 'Reception hall' },
      channel: 'system',
      body: { zh: '大厅已登记来访群众60人。', en: '60 visitors registered.' },
      duties: [],
      stage: 'seen',
      response: null,
    }),
    inject(2, {
      title: { zh: '通信测试', en: 'Comms check' },
      body: { zh: '请签收。', en: 'Please acknowledge.' },
      stage: 'closed',
      duties: ['acknowledge'],
      response: null,
      rungs: {
        sent: rung(2),
        delivered: rung(2.01),
        acknowledged: rung(2.2, by('XF-3', '赵云')),
        closed: rung(2.3),
      },
      acknowledged_by: [by('XF-3', '赵云')],
    }),
    inject(1, {
      title: { zh: '演练开始', en: 'STARTEX' },
      body: { zh: '演练现在开始。', en: 'The exercise starts now.' },
      stage: 'recalled',
      duties: [],
      response: null,
      announces: 'startex',
      closed: { at: at(1), by: null, text: '重复' },
    }),
  ];
}

const letter = (n, from, to, text, minutes, seat = null) =>
  items.letter(uid(300 + n), { at: at(minutes), from, seat, to, text });
const dept = (code, zh, en, order) => ({ kind: 'department', code, name: { zh, en }, order });
const DEPARTMENTS = [
  dept('CMD', '现场指挥部', 'Incident command', 0),
  dept('XF', '信访局', 'Petition office', 1),
  dept('GA', '公安分局', 'Police', 2),
  dept('XC', '宣传部', 'Publicity', 3),
  dept('SS', '涉事单位', 'Unit concerned', 4),
  dept('JD', '街道办事处', 'Sub-district office', 5),
];
const mate = (code, zh, en, person, presence) => ({ kind: 'mate', code, name: { zh, en }, person, presence });
const report = (n, kind, text, minutes, confirmed) => ({
  kind: 'report',
  id: uid(400 + n),
  department: 'XF',
  number: n,
  report_kind: kind,
  submitted: rung(minutes, by('XF-2', '王敏')),
  text,
  facts: [
    { key: 'people', value: '60' },
    { key: 'injured', value: '1' },
  ],
  gaps: ['demand'],
  confirmed: confirmed ? rung(minutes + 2) : null,
  superseded: false,
});
const FACTS = [
  { key: 'people', name: { zh: '现场人数', en: 'people on site' } },
  { key: 'injured', name: { zh: '受伤人数', en: 'injured' } },
  { key: 'passage', name: { zh: '应急通道', en: 'emergency passage' } },
  { key: 'demand', name: { zh: '主要诉求', en: 'main demand' } },
];

const key = (item) => ({
  key: `${item.kind}/${item.delivery ?? item.id ?? item.code ?? item.key ?? item.department ?? 'it'}`,
  item,
});

/** The picture as a department sees it: its own reports; all of them for incident command. */
export function picture(command = false) {
  const own = items.sighting(uid(601), 'XF', 45, at(30), { source: '东门值守' });
  const police = items.sighting(uid(602), 'GA', 60, at(48), { confirmed: rung(50) });
  const households = { zh: '欠发户数', en: 'Households in arrears' };
  return [
    {
      kind: 'picture',
      ...items.PEOPLE,
      asked: true,
      sightings: command ? [police, own] : [own],
      disagree: command,
      confirmed: police,
    },
    { kind: 'picture', ...items.PASSAGE, asked: true, sightings: [] },
    {
      kind: 'picture',
      ...items.PEOPLE,
      key: 'households',
      order: 2,
      name: households,
      asked: false,
      sightings: [],
    },
  ];
}

export function frames({ seat = you(), it = exercise(), items: list = injects() } = {}) {
  const all = [it, ...DEPARTMENTS];
  const group = [
    ...list,
    letter(1, { department: 'GA' }, [{ department: 'XF' }], '两名民警已在东门，通道畅通。', 50, 'GA-1'),
    letter(2, { department: 'XF' }, ['control'], '收到，人数以60人为准。', 51, 'XF-2'),
    letter(3, 'control', [{ department: 'XF' }], '请核对现场人数后再上报。', 51.5),
    mate('XF-1', '组长', 'Lead', '李强', 'seated'),
    mate('XF-2', '副组长', 'Deputy', '王敏', 'seated'),
    mate('XF-3', '接待员', 'Reception', '赵云', 'lost'),
    {
      kind: 'briefing',
      department: 'XF',
      duty: {
        zh: '接待来访群众，听取诉求，协调责任单位答复。',
        en: 'Receives visitors, hears them, gets answers from those responsible.',
      },
      authority: {
        zh: '可以承诺：转办时限、答复时间、告知方式。补发金额、日期和安置方案须报现场指挥部。',
        en: 'May promise: when a matter is passed on, when it is answered, how people are told. Sums, dates of payment and housing go to incident command.',
      },
      report_facts: FACTS,
      confirms_reports: seat.department === 'CMD',
    },
    ...picture(seat.department === 'CMD'),
    report(1, 'first', '9时05分，约60名居民到接待大厅反映过渡费问题，秩序总体平稳。', 6, true),
    report(2, 'follow_up', '一名老人头晕摔倒，已由120送医（演练）。', 39, false),
  ];
  return [
    items.welcome(seat, {
      epoch: uid(1),
      now: { wall: Date.now(), exercise: Date.now() - START },
      channels: { all: { n: 1, start: 'fresh' }, group: { n: 1, start: 'fresh' } },
    }),
    { type: 'snapshot', channel: 'all', n: 1, items: all.map(key), last: true },
    { type: 'snapshot', channel: 'group', n: 1, items: group.map(key), last: true },
  ];
}

export const look = {
  exercise: items.EXERCISE,
  title: exercise().title,
  status: 'standby',
  seat: {
    code: 'XF-2',
    name: { zh: '信访局副组长', en: 'Petition office, deputy' },
    role: 'PLY',
    department: 'XF',
  },
  departments: [
    {
      code: 'XF',
      name: { zh: '信访局', en: 'Petition office' },
      seats: [{ code: 'XF-2', name: { zh: '副组长', en: 'Deputy' }, role: 'PLY', department: 'XF' }],
    },
  ],
};
