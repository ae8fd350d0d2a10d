// A code from a department's phone with no network: one unsent item, shown to control and taken in by hand.
import type { Command, DeliveryItem, RowId, SeatItem } from '../../protocol';

/** Longer than any code: what is pasted beyond this is not one. */
const CHARACTERS_MAX = 4_096;

/** What a department writes into the ledger of promises. */
const LEDGER = [
  'record_claim',
  'read_back_claim',
  'answer_claim',
  'make_commitment',
  'settle_commitment',
] as const satisfies readonly Command['type'][];

/** What a department does with its equipment and supplies. */
const STOCK = [
  'move_resource',
  'use_supply',
  'report_fault',
  'pass_fault',
  'fix_fault',
  'tick_checklist',
  'report_departure',
  'request_resource',
  'withdraw_resource_request',
  'grant_resource',
  'refuse_resource',
  'hand_over_resource',
  'return_resource',
] as const satisfies readonly Command['type'][];
/** What a department puts on the map. */
const MAP = ['put_feature', 'remove_feature'] as const satisfies readonly Command['type'][];

/** What a department writes about rumours and statements. */
const MEDIA = [
  'notice_post',
  'verify_post',
  'draft_statement',
  'revise_statement',
  'cosign_statement',
  'object_to_statement',
  'return_statement',
  'approve_statement',
  'publish_statement',
  'withdraw_statement',
] as const satisfies readonly Command['type'][];

/** What a person of a department writes about its work: the commands that a code may carry. */
export const WRITTEN = [
  'acknowledge_inject',
  'take_back_acknowledgement',
  'begin_inject',
  'respond_inject',
  'complete_delivery',
  'ask_control',
  'decline_inject',
  'send_message',
  'submit_report',
  'confirm_report',
  'report_fact',
  'withdraw_fact',
  'confirm_fact',
  ...LEDGER,
  ...STOCK,
  ...MAP,
  ...MEDIA,
] as const satisfies readonly Command['type'][];

export type SlipCommand = Extract<Command, { type: (typeof WRITTEN)[number] }>;

export interface Slip {
  /** Short form of the item's own id: tells whether it was taken in before. */
  ref: string;
  seat: string;
  department: string;
  command: SlipCommand;
  /** Wall time of the server at which it was written, as far as the phone knew. */
  written: number;
  delivery: DeliveryItem | undefined;
  row: RowId | undefined;
}

/**
 * unreadable: no code of this program · seat: no seat of a department here · not_theirs: about an inject
 * of another department · emergency: to be declared, not copied · person: only that person may do it.
 */
export type SlipFault = 'unreadable' | 'seat' | 'not_theirs' | 'emergency' | 'person';

interface Known {
  seats: readonly SeatItem[];
  deliveries: readonly DeliveryItem[];
  /** Wall time of the server now. */
  now: number;
}

/** Reads what was scanned or pasted. It comes from outside: nothing in it is believed unchecked. */
export function readSlip(text: string, { seats, deliveries, now }: Known): Slip | SlipFault {
  const found = fields(text);
  if (!found) return 'unreadable';
  const { id, seat: code, command, happened_at } = found;
  if (command.type === 'declare_emergency') return 'emergency';
  if (!isReadable(command)) return 'person';
  const seat = seats.find((one) => one.code === code);
  if (seat?.role !== 'PLY' || seat.department === null) return 'seat';
  const about = 'delivery' in command ? command.delivery : null;
  const delivery = about ? deliveries.find((one) => one.id === about) : undefined;
  if (about && delivery?.department !== seat.department) return 'not_theirs';
  return {
    ref: id.slice(0, 8),
    seat: seat.code,
    department: seat.department,
    command,
    written: Math.min(happened_at, now),
    delivery,
    row: delivery?.row,
  };
}

interface Fields {
  id: string;
  seat: string;
  command: Command;
  happened_at: number;
}

function fields(text: string): Fields | undefined {
  if (text.length > CHARACTERS_MAX) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.trim());
  } catch {
    return undefined;
  }
  const { id, seat, command, happened_at } = (value ?? {}) as Record<string, unknown>;
  const named = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && typeof seat === 'string';
  if (!named || typeof happened_at !== 'number' || !Number.isFinite(happened_at)) return undefined;
  const type = (command as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !shaped(type, command as object)) return undefined;
  return { id, seat, command: command as Command, happened_at };
}

