// What control must hear of, and when it sounds: one alarm for one burst, a quiet badge for the rest.
import type {
  CommitmentItem,
  DeliveryItem,
  Duty,
  EscalationLevel,
  FactItem,
  FaultItem,
  PostItem,
  ResourceRequestItem,
  RowItem,
  SeatItem,
  StatementItem,
} from '../../protocol';
import type { Entry } from './inbox';
import { isLate } from './ledger';
import type { LoadAhead } from './load';
import { isUnanswered, waitsForApproval } from './media';
import { isBare } from './resources';
import { lateNow } from './stage';
import { recipientCode, suggestions } from './upcoming';

/** From the gravest to the lightest: the gravest of a burst gives it its tone. */
export const CONCERNS = [
  'lost',
  'fault',
  'overdue',
  'rumour',
  'promise',
  'contradiction',
  'approval',
  'request',
  'question',
  'suggested',
  'overload',
  'stale',
] as const;

/** Something that waits for control. */
export type Concern = {
  key: string;
  departments: readonly string[];
  /** It is shown and counted, and does not sound. */
  quiet?: boolean;
} & (
  | { kind: 'lost'; department: string }
  | {
      kind: 'overdue';
      row: string;
      department: string;
      duty: Duty;
      delivery: string;
      level: EscalationLevel | null;
    }
  | { kind: 'contradiction'; fact: string }
  | { kind: 'fault'; department: string; resource: string }
  | { kind: 'request'; department: string; number: number; text: string }
  | { kind: 'rumour'; post: PostItem }
  | { kind: 'approval'; statement: StatementItem }
  | { kind: 'promise'; department: string; number: number; text: string }
  | { kind: 'question'; department: string | null; letter: Entry['kind'] }
  | { kind: 'suggested'; row: string }
  | { kind: 'overload'; department: string; peak: number; at: number }
  | { kind: 'stale'; fact: string }
);

export interface Standing {
  rows: readonly RowItem[];
  deliveries: readonly DeliveryItem[];
  seats: readonly SeatItem[];
  letters: readonly Entry[];
  facts: readonly FactItem[];
  promises: readonly CommitmentItem[];
  faults: readonly FaultItem[];
  requests: readonly ResourceRequestItem[];
  /** Departments that will have too much at once. */
  loads?: ReadonlyMap<string, LoadAhead>;
  /** Facts of which some department's value is older than its limit. */
  old?: readonly FactItem[];
  posts: readonly PostItem[];
  statements: readonly StatementItem[];
  /** A department plays incident command: approving statements is its task. */
  commanded?: boolean;
  /** Whose desk it is. */
  seat?: string;
}

/** Everything that waits for control now, the gravest first. */
export function concerns(standing: Standing): Concern[] {
  const {
    rows,
    deliveries,
    seats,
    letters,
    facts,
    promises,
    faults,
    requests,
    loads = new Map(),
    old = [],
    posts,
    statements,
    commanded = false,
    seat,
  } = standing;
  const present = new Set(seats.filter((one) => one.presence === 'seated').map((one) => one.code));
  return [
    ...lostDepartments(seats).map(
      (department): Concern => ({
        kind: 'lost',
        key: `lost/${department}`,
        departments: [department],
        department,
      }),
    ),
    ...deliveries.flatMap(overdue),
    ...posts
      .filter(isUnanswered)
      .map((post): Concern => ({ kind: 'rumour', key: `rumour/${post.id}`, departments: post.to, post })),
    ...promises.filter(isLate).map(latePromise),
    ...faults.filter(isBare).map(bareFault),
    ...requests.filter(waitsForControl).map(openRequest),
    // One for each fact, however many differ: until they agree it is the same news.
    ...facts
      .filter((fact) => fact.disagree)
      .map(
        (fact): Concern => ({
          kind: 'contradiction',
          key: `contradiction/${fact.key}`,
          departments: fact.beliefs.filter(({ now }) => now !== null).map(({ department }) => department),
          // Command is to settle it, control only watches whether it does.
          quiet: true,
          fact: fact.key,
        }),
      ),
    // Written anew it is news again.
    ...statements.filter(waitsForApproval).map(
      (statement): Concern => ({
        kind: 'approval',
        key: `approval/${statement.id}/${(statement.revised ?? statement.drafted).at.wall}`,
        departments: [statement.department],
        // Control only watches whether command does it.
        quiet: commanded,
        statement,
      }),
    ),
    ...letters
      .filter((letter) => letter.waits)
      .map(
        (letter): Concern => ({
          kind: 'question',
          key: letter.key,
          departments: letter.department === null ? [] : [letter.department],
          department: letter.department,
          letter: letter.kind,
        }),
      ),
    ...suggestions(rows).map(
      (row): Concern => ({
        kind: 'suggested',
        key: `suggested/${row.id}/${row.armed?.wall ?? 0}`,
        departments: row.to.map(recipientCode),
        // It rings at the desk of the controller whose row it is, while somebody sits there.
        quiet: row.controller !== null && row.controller !== seat && present.has(row.controller),
        row: row.id,
      }),
    ),
    ...[...loads]
      .filter(([, load]) => load.over)
      .map(
        ([department, { peak, at }]): Concern => ({
          kind: 'overload',
          key: `overload/${department}`,
          departments: [department],
          quiet: true,
          department,
          peak,
          at,
        }),
      ),
    ...old.map(
      (fact): Concern => ({
        kind: 'stale',
        key: `stale/${fact.key}`,
        departments: fact.beliefs.filter(({ now }) => now !== null).map(({ department }) => department),
        quiet: true,
        fact: fact.key,
      }),
    ),
  ];
}

