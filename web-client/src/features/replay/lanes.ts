/** Lanes: the deliveries of each department on the line of time, and how much lay open when. Pure. */
import { reached } from '../../lib/drill/stage';
import type { Bilingual, DeliveryItem, Duty, EvaluatorRowItem, RowItem, Stamp } from '../../protocol';
import type { Picture } from './film';
import type { Line, Span } from './line';

/** A row of the list as control or evaluators have it. */
export type AnyRow = RowItem | EvaluatorRowItem;

export interface Bar extends Span {
  id: string;
  row: string;
  department: string;
  title: Bilingual | undefined;
  received: number | undefined;
  acknowledged: number | undefined;
  answered: number | undefined;
  /** Duties that passed their limit, where they did. */
  late: { duty: Duty; at: number }[];
  /** Which of the lane's lines it stands on. */
  tier: number;
  delivery: DeliveryItem;
}

export interface Lane {
  department: string;
  name: Bilingual;
  bars: Bar[];
  tiers: number;
}

/** Bars that touch stand on different lines of a lane, up to so many. */
const TIERS = 3;
/** Parts of the line for which the load is counted. */
export const LOAD_PARTS = 60;

export function rowsOf(picture: Picture): readonly AnyRow[] {
  const control = picture.of('row');
  return control.length > 0 ? control : picture.of('evaluator_row');
}

/** When a row was released: control's rows say by whom, too. */
export function releasedAt(row: AnyRow): Stamp | null {
  if (row.released === null) return null;
  return 'at' in row.released ? row.released.at : row.released;
}

const rungPlace = (delivery: DeliveryItem, line: Line, ...stages: (keyof DeliveryItem['rungs'])[]) => {
  for (const stage of stages) {
    const rung = delivery.rungs[stage];
    if (rung) return Math.max(0, line.place(rung.at));
  }
  return undefined;
};

function barOf(delivery: DeliveryItem, rows: ReadonlyMap<string, AnyRow>, line: Line): Bar | undefined {
  const row = rows.get(delivery.row);
  const sent = row && releasedAt(row);
  const from =
    rungPlace(delivery, line, 'queued', 'sent', 'delivered') ?? (sent ? line.place(sent) : undefined);
  if (from === undefined || from > line.length) return undefined;
  const within = (at: number | undefined) => (at !== undefined && at <= line.length ? at : undefined);
  const acknowledged = within(rungPlace(delivery, line, 'acknowledged'));
  const answered = within(rungPlace(delivery, line, 'responded', 'completed', 'accepted'));
  const closed = delivery.closed ? within(line.place(delivery.closed.at)) : undefined;
  const asks = delivery.deadlines.respond !== null || delivery.deadlines.complete !== null;
  const done = answered ?? (asks ? closed : (acknowledged ?? closed));
  const late = delivery.overdue.flatMap((duty) => {
    const limit = delivery.deadlines[duty];
    return limit === null ? [] : [{ duty, at: Math.min(line.length, line.placeOf(limit)) }];
  });
  const ends = done ?? (acknowledged !== undefined && !asks ? acknowledged : line.length);
  return {
    id: delivery.id,
    row: delivery.row,
    department: delivery.department,
    title: row?.title,
    from: Math.max(0, from),
    // What passed its limit reaches to it, even where it was closed before.
    to: Math.max(from, ends, ...late.map((one) => one.at)),
    received: within(rungPlace(delivery, line, 'delivered', 'seen')),
    acknowledged,
    answered,
    late,
    tier: 0,
    delivery,
  };
}

/** Puts bars that touch on different lines; where all are taken, on the one that is free first. */
function stack(bars: Bar[], room: number): number {
  const free: number[] = [];
  for (const bar of bars) {
    let tier = free.findIndex((until) => until <= bar.from);
    if (tier < 0) tier = free.length < TIERS ? free.length : free.indexOf(Math.min(...free));
    bar.tier = tier;
    free[tier] = Math.max(bar.to, bar.from + room);
  }
  return Math.max(1, free.length);
}

/** One lane for each department, in the order of the directory: no order of merit. */
export function lanesOf(picture: Picture, line: Line): Lane[] {
  const rows = new Map(rowsOf(picture).map((row) => [row.id, row]));
  const bars = picture
    .of('delivery')
    .flatMap((delivery) => barOf(delivery, rows, line) ?? [])
    .sort((a, b) => a.from - b.from);
  return picture.of('department').map(({ code, name }) => {
    const own = bars.filter((bar) => bar.department === code);
    return { department: code, name, bars: own, tiers: stack(own, line.length / 50) };
  });
}

/** Open items in each part of the line. */
export function loadOf(lanes: readonly Lane[], line: Line): number[] {
  const bars = lanes.flatMap((lane) => lane.bars);
  return Array.from({ length: LOAD_PARTS }, (_, part) => {
    const from = (line.length * part) / LOAD_PARTS;
    const to = (line.length * (part + 1)) / LOAD_PARTS;
    return bars.filter((bar) => bar.from < to && bar.to > from).length;
  });
}

/** Whether what it asked was done, and in time. */
export function kept(bar: Bar): boolean {
  return bar.late.length === 0 && reached(bar.delivery.stage, 'acknowledged');
}
