// What comes next by itself, what the rules suggest, and whom a row would reach.
import type { PresenceFrame, Recipient, RowItem, SeatItem } from '../../protocol';
import { isTemplate } from './queue';

/** How long before an automatic release the console warns, in wall milliseconds. */
export const WARNING_MS = 10_000;

/** Rows that go out by themselves, soonest first. */
export function nextAutomatic(rows: readonly RowItem[]): RowItem[] {
  return rows
    .filter(
      (row) => row.release === 'auto' && row.origin !== 'ad_hoc' && row.due !== null && !isTemplate(row),
    )
    .filter((row) => row.status === 'scheduled' || row.status === 'armed')
    .filter((row) => row.inject_kind !== 'expected_action')
    .sort((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.order - b.order);
}

/** Rows whose condition is true and that wait for a controller's word, longest first. */
export function suggestions(rows: readonly RowItem[]): RowItem[] {
  return rows
    .filter(
      (row) =>
        row.status === 'armed' && row.release !== 'auto' && row.origin !== 'ad_hoc' && !isTemplate(row),
    )
    .sort((a, b) => (a.armed?.wall ?? 0) - (b.armed?.wall ?? 0) || a.order - b.order);
}

/** Whom a row would reach. */
export interface Reach {
  /** Recipients as written on the row. */
  to: string[];
  /** Seats with somebody there. */
  live: SeatItem[];
  /** Seats taken whose person is not there now. */
  offline: SeatItem[];
  /** Seats that nobody has taken. */
  vacant: SeatItem[];
}

/** Seats behind the recipients, each once. Presence frames, being younger, decide who is there. */
export function reachOf(
  to: readonly Recipient[],
  seats: readonly SeatItem[],
  presence?: PresenceFrame,
): Reach {
  const live =
    presence && new Set(presence.seats.filter((seat) => seat.connections > 0).map((seat) => seat.seat));
  const reach: Reach = { to: to.map(recipientCode), live: [], offline: [], vacant: [] };
  for (const seat of seats) {
    if (!to.some((recipient) => addresses(recipient, seat))) continue;
    if (seat.presence === 'vacant') reach.vacant.push(seat);
    else if (live ? live.has(seat.code) : seat.presence === 'seated') reach.live.push(seat);
    else reach.offline.push(seat);
  }
  return reach;
}

/** Department or seat code of a recipient. */
export function recipientCode(recipient: Recipient): string {
  return 'department' in recipient ? recipient.department : recipient.seat;
}

function addresses(recipient: Recipient, seat: SeatItem): boolean {
  if ('seat' in recipient) return recipient.seat === seat.code;
  return seat.role === 'PLY' && seat.department === recipient.department;
}

/** A department's seats: how many are there, and when the last of them was heard, in wall milliseconds. */
export function departmentSeats(
  department: string,
  seats: readonly SeatItem[],
  presence: PresenceFrame,
): { all: number; taken: number; live: number; heard: number | null } {
  const state = { all: 0, taken: 0, live: 0, heard: null as number | null };
  const heard = new Map(presence.seats.map((seat) => [seat.seat, seat]));
  for (const seat of seats) {
    if (seat.role !== 'PLY' || seat.department !== department) continue;
    state.all += 1;
    if (seat.presence !== 'vacant') state.taken += 1;
    const sign = heard.get(seat.code);
    if (sign && sign.connections > 0) state.live += 1;
    if (sign && (state.heard === null || sign.heard > state.heard)) state.heard = sign.heard;
  }
  return state;
}
