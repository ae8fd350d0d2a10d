// What is written into the list: on screen at once, to the server in pieces and in order, and marked as not
// yet recorded until it is. Nothing that was typed goes away because a command was refused.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type RowsChange, reordered } from '../../lib/msel/order';
import { uuid } from '../../lib/uuid';
import type { Command, CommandId, MselCell, MselInput, Stamp } from '../../protocol';
import { heldExercise, may, type OutboxProblem, submit } from '../../sync';
import { connectionStore } from '../../sync/connection';
import { heldStore, outbox } from '../../sync/live';
import { forgetEdit, keepEdits, takeUpEdits } from '../../sync/planned';

/** Commands on their way at once: enough to hide the round trip, few enough for the server's allowance. */
const IN_FLIGHT = 4;
/** A recorded change whose item has not come by then was one that changed nothing. */
const GONE_AFTER = 3_000;
const RETRY_AFTER = 1_000;
/** `outcome_unknown`: asked again under its id, the server says what became of it. */
const NOT_NOW: ReadonlySet<string> = new Set(['rate_limited', 'busy', 'off_line', 'outcome_unknown']);

/** An edit that would change nothing, or undo what somebody else has changed since: the record stands. */
const SETTLED: ReadonlySet<string> = new Set(['already_done', 'changed_since']);

export interface Job {
  n: number;
  gesture: string;
  command: Command;
  state: 'waiting' | 'sent' | 'recorded' | 'failed';
  /** The same from the first to the last try, also after the page was killed. */
  id: CommandId;
  problem: OutboxProblem | null;
  /** When it was recorded, by this device. */
  settled: number;
}

/** A cell as somebody here wants it, laid over the one of the server. */
export interface Laid {
  job: number;
  cell: MselCell;
  /** Version of the server's cell that it replaces. */
  seen: number;
  failed: boolean;
}

type RowCells = ReadonlyMap<string, Laid>;

export interface Writes {
  jobs: readonly Job[];
  cells: ReadonlyMap<string, RowCells>;
  /** When the last change was recorded. */
  saved: Stamp | null;
}

const NONE: Writes = { jobs: [], cells: new Map(), saved: null };
export const writes = createStore<Writes>(() => NONE);
let count = 0;
let exercise: string | undefined;
let again: ReturnType<typeof setTimeout> | undefined;

export const useWrites = <T>(pick: (state: Writes) => T): T => useStore(writes, pick);

/** A cell of the server; the empty ones are not there. */
export function heldCell(row: string, field: string): MselCell | undefined {
  const item = heldStore.getState().items.get(`msel_row/${row}`);
  return item?.kind === 'msel_row' ? item.cells[field] : undefined;
}

/** The version a writer has before him: of what is on its way, else of what is recorded. */
export function versionOf(row: string, field: string): number {
  const laid = writes.getState().cells.get(row)?.get(field);
  return laid ? laid.cell.version : (heldCell(row, field)?.version ?? 0);
}

/** How a cell will look until the server has read it. An emptied one goes on counting. */
export function asCell(to: MselInput, seen: number): MselCell {
  if ('text' in to) return { text: to.text, version: seen + 1 };
  return to.value === null
    ? { text: '', version: seen + 1 }
    : { text: '', value: to.value, version: seen + 1 };
}

/** Takes up an exercise; what was on its way for another one is that one's. */
export function openWrites(): void {
  const now = heldExercise();
  if (now === exercise) return;
  exercise = now;
  writes.setState(NONE, true);
  const seat = heldStore.getState().you?.seat;
  if (now && seat) void takeUp(now, seat);
}

/** What a killed page has left is laid over the list again, below what was written since. */
async function takeUp(now: string, seat: string): Promise<void> {
  const kept = await takeUpEdits(now, seat);
  if (exercise !== now || kept.length === 0) return;
  const { jobs, cells, saved } = writes.getState();
  const [made, laid] = laidOut(kept, new Map());
  for (const [row, inner] of cells) lay(laid, row, inner);
  writes.setState({ jobs: [...made, ...jobs], cells: laid, saved }, true);
  pump();
}

function lay(into: Map<string, RowCells>, row: string, entries: Iterable<[string, Laid]>): void {
  const inner = new Map(into.get(row) ?? []);
  for (const [field, laid] of entries) inner.set(field, laid);
  into.set(row, inner);
}