const isText = (value: unknown) => typeof value === 'string';
const maybe = (check: (value: unknown) => boolean) => (value: unknown) => value == null || check(value);
const listOf = (check: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(check);

/** What the fields of a player's commands are; others are not looked at. */
const SHAPES: Record<string, (value: unknown) => boolean> = {
  delivery: isText,
  progress: isText,
  kind: isText,
  text: maybe(isText),
  reason: isText,
  fact: isText,
  value: (value) => isText(value) || typeof value === 'number',
  source: maybe(isText),
  choice: maybe(isText),
  number: maybe((value) => typeof value === 'number'),
  ticked: maybe(listOf(isText)),
  files: maybe(listOf(isText)),
  gaps: maybe(listOf(isText)),
  from: isText,
  claim: maybe(isText),
  commitment: isText,
  outcome: isText,
  person: maybe(isText),
  due: maybe(isText),
  told_by: maybe(isText),
  checker: maybe(isText),
  note: maybe(isText),
  resource: maybe(isText),
  replaces: maybe(isText),
  fault: isText,
  item: isText,
  request: isText,
  what: isText,
  amount: maybe((value) => typeof value === 'number'),
  left: maybe((value) => typeof value === 'number'),
  feature: isText,
  label: isText,
  audience: isText,
  spot: (value) => isSpot(value as Spotted),
  facts: maybe(
    listOf(
      (value) =>
        isText(value) ||
        (isText((value as { key?: unknown })?.key) && isText((value as { value?: unknown }).value)),
    ),
  ),
  post: isText,
  statement: isText,
  finding: isText,
  no_personal_data: maybe((value) => typeof value === 'boolean'),
  answers: maybe(listOf(isText)),
  cosigners: maybe(listOf(isText)),
  corrects: maybe(isText),
  figures: maybe(
    listOf((value) => {
      const { fact, value: said } = (value ?? {}) as { fact?: unknown; value?: unknown };
      return isText(fact) && (isText(said) || typeof said === 'number');
    }),
  ),
};

interface Spotted {
  type?: unknown;
  place?: unknown;
  at?: unknown;
  along?: unknown;
  around?: unknown;
}

/** A place by its name, or corners; they are shown as numbers, so numbers they must be. */
function isSpot(spot: Spotted | null): boolean {
  if (spot?.type === 'place') return isText(spot.place);
  const corners = spot?.type === 'point' ? [spot.at] : spot?.type === 'line' ? spot.along : spot?.around;
  const number = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
  const corner = (one: { lon?: unknown; lat?: unknown } | null) => number(one?.lon) && number(one?.lat);
  return Array.isArray(corners) && corners.length > 0 && corners.every(corner);
}

/** The words of a statement stand in one language or two; those of everything else are one text. */
const TWO_TEXTS: ReadonlySet<string> = new Set(['draft_statement', 'revise_statement']);

function bilingual(value: unknown): boolean {
  const { zh, en } = (value ?? {}) as { zh?: unknown; en?: unknown };
  return maybe(isText)(zh) && maybe(isText)(en) && (isText(zh) || isText(en));
}

/** Words without which a command says nothing. */
const NEEDS: Partial<Record<string, readonly string[]>> = {
  respond_inject: ['progress'],
  ask_control: ['text'],
  decline_inject: ['reason'],
  send_message: ['text'],
  submit_report: ['kind', 'text'],
  report_fact: ['fact'],
  withdraw_fact: ['reason'],
  record_claim: ['text', 'from'],
  read_back_claim: ['claim'],
  answer_claim: ['claim', 'text'],
  make_commitment: ['text'],
  settle_commitment: ['commitment', 'outcome'],
  move_resource: ['resource', 'to'],
  use_supply: ['resource'],
  report_fault: ['resource'],
  pass_fault: ['fault'],
  fix_fault: ['fault'],
  tick_checklist: ['item'],
  request_resource: ['what'],
  grant_resource: ['request'],
  withdraw_resource_request: ['request'],
  refuse_resource: ['request', 'reason'],
  hand_over_resource: ['request'],
  return_resource: ['request'],
  put_feature: ['feature', 'label', 'audience'],
  remove_feature: ['feature', 'reason'],
  notice_post: ['post'],
  verify_post: ['post', 'finding', 'source'],
  revise_statement: ['statement'],
  cosign_statement: ['statement'],
  object_to_statement: ['statement', 'reason'],
  return_statement: ['statement', 'note'],
  approve_statement: ['statement'],
  publish_statement: ['statement'],
  withdraw_statement: ['statement', 'reason'],
};

function shaped(type: string, command: object): boolean {
  const value = command as Record<string, unknown>;
  const two = TWO_TEXTS.has(type);
  const fits = (name: string, one: unknown) =>
    name === 'text' && two ? bilingual(one) : (SHAPES[name]?.(one) ?? true);
  return (
    (!two || value.text !== undefined) &&
    (type !== 'submit_report' || !listOf(isText)(value.facts) || (value.facts as unknown[]).length === 0) &&
    Object.entries(value).every(([name, one]) => fits(name, one)) &&
    (NEEDS[type] ?? []).every((name) => isText(value[name])) &&
    (type !== 'put_feature' || value.spot !== undefined)
  );
}

function isReadable(command: Command): command is SlipCommand {
  return (WRITTEN as readonly string[]).includes(command.type);
}

/** How a line of the log that was taken in from a code begins, in any language: it marks and it finds. */
export function slipMark(slip: Pick<Slip, 'ref' | 'seat'>): string {
  return `[QR ${slip.seat} #${slip.ref}]`;
}
