// A summary report under way: sentences with and without evidence, one edited, a table, a chart, a last draft.

import { MIN, stamp } from './control.mjs';
import { evaluating } from './evaluation.mjs';
import { EXERCISE } from './scene.mjs';

const by = (seat) => ({ seat, name: null, via: null, told: null, robot: false });
const rung = (minutes, seat) => ({ at: stamp(minutes * MIN), by: by(seat), happened_at: null });
const rests = (...seqs) => seqs.map((seq) => ({ seq, at: seq * 1_000, kind: 'commit', id: null }));

const sentence = (key, text, over = {}) => ({
  key,
  text,
  nature: 'fact',
  origin: 'record',
  evidence: [],
  ...over,
});
const section = (key, level, number, heading, blocks, over = {}) => ({
  key,
  level,
  number,
  heading,
  inferred: false,
  blocks,
  ...over,
});
const paragraph = (...sentences) => ({ type: 'paragraph', sentences });

const TEXT = {
  zh: {
    title: '和平里街道群体来访应急处置演练总结报告',
    background: '约60名群众到大厅门口反映补偿款问题。',
    time: '演练于09:00开始，11:02结束，其间暂停1次，共6分钟。',
    told: '5个部门中4个在2分钟内签收，最迟6分10秒。',
    smooth: '各部门之间的衔接顺畅。',
    before: '各部门之间衔接尚可。',
    analysis: '街道夜间值班电话没有列入值班表。',
    missing: '未记录人员疏散的开始时间。',
    gone: '现场秩序良好。',
    one: '一、',
    two: '二、',
    four: '四、',
    third: '（三）',
    basics: '演练基本情况',
    where: '演练时间和地点',
    process: '演练过程',
    measures: '改进措施',
    units: '各单位签收',
    unit: '单位',
    median: '中位数',
    count: '件数',
    seconds: '秒',
  },
  en: {
    title: 'Hepingli visit of a group of residents: summary report',
    background: 'About 60 residents came to the gate over compensation payments.',
    time: 'The exercise ran from 09:00 to 11:02 with one pause of 6 min.',
    told: '4 of 5 departments acknowledged within 2 min, the slowest after 6 min 10 s.',
    smooth: 'Departments worked together smoothly.',
    before: 'Departments worked together fairly well.',
    analysis: 'The sub-district’s night number is not in the duty list.',
    missing: 'The start of the evacuation was not recorded.',
    gone: 'Order was kept at all times.',
    one: '1. ',
    two: '2. ',
    four: '4. ',
    third: '1.3 ',
    basics: 'The exercise',
    where: 'Time and place',
    process: 'What happened',
    measures: 'Measures',
    units: 'Acknowledgements by department',
    unit: 'Department',
    median: 'Median',
    count: 'Count',
    seconds: 's',
  },
};

/** The draft as the server gives it. */
export function draft(language, over = {}) {
  const t = TEXT[language];
  const sections = [
    section('summary.0', 1, '', '', [
      paragraph(sentence('summary.0.opening', t.background, { origin: 'plan' })),
    ]),
    section('summary.1', 1, t.one, t.basics, []),
    section('summary.1.3', 2, t.third, t.where, [
      paragraph(sentence('summary.1.3.time', t.time, { evidence: rests(31, 1204) })),
    ]),
    section('summary.2', 1, t.two, t.process, [
      paragraph(
        sentence('summary.2.told', t.told, { evidence: rests(231) }),
        sentence('summary.2.smooth', t.smooth, { origin: 'edited' }),
        sentence('summary.2.cause', t.analysis, { nature: 'analysis', evidence: rests(1301) }),
      ),
      paragraph(sentence('summary.2.leave', t.missing, { nature: 'missing' })),
      {
        type: 'table',
        key: 'summary.2.table',
        caption: t.units,
        columns: [
          { head: t.unit, width: 2, number: false },
          { head: t.count, width: 1, number: true },
          { head: t.median, width: 1, number: true },
        ],
        rows: [
          { cells: ['XF', '6', '22'], evidence: rests(231) },
          { cells: ['GA', '9', '41'], evidence: rests(231, 240) },
        ],
      },
      {
        type: 'chart',
        key: 'summary.2.chart',
        caption: t.median,
        unit: t.seconds,
        target: 60,
        bars: [
          { label: 'XF', value: 22, text: `22 ${t.seconds}, n = 6`, evidence: rests(231) },
          { label: 'GA', value: 95, text: `95 ${t.seconds}, n = 9`, evidence: [] },
        ],
      },
    ]),
    section('summary.4', 1, t.four, t.measures, [], { inferred: true }),
  ];
  return {
    document: {
      kind: 'summary',
      language,
      title: t.title,
      subtitle:
        language === 'zh' ? '和平里街道办事处　2026年6月18日' : 'Hepingli Sub-district Office, 18 June 2026',
      banner: '演练 EXERCISE',
      sections,
      source: {
        exercise: EXERCISE,
        commits: 1_310,
        head: '9f3ac1d2e5b7aa01c4',
        made: language === 'zh' ? '2026年6月18日 16:20' : '18 June 2026 16:20',
        draft: 2,
        approved: null,
      },
      measures: [],
    },
    by_hand: [
      {
        sentence: 'summary.2.smooth',
        section: 'summary.2',
        generated: t.before,
        text: t.smooth,
        nature: 'fact',
        evidence: [],
        changed: rung(130, 'LEV'),
      },
      {
        sentence: 'summary.2.order',
        section: 'summary.2',
        generated: t.gone,
        text: null,
        nature: 'fact',
        evidence: rests(231),
        changed: rung(131, 'LEV'),
      },
    ],
    base: { draft: 1, seq: 1_290, put: rung(125, 'LEV') },
    changes: [
      {
        kind: 'changed',
        part: 'sentence',
        section: 'summary.2',
        key: 'summary.2.smooth',
        before: t.before,
        after: t.smooth,
      },
      {
        kind: 'gone',
        part: 'sentence',
        section: 'summary.2',
        key: 'summary.2.order',
        before: t.gone,
        after: null,
      },
      {
        kind: 'figures',
        part: 'table',
        section: 'summary.2',
        key: 'summary.2.table',
        before: 'XF | 5 | 21',
        after: 'XF | 6 | 22',
      },
    ],
    ...over,
  };
}