/** Gives commands of one gesture, in order. What they change is on screen when this returns. */
export function give(commands: readonly Command[], gesture: string): void {
  if (commands.length === 0) return;
  const { jobs, cells, saved } = writes.getState();
  const wanted = commands.map((command) => ({ id: uuid(), gesture, command }));
  const [made, laid] = laidOut(wanted, cells);
  const seat = heldStore.getState().you?.seat;
  if (exercise && seat) keepEdits(wanted.map((one) => ({ ...one, exercise: exercise ?? '', seat })));
  writes.setState({ jobs: [...jobs, ...made], cells: laid, saved }, true);
  // A large paste is on screen before its first piece is wrapped up.
  if (made.length > 1) setTimeout(pump);
  else pump();
}

type Wanted = Pick<Job, 'id' | 'gesture' | 'command'>;

/** Jobs of commands, and the cells with what they change laid over them. */
function laidOut(wanted: readonly Wanted[], cells: Writes['cells']): [Job[], Map<string, RowCells>] {
  const laid = new Map(cells);
  const made = wanted.map(({ id, gesture, command }): Job => {
    count += 1;
    const job = count;
    if (command.type === 'edit_msel_cells') {
      for (const [row, edits] of grouped(command.cells)) {
        lay(
          laid,
          row,
          edits.map(({ field, to, seen }): [string, Laid] => [
            field,
            { job, cell: asCell(to, seen ?? 0), seen: seen ?? 0, failed: false },
          ]),
        );
      }
    } else if (command.type === 'add_msel_rows') {
      for (const { row, cells: own } of command.rows)
        lay(
          laid,
          row,
          Object.entries(own).flatMap(([field, to]): [string, Laid][] =>
            to ? [[field, { job, cell: asCell(to, 0), seen: 0, failed: false }]] : [],
          ),
        );
    }
    return { n: job, gesture, command, state: 'waiting', id, problem: null, settled: 0 };
  });
  return [made, laid];
}

function grouped<T extends { row: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(one.row);
    if (group) group.push(one);
    else groups.set(one.row, [one]);
  }
  return groups;
}

function change(n: number, over: Partial<Job>): void {
  writes.setState({ jobs: writes.getState().jobs.map((job) => (job.n === n ? { ...job, ...over } : job)) });
}

function pump(): void {
  for (;;) {
    const { jobs } = writes.getState();
    if (jobs.filter(({ state }) => state === 'sent').length >= IN_FLIGHT) return;
    const next = jobs.find(({ state }) => state === 'waiting');
    if (!next || again !== undefined) return;
    const why = may(next.command.type).why;
    if (why === 'off_line' || why === 'loading') return;
    // Handing over calls back: it has to look handed over by then.
    change(next.n, { state: 'sent' });
    submit(next.command, undefined, next.id);
    // Refused on the spot, for instance because the line broke this moment.
    look();
  }
}

/** What became of the commands that are on their way. */
function look(): void {
  for (const job of writes.getState().jobs) {
    if (job.state !== 'sent') continue;
    const entry = outbox.find(job.id);
    if (entry?.state === 'recorded') {
      forgetEdit(job.id);
      change(job.n, { state: 'recorded', settled: performance.now() });
      writes.setState({ saved: entry.at });
      setTimeout(clear, GONE_AFTER + 50);
    } else if (entry?.state === 'rejected') {
      outbox.dismiss(job.id);
      const code = entry.problem?.code ?? 'internal';
      if (NOT_NOW.has(code)) retryLater(job.n, entry.problem?.retry_after_ms ?? RETRY_AFTER);
      else if (job.command.type === 'edit_msel_cells' && SETTLED.has(code)) drop(job.n);
      else fail(job.n, entry.problem);
    }
  }
}

function retryLater(n: number, after: number): void {
  change(n, { state: 'waiting' });
  clearTimeout(again);
  again = setTimeout(() => {
    again = undefined;
    pump();
  }, after);
}

function mark(cells: Writes['cells'], n: number, failed: boolean): Writes['cells'] {
  const next = new Map(cells);
  for (const [row, inner] of cells) {
    if (![...inner.values()].some((laid) => laid.job === n)) continue;
    next.set(
      row,
      new Map([...inner].map(([field, laid]) => [field, laid.job === n ? { ...laid, failed } : laid])),
    );
  }
  return next;
}

