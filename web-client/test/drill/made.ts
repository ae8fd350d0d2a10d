// Items for tests: complete, with only what a test is about named by the test.
import i18next from 'i18next';
import enCommon from '../../src/i18n/en/common';
import en from '../../src/i18n/en/record';
import zhCommon from '../../src/i18n/zh/common';
import zh from '../../src/i18n/zh/record';
import type { Say } from '../../src/lib/drill/words';
import type { By, DeliveryItem, DeliveryStage, EntryItem, RowItem, Rung, SeatItem } from '../../src/protocol';

export const LADY: By = { seat: 'LC', name: '张', via: null, told: null, robot: false };

export function saying(language: 'zh' | 'en'): Say {
  const made = i18next.createInstance();
  void made.init({
    lng: language,
    resources: { zh: { record: zh, common: zhCommon }, en: { record: en, common: enCommon } },
    ns: ['record', 'common'],
    defaultNS: 'record',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const t = made.t as unknown as (key: string, gaps: object) => string;
  return (key, gaps) => t(key, gaps ?? {});
}

export function rung(exercise: number, by: By | null = LADY): Rung {
  return { at: { wall: 1_700_000_000_000 + exercise, exercise }, by, happened_at: null };
}

export function delivery(
  over: Partial<DeliveryItem> & { at?: Partial<Record<DeliveryStage, number>> } = {},
): DeliveryItem {
  const { at, ...rest } = over;
  const rungs: DeliveryItem['rungs'] = {};
  for (const [stage, moment] of Object.entries(at ?? {})) rungs[stage as DeliveryStage] = rung(moment);
  return {
    id: 'd1',
    row: 'I-01',
    recipient: { department: 'XF' },
    department: 'XF',
    number: 1,
    stage: 'queued',
    rungs,
    seats: { seated: 1, delivered: 0, seen: 0, acknowledged: 0 },
    deadlines: { acknowledge: null, respond: null, complete: null },
    overdue: [],
    answer: null,
    returned: null,
    declined: null,
    closed: null,
    nudged: null,
    escalation: { level: null, taken: [], offered: [] },
    decides: false,
    score: null,
    ...rest,
  };
}

export function row(over: Partial<RowItem> = {}): RowItem {
  return {
    id: 'I-01',
    order: 1,
    origin: 'planned',
    of: null,
    inject_kind: 'trigger',
    phase: null,
    title: { zh: '第一条', en: 'The first' },
    player_title: null,
    body: null,
    from: null,
    to: [{ department: 'XF' }],
    lead: null,
    ack_policy: 'any_member',
    ack_seat: null,
    channel: null,
    staging: 'screen',
    controller: null,
    actor_card: null,
    expected_action: null,
    targets: { acknowledge: null, respond: null, complete: null },
    key_facts: [],
    post: null,
    response: null,
    decision: [],
    decided_by: null,
    when: { type: 'time', at: 60 },
    release: 'auto',
    tasks: [],
    priority: null,
    location: null,
    attachments: [],
    controller_note: null,
    background: null,
    evaluation_note: null,
    template: null,
    status: 'scheduled',
    planned: 60_000,
    shift: 0,
    due: 60_000,
    armed: null,
    released: null,
    settled: null,
    deliveries: { total: 0, delivered: 0, acknowledged: 0, responded: 0, closed: 0, overdue: 0 },
    edits: 0,
    ...over,
  };
}

export function seat(code: string, over: Partial<SeatItem> = {}): SeatItem {
  return {
    code,
    order: 1,
    role: 'PLY',
    department: code.split('-')[0] ?? null,
    watches: null,
    name: { zh: code, en: code },
    person: null,
    presence: 'seated',
    since: null,
    lost_ms: 0,
    robot: false,
    ...over,
  };
}

export function entry(fact: string, over: Partial<EntryItem> = {}): EntryItem {
  return {
    id: 'e1',
    at: { wall: 1_700_000_000_000, exercise: 0 },
    entry_kind: 'inject',
    fact,
    by: LADY,
    row: 'I-05',
    department: 'XF',
    seat: 'XF-1',
    text: null,
    pinned: false,
    ...over,
  };
}
