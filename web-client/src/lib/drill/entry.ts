// A line of the record as a sentence: the server stores facts, the client writes the words.
import type { By, EntryItem } from '../../protocol';
import { lineParts } from './resources';
import { spanWords } from './time';
import type { Part, Say } from './words';
import { fill } from './words';

/** Every stored fact that a log line may carry; `record.fact.*` holds a sentence for each. */
export const FACTS = [
  'exercise_created',
  'status_changed',
  'clock_anchored',
  'exercise_restarted',
  'phases_changed',
  'row_armed',
  'row_released',
  'row_held',
  'row_let_go',
  'row_skipped',
  'row_restored',
  'row_deferred',
  'rows_shifted',
  'row_recalled',
  'row_added',
  'row_edited',
  'row_completed',
  'row_missed',
  'row_not_played',
  'row_retired',
  'receipts_merged',
  'delivery_acknowledged',
  'acknowledgement_taken_back',
  'delivery_begun',
  'delivery_responded',
  'delivery_completed',
  'response_returned',
  'response_accepted',
  'delivery_closed',
  'receipt_recorded',
  'delivery_declined',
  'inject_nudged',
  'delivery_overdue',
  'clarification_asked',
  'clarification_answered',
  'message_sent',
  'report_submitted',
  'report_confirmed',
  'log_written',
  'task_marked',
  'seat_taken',
  'seat_lost',
  'seat_back',
  'seat_released',
  'emergency_declared',
  'resume_confirmed',
  'emergency_ended',
  'outage_bridged',
  'wall_clock_stepped',
  'observation_recorded',
  'objective_rated',
  'reconciliation_opened',
  'task_rated',
  'behaviour_marked',
  'observation_published',
  'task_settled',
  'answer_scored',
  'feedback_given',
  'feedback_closed',
  'finding_recorded',
  'finding_withdrawn',
  'moment_starred',
  'action_opened',
  'action_assigned',
  'action_moved',
  'sentence_edited',
  'sentence_restored',
  'evidence_given',
  'actions_carried',
  'recheck_marked',
  'action_rechecked',
  'draft_put',
  'document_approved',
  'fact_reported',
  'fact_withdrawn',
  'fact_confirmed',
  'truth_set',
  'claim_recorded',
  'claim_read_back',
  'claim_answered',
  'commitment_made',
  'commitment_confirmed',
  'commitment_overdue',
  'commitment_settled',
  'commitment_judged',
  'control_passed',
  'check_reported',
  'test_acknowledged',
  'department_called',
  'roll_closed',
  'relay_ticked',
  'resource_moved',
  'supply_used',
  'fault_occurred',
  'fault_reported',
  'fault_passed',
  'fault_fixed',
  'checklist_ticked',
  'department_departed',
  'resource_requested',
  'resource_granted',
  'resource_request_withdrawn',
  'resource_refused',
  'resource_handed_over',
  'resource_returned',
  'feature_put',
  'feature_removed',
  'feature_confirmed',
  'delivery_escalated',
  'deputy_called',
  'post_written',
  'reach_logged',
  'post_noticed',
  'post_verified',
  'post_unanswered',
  'statement_drafted',
  'statement_revised',
  'statement_cosigned',
  'statement_objected',
  'statement_returned',
  'statement_approved',
  'statement_published',
  'statement_withdrawn',
] as const;

const KNOWN: ReadonlySet<string> = new Set(FACTS);

/** What of a line its sentence is made of. */
export type LineParts = Pick<
  EntryItem,
  'entry_kind' | 'fact' | 'by' | 'row' | 'department' | 'seat' | 'text'
>;

/** What a sentence needs to know of the drill beside the line itself. */
export interface EntryNames {
  row?: (id: string) => string | undefined;
  department?: (code: string) => string | undefined;
  /** A fact of the common picture and its value, as people say them. */
  fact?: (key: string, value: string) => string | undefined;
  /** What people call a resource. */
  resource?: (key: string) => string | undefined;
}

/** Who did it: seat and name, "the program" for a robot's seat, "the system" where nobody did. */
export function byWhom(by: By | null, say: Say): string {
  if (by === null || (by.seat === null && by.name === null)) return say('record.system');
  const who = [by.seat, by.name].filter((word) => word !== null && word !== '').join(' ');
  const shown = by.robot ? say('record.robot', { who }) : who;
  if (by.via === null) return shown;
  const gaps = { who: shown, via: say(`record.via.${by.via}`), told: by.told ?? '' };
  return say(by.told ? 'record.via_told' : 'record.via_only', gaps);
}

/** The sentence of a line. A fact of a newer server is shown by its name rather than hidden. */
export function entrySentence(entry: LineParts, say: Say, names: EntryNames = {}): Part[] {
  // A person's own words need no verb, but whose they are.
  if (entry.fact === 'log_written' && entry.text !== null) {
    const words = { text: say('record.words', { text: entry.text }) };
    return [{ text: byWhom(entry.by, say), strong: true }, words, ...about(entry, say, names)];
  }
  const key = KNOWN.has(entry.fact) ? `record.fact.${entry.fact}` : 'record.fact.other';
  // Nobody's name stands by a seat that was taken with a link.
  const alone = entry.fact === 'seat_taken' && entry.by === null && entry.seat !== null;
  const pattern = say(alone ? `${key}_alone` : hasGap(entry) ? key : `${key}_bare`);
  const parts = fill(pattern, {
    who: { text: byWhom(entry.by, say), strong: true },
    row: rowPart(entry, names),
    dept: departmentPart(entry, names),
    seat: entry.seat === null ? undefined : { text: entry.seat, strong: true },
    fact: { text: entry.fact.replaceAll('_', ' ') },
  });
  return entry.text ? [...parts, { text: say('record.words', { text: worded(entry, say, names) }) }] : parts;
}