/**
 * One for each delivery, whatever it owes: there is one thing to do about it. It sounds when it becomes
 * red, once; before that it is a badge, because most of what is late comes by itself.
 */
function overdue(delivery: DeliveryItem): Concern[] {
  const { id, row, department, escalation } = delivery;
  const [duty] = lateNow(delivery);
  if (duty === undefined) return [];
  const red = escalation.level === 'red';
  const key = red ? `overdue/${id}/red` : `overdue/${id}`;
  const { level } = escalation;
  return [
    {
      kind: 'overdue',
      key,
      departments: [department],
      quiet: !red,
      row,
      department,
      duty,
      delivery: id,
      level,
    },
  ];
}

/** A promise whose moment has passed: news for whoever watches the department that gave it or answers for it. */
function latePromise({ id, department, owner, number, text }: CommitmentItem): Concern {
  return {
    kind: 'promise',
    key: `promise/${id}`,
    departments: [department, owner],
    department,
    number,
    text,
  };
}

/** Failed, and nothing stands in for it: over as soon as a backup is on, or it is fixed. */
function bareFault({ id, department, resource }: FaultItem): Concern {
  return { kind: 'fault', key: `fault/${id}`, departments: [department], department, resource };
}

/** Control answers for logistics; what one department asks of another is theirs. */
function waitsForControl({ stage, to }: ResourceRequestItem): boolean {
  return stage === 'asked' && to === 'control';
}

function openRequest({ id, department, number, what }: ResourceRequestItem): Concern {
  return { kind: 'request', key: `request/${id}`, departments: [department], department, number, text: what };
}

/** Departments of which every seat that was taken is lost: as long as one is there, nobody need be called. */
export function lostDepartments(seats: readonly SeatItem[]): string[] {
  const taken = new Map<string, boolean>();
  for (const seat of seats) {
    if (seat.role !== 'PLY' || seat.department === null || seat.presence === 'vacant') continue;
    taken.set(seat.department, (taken.get(seat.department) ?? true) && seat.presence === 'lost');
  }
  return [...taken].filter(([, lost]) => lost).map(([department]) => department);
}

/** What was heard so far. */
export interface Heard {
  known: ReadonlySet<string>;
  /** Wall times of the first and the latest news of the burst that sounded last. */
  burst: { began: number; last: number } | null;
}

/** News that follow each other within this belong to one burst: who was called is at the desk and sees the badge. */
const BURST_GAP_MS = 120_000;
/** A burst that will not end sounds again after this: what is new then is no news of the old cause. */
const BURST_MAX_MS = 5 * 60_000;

export interface Hearing {
  heard: Heard;
  /** New since the last look. */
  fresh: Concern[];
  /** What gives the tone; undefined where it stays a quiet badge. */
  sound: Concern['kind'] | undefined;
}

/**
 * Compares what waits now with what was known. The first look of a page is never news. Within a burst
 * only its first news sounds; whether sound is muted does not matter here: a muted burst is over when
 * the mute is, and does not sound afterwards.
 */
export function hear(before: Heard | undefined, now: readonly Concern[], wall: number): Hearing {
  const known = new Set(now.map((concern) => concern.key));
  if (!before) return { heard: { known, burst: null }, fresh: [], sound: undefined };
  const fresh = now.filter((concern) => !before.known.has(concern.key));
  const { burst } = before;
  const loud = fresh.filter((concern) => concern.quiet !== true);
  if (loud.length === 0) return { heard: { known, burst }, fresh, sound: undefined };
  const goesOn = burst !== null && wall - burst.last < BURST_GAP_MS && wall - burst.began < BURST_MAX_MS;
  if (goesOn) return { heard: { known, burst: { ...burst, last: wall } }, fresh, sound: undefined };
  const sound = CONCERNS.find((kind) => loud.some((concern) => concern.kind === kind));
  return { heard: { known, burst: { began: wall, last: wall } }, fresh, sound };
}
