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