/** Facts whose sentence names a row, department or seat have a second wording without it. */
const NEEDS: Partial<Record<string, 'row' | 'department' | 'seat'>> = {
  clarification_asked: 'row',
  clarification_answered: 'row',
  task_marked: 'row',
  message_sent: 'department',
  receipts_merged: 'department',
  report_submitted: 'department',
  report_confirmed: 'department',
  observation_recorded: 'row',
  inject_nudged: 'department',
  fact_reported: 'department',
  department_departed: 'department',
  fact_withdrawn: 'department',
  fact_confirmed: 'department',
  feature_put: 'department',
  feature_removed: 'department',
  feature_confirmed: 'department',
  seat_taken: 'seat',
  control_passed: 'seat',
  department_called: 'department',
  seat_lost: 'seat',
  seat_back: 'seat',
  seat_released: 'seat',
  reach_logged: 'row',
  post_noticed: 'row',
  post_verified: 'row',
  post_unanswered: 'row',
};

function hasGap(entry: LineParts): boolean {
  const need = NEEDS[entry.fact];
  return need === undefined || entry[need] !== null;
}

/** Where the words of a coded text stand, token by token; a token without a place is a person's own word. */
const CODED: Partial<Record<string, readonly (string | null)[]>> = {
  status_changed: ['common:status', 'common:pause'],
  action_moved: ['common:action_stage'],
  draft_put: ['common:document'],
  document_approved: ['common:document'],
  receipt_recorded: ['common:stage', 'common:via'],
  delivery_overdue: ['common:duty'],
  resume_confirmed: ['common:role'],
  department_called: ['common:readiness'],
  post_verified: ['common:finding'],
};

/** Codes and spans of the record are said in the reader's language; a person's words are left alone. */
function worded(entry: LineParts, say: Say, names: EntryNames): string {
  const text = entry.text ?? '';
  const fact = /^(\S+) = (.*?)( · .*)?$/.exec(text);
  if (entry.entry_kind === 'situation' && fact) {
    const [, key = '', value = '', why = ''] = fact;
    return `${names.fact?.(key, value) ?? `${key} = ${value}`}${why}`;
  }
  if (entry.entry_kind === 'resource') return stockWords(entry, say, names);
  const places = CODED[entry.fact];
  const tokens = text.split(' · ');
  if (places) {
    return tokens
      .map((token, index) => (places[index] ? say(`${places[index]}.${token}`) : token))
      .join(' · ');
  }
  if (entry.fact === 'task_marked') {
    const outcome = tokens.pop();
    // Marks are named by code; a blank reads better than its underscore.
    const named = tokens.map((token) => token.replaceAll('_', ' '));
    return [...named, outcome === 'done' || outcome === 'not_done' ? say(`task.${outcome}`) : outcome].join(
      ' · ',
    );
  }
  return TIMED.has(entry.fact) ? timed(text, say) : text;
}

/** Facts of a resource whose text begins with its key. */
const STOCK: ReadonlySet<string> = new Set([
  'resource_moved',
  'supply_used',
  'fault_occurred',
  'fault_reported',
  'fault_passed',
  'fault_fixed',
]);

/** A resource and its state by their names; other lines of the area are a person's own words. */
function stockWords({ fact, text }: LineParts, say: Say, names: EntryNames): string {
  if (!STOCK.has(fact)) return text ?? '';
  const { key, state, used, rest } = lineParts(text ?? '');
  const name = key ? (names.resource?.(key) ?? key) : '';
  return `${name}${state ? ` → ${say(`record.resource_state.${state}`)}` : ''}${used ? ` − ${used}` : ''}${rest}`;
}

const TIMED: ReadonlySet<string> = new Set([
  'row_deferred',
  'rows_shifted',
  'outage_bridged',
  'wall_clock_stepped',
]);

/** `+300 s` and `12000 ms` as a span in words, with their sign. */
function timed(text: string, say: Say): string {
  const parts = /^([+-]?)(\d+) (ms|s)$/.exec(text);
  if (!parts) return text;
  const seconds = Number(parts[2]) / (parts[3] === 'ms' ? 1000 : 1);
  return `${parts[1] === '-' ? '−' : (parts[1] ?? '')}${spanWords(seconds, say)}`;
}

function rowPart(entry: LineParts, names: EntryNames): Part | undefined {
  if (entry.row === null) return undefined;
  const title = names.row?.(entry.row);
  return { text: title ? `${entry.row} ${title}` : entry.row, row: entry.row };
}

function departmentPart(entry: LineParts, names: EntryNames): Part | undefined {
  if (entry.department === null) return undefined;
  return { text: names.department?.(entry.department) ?? entry.department, strong: true };
}

function about(entry: LineParts, say: Say, names: EntryNames): Part[] {
  const row = rowPart(entry, names);
  return row ? fill(say('record.about'), { row }) : [];
}