const line = (fact, over = {}) => ({
  entry_kind: 'delivery',
  fact,
  row: null,
  title: null,
  department: null,
  seat: null,
  text: null,
  withheld: false,
  ...over,
});
const I_02 = { zh: '门口聚集的群众', en: 'People at the gate' };

/** Commits by number, in parts. */
const COMMITS = {
  31: {
    by: by('DIR'),
    role: 'DIR',
    lines: [line('status_changed', { entry_kind: 'exercise', text: 'running' })],
  },
  231: {
    by: by('XF-1'),
    role: 'PLY',
    lines: [line('delivery_acknowledged', { row: 'I-02', title: I_02, department: 'XF' })],
  },
  240: {
    by: null,
    role: null,
    lines: [line('receipts_merged', { row: 'I-02', title: I_02, department: 'GA' })],
  },
  1204: {
    by: by('DIR'),
    role: 'DIR',
    lines: [line('status_changed', { entry_kind: 'exercise', text: 'ended' })],
  },
  1301: {
    by: by('EVA-XF'),
    role: 'EVA',
    lines: [line('observation_recorded', { entry_kind: 'evaluation', department: 'XF', withheld: true })],
    more: 3,
  },
};

/** What the page asks for by HTTP: the draft of the asked language, the asked commits. */
export const reportRest = (over) => (request) => {
  const url = new URL(request.url());
  if (url.pathname.endsWith('/draft')) {
    const given = typeof over === 'function' ? over(url) : over;
    return draft(url.searchParams.get('lang'), given);
  }
  // The record comes in two parts, as a long one does.
  if (url.pathname.endsWith('/evidence/candidates'))
    return url.searchParams.get('after') === '0'
      ? { commits: told([31, 231, 240]), next: 240 }
      : { commits: told([1204, 1301]), next: null };
  if (!url.pathname.endsWith('/evidence')) return undefined;
  const seqs = url.searchParams.get('commits').split(',').map(Number);
  return told(seqs);
};

const told = (seqs) =>
  seqs
    .filter((seq) => COMMITS[seq])
    .map((seq) => ({ seq, at: stamp(seq * 1_000), more: 0, ...COMMITS[seq] }));

/** Words of the report for a test to look for. */
export const SAID = TEXT;

/** A person who answers for the report, after the drill. */
export function reporting(role, options) {
  const scene = evaluating('LEV', options);
  const may = [
    'edit_sentence',
    'restore_sentence',
    'give_evidence',
    'put_draft',
    ...(role === 'DIR' ? ['approve_document'] : []),
  ];
  scene.seat.seat = role;
  scene.seat.role = role;
  scene.seat.may = may;
  const exercise = scene.frames[1].items.find(({ item }) => item.kind === 'exercise').item;
  exercise.gates = options?.status === 'reported' ? [] : [...may, 'approve_document'];
  return scene;
}

/** How far the report is, as its item says. */
export const written = (over = {}) => ({
  kind: 'written',
  document: 'summary',
  language: 'en',
  draft: 2,
  edited: 1,
  changed: rung(130, 'LEV'),
  put_down: rung(125, 'LEV'),
  approved: null,
  ...over,
});