function fail(n: number, problem: OutboxProblem | null): void {
  change(n, { state: 'failed', problem });
  writes.setState({ cells: mark(writes.getState().cells, n, true) });
}

/** Takes away what the server shows by itself now. */
function clear(): void {
  const { jobs, cells } = writes.getState();
  const recorded = new Map(jobs.filter(({ state }) => state === 'recorded').map((job) => [job.n, job]));
  if (recorded.size === 0) return;
  const late = (job: Job) => performance.now() - job.settled > GONE_AFTER;
  const open = new Set<number>();
  const next = new Map<string, RowCells>();
  let changed = false;
  for (const [row, inner] of cells) {
    const kept = [...inner].filter(([field, laid]) => {
      const job = recorded.get(laid.job);
      if (!job) return true;
      if (late(job) || (heldCell(row, field)?.version ?? 0) !== laid.seen) return false;
      open.add(laid.job);
      return true;
    });
    if (kept.length !== inner.size) changed = true;
    if (kept.length > 0) next.set(row, kept.length === inner.size ? inner : new Map(kept));
  }
  const left = jobs.filter((job) => {
    if (job.state !== 'recorded') return true;
    return !late(job) && (open.has(job.n) || job.command.type !== 'edit_msel_cells');
  });
  if (changed || left.length !== jobs.length) writes.setState({ jobs: left, cells: changed ? next : cells });
}

/** The order of rows with everything laid over it that is on its way. */
export function laidOrder(order: readonly string[], jobs: readonly Job[]): readonly string[] {
  let next = order;
  for (const { command, state } of jobs) {
    const rows = state === 'failed' ? undefined : rowsChange(command);
    if (rows) next = reordered(next, rows);
  }
  return next;
}

export function rowsChange(command: Command): RowsChange | undefined {
  switch (command.type) {
    case 'add_msel_rows':
      return { type: 'add', rows: command.rows.map(({ row }) => row), after: command.after ?? null };
    case 'restore_msel_rows':
      return { type: 'restore', rows: command.rows, after: command.after ?? null };
    case 'move_msel_rows':
      return { type: 'move', rows: command.rows, after: command.after ?? null };
    case 'remove_msel_rows':
      return { type: 'remove', rows: command.rows };
    default:
      return undefined;
  }
}

/** Tries once more what was refused. */
export function tryAgain(): void {
  let { cells } = writes.getState();
  const { jobs } = writes.getState();
  for (const job of jobs) if (job.state === 'failed') cells = mark(cells, job.n, false);
  writes.setState({
    cells,
    jobs: jobs.map((job) => (job.state === 'failed' ? { ...job, state: 'waiting', problem: null } : job)),
  });
  pump();
}

/** Lets go of what was refused: the cells show again what is recorded. */
export function letGo(): void {
  drop(
    ...writes
      .getState()
      .jobs.filter(({ state }) => state === 'failed')
      .map(({ n }) => n),
  );
}

function drop(...jobsGone: number[]): void {
  const { jobs, cells } = writes.getState();
  const failed = new Set(jobsGone);
  for (const { n, id } of jobs) if (failed.has(n)) forgetEdit(id);
  const next = new Map<string, RowCells>();
  for (const [row, inner] of cells) {
    const kept = [...inner].filter(([, laid]) => !failed.has(laid.job));
    if (kept.length > 0) next.set(row, new Map(kept));
  }
  writes.setState({ jobs: jobs.filter(({ n }) => !failed.has(n)), cells: next });
}

/** Whether anything is not recorded yet. */
export const owes = (state: Writes): boolean =>
  state.jobs.some((job) => job.state === 'waiting' || job.state === 'sent' || job.state === 'failed');

let held = heldStore.getState().kinds;
heldStore.subscribe(({ kinds }) => {
  const news = kinds.msel_row !== held.msel_row || kinds.msel !== held.msel;
  held = kinds;
  if (news) clear();
});
outbox.store.subscribe(() => {
  look();
  pump();
});
// After the outbox has taken up its own, which it does within the same moment.
connectionStore.subscribe(() => setTimeout(pump));
