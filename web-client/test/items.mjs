// Items as the server writes them, bare: unit tests and the scenes for the browser dress them.

export const EXERCISE = '00000000-0000-4000-8000-0000000000aa';

export function exercise(over) {
  return {
    kind: 'exercise',
    id: EXERCISE,
    status: 'running',
    run: 1,
    rehearsal: false,
    phases: [],
    pause: null,
    emergency: null,
    ended: null,
    time_zone: 'Asia/Shanghai',
    story: null,
    rules: [],
    command: 'CMD',
    ...over,
  };
}

export function inject(number, over) {
  return {
    kind: 'inject',
    delivery: `00000000-0000-4000-8000-0000000001${String(number).padStart(2, '0')}`,
    number,
    title: null,
    from: null,
    channel: 'system',
    body: {},
    priority: 3,
    location: null,
    attachments: [],
    ack_policy: 'any_member',
    ack_seat: null,
    response: { type: 'text' },
    decision: [],
    duties: ['acknowledge', 'respond'],
    deadlines: { acknowledge: null, respond: null, complete: null },
    overdue: [],
    stage: 'delivered',
    rungs: {},
    seats: { seated: 3, delivered: 1, seen: 0, acknowledged: 0 },
    acknowledged_by: [],
    answer: null,
    returned: null,
    declined: null,
    closed: null,
    corrects: null,
    clarifications: [],
    nudged: null,
    deputy: null,
    announces: null,
    ...over,
  };
}

export function letter(id, over) {
  return { kind: 'letter', id, happened_at: null, seat: null, persona: null, about: null, ...over };
}

export function welcome(you, over) {
  return { type: 'welcome', exercise: EXERCISE, you, head: null, ...over };
}

/** What a department reported of a fact, when it was recorded and seen at the same moment. */
export function sighting(report, department, value, at, over) {
  return {
    report,
    department,
    value,
    rung: { at, by: null, happened_at: null },
    seen_at: null,
    source: null,
    in_report: null,
    confirmed: null,
    ...over,
  };
}

/** Two facts of the common picture: a number and a choice. */
export const PEOPLE = {
  key: 'people',
  order: 0,
  name: { zh: '在场群众', en: 'People on site' },
  form: { type: 'number', unit: { zh: '人', en: 'people' } },
  old_after: 900,
  disagree: false,
  confirmed: null,
};
export const PASSAGE = {
  key: 'passage',
  order: 1,
  name: { zh: '应急通道', en: 'Emergency passage' },
  form: {
    type: 'choice',
    of: [
      { value: 'open', text: { zh: '畅通', en: 'open' } },
      { value: 'half', text: { zh: '半占', en: 'half blocked' } },
      { value: 'blocked', text: { zh: '被占', en: 'blocked' } },
    ],
  },
  old_after: 900,
  disagree: false,
  confirmed: null,
};

export function claim(number, over) {
  return {
    kind: 'claim',
    id: `00000000-0000-4000-8000-0000000002${String(number).padStart(2, '0')}`,
    number,
    department: 'XF',
    from: '居民代表',
    about: null,
    read_back: null,
    answered: null,
    ...over,
  };
}

export function commitment(number, over) {
  return {
    kind: 'commitment',
    id: `00000000-0000-4000-8000-0000000003${String(number).padStart(2, '0')}`,
    number,
    department: 'XF',
    owner: 'XF',
    person: null,
    due: null,
    due_at: null,
    told_by: null,
    checker: null,
    complete: false,
    claim: null,
    replaces: null,
    reason: null,
    confirmed: null,
    overdue: false,
    outcome: null,
    settled: null,
    beyond_authority: null,
    judged: null,
    ...over,
  };
}

export function resource(key, over) {
  return {
    kind: 'resource',
    key,
    order: 0,
    name: { zh: key, en: key },
    department: 'XF',
    resource_kind: 'equipment',
    state: 'planned',
    since: { at: { wall: 0, exercise: 0 }, by: null, happened_at: null },
    amount: null,
    left: null,
    unit: null,
    used: 0,
    lent: 0,
    backup_of: null,
    replaces: null,
    with: null,
    important: false,
    next: ['available', 'assigned', 'in_use'],
    changes: [],
    ...over,
  };
}

export function fault(number, over) {
  return {
    kind: 'fault',
    id: `00000000-0000-4000-8000-0000000004${String(number).padStart(2, '0')}`,
    number,
    resource: 'loudspeaker',
    department: 'XF',
    text: null,
    reported: null,
    passed: null,
    fixed: null,
    backup: null,
    ...over,
  };
}

export function resourceRequest(number, over) {
  return {
    kind: 'resource_request',
    id: `00000000-0000-4000-8000-0000000005${String(number).padStart(2, '0')}`,
    number,
    department: 'SS',
    to: { department: 'XF' },
    what: '备用电源',
    amount: null,
    note: null,
    stage: 'asked',
    answered: null,
    resource: null,
    granted: null,
    handed_over: null,
    withdrawn: null,
    returned: null,
    returned_amount: null,
    ...over,
  };
}

/** A post as control sees it, growing since it appeared. */
export function post(number, over) {
  const appeared = over?.appeared ?? { at: { wall: 0, exercise: 0 }, by: null, happened_at: null };
  return {
    kind: 'post',
    id: `00000000-0000-4000-8000-0000000005${String(number).padStart(2, '0')}`,
    number,
    row: null,
    post_kind: 'post',
    platform: { zh: '短视频平台（模拟）', en: 'Video platform (simulated)' },
    author: { zh: '路过的街坊（虚构）', en: 'A passer-by (fictional)' },
    to: ['XC'],
    answer_within: 1_800,
    reach: [{ at: appeared.at, count: 3_000, doubles_every: 440, cause: 'appeared' }],
    ceiling: 800_000,
    notices: [],
    checks: [],
    answers: [],
    answered: null,
    unanswered: false,
    taken_down: false,
    ...over,
  };
}

/** The same post as a department sees it. */
export function feed(number, over) {
  const {
    number: _n,
    row: _r,
    to: _t,
    answer_within: _a,
    answers: _s,
    unanswered: _u,
    appeared,
    ...seen
  } = post(number, over);
  return { ...seen, kind: 'feed', appeared: appeared.at };
}

export function statement(number, over) {
  return {
    kind: 'statement',
    id: `00000000-0000-4000-8000-0000000006${String(number).padStart(2, '0')}`,
    department: 'XC',
    number,
    stage: 'draft',
    figures: [],
    answers: [],
    no_personal_data: true,
    cosigners: [],
    revised: null,
    returned: null,
    approved: null,
    reason: null,
    published: null,
    gates: ['approval'],
    corrects: null,
    corrected_by: null,
    withdrawn: null,
    ...over,
  };
}
