// What can be done to the list from anywhere: keys, menus, panel and dialogs call the same few functions.

import { inputOf, sameInput } from '../../lib/msel/cells';
import { addCommands, editCommands, rowCommands } from '../../lib/msel/chunks';
import { columnOf } from '../../lib/msel/columns';
import { type CellStep, did, redo, type Step, undo } from '../../lib/msel/history';
import { placesOf, type RowsChange } from '../../lib/msel/order';
import { uuid } from '../../lib/uuid';
import type { Command, MselInput, NewMselRow } from '../../protocol';
import { heldStore } from '../../sync/live';
import { useDesk } from './desk';
import { sheetNow } from './sheet';
import { give, heldCell, versionOf, writes } from './writes';

export interface Edit {
  row: string;
  field: string;
  to: MselInput;
}

/** Rows to be made, with what stands in their cells. */
export interface NewRow {
  row: string;
  cells: Record<string, MselInput>;
}

function remember(step: Step): void {
  const desk = useDesk.getState();
  useDesk.setState({ history: did(desk.history, step) });
  desk.keep([
    ...new Set([
      ...step.cells.map(({ row }) => row),
      ...step.rows.flatMap(({ forth }) => forth.flatMap(({ rows }) => rows)),
    ]),
  ]);
}

/** Writes cells; what would change nothing is left out. One gesture, one step of undo. */
export function editCells(edits: readonly Edit[], gesture = uuid()): void {
  change({ edits, gesture });
}

interface Change {
  edits?: readonly Edit[];
  add?: { rows: readonly NewRow[]; after: string | null };
  gesture?: string;
}

/** Cells without those of columns that are reckoned: a pasted block may lie over one. */
function written(cells: Record<string, MselInput>): Record<string, MselInput> {
  return Object.fromEntries(Object.entries(cells).filter(([field]) => !columnOf(field).reckoned));
}

/** New rows and cells in one gesture. */
export function change({ edits = [], add, gesture = uuid() }: Change): void {
  const { rows } = sheetNow();
  const cells: CellStep[] = [];
  const wire = edits.flatMap(({ row, field, to }) => {
    if (columnOf(field).reckoned) return [];
    const before = inputOf(rows.get(row)?.cells[field], columnOf(field).form);
    if (sameInput(before, to)) return [];
    // A text that says the same as a value would only be read once more.
    const text = rows.get(row)?.cells[field]?.text;
    if ('text' in to && to.text === (text ?? '') && text !== '') return [];
    const seen = versionOf(row, field);
    cells.push({ row, field, before, after: to });
    return [{ row, field, to, seen }];
  });
  const commands: Command[] = [];
  const step: Step = { gesture, cells, rows: [] };
  if (add && add.rows.length > 0) {
    const made = add.rows.map(({ row, cells: own }): NewMselRow => ({ row, cells: written(own) }));
    commands.push(...addCommands(made, add.after, gesture));
    const keys = made.map(({ row }) => row);
    step.rows.push({
      forth: [{ type: 'restore', rows: keys, after: add.after }],
      back: [{ type: 'remove', rows: keys }],
    });
  }
  commands.push(...editCommands(wire, gesture, false));
  if (commands.length === 0) return;
  give(commands, gesture);
  remember(step);
}

function commandsOf(change: RowsChange, gesture: string): Command[] {
  if (change.type === 'remove')
    return rowCommands(change.rows, (rows) => ({ type: 'remove_msel_rows', rows, gesture }));
  const type = change.type === 'move' ? 'move_msel_rows' : 'restore_msel_rows';
  return rowCommands(change.rows, (rows, before): Command => {
    const after = before ?? change.after;
    return { type, rows, gesture, ...(after ? { after } : {}) };
  });
}

/** A row that asks for nothing is filed away unread: a new one asks for a receipt within a minute, until somebody decides otherwise. */
const ASKS: Record<string, MselInput> = { target_acknowledge: { text: '1:00' } };

/** A new row behind another one, or at the head. */
export function addRow(after: string | null, cells: Record<string, MselInput> = ASKS): string {
  const row = uuid();
  change({ add: { rows: [{ row, cells }], after } });
  return row;
}

export function removeRows(rows: readonly string[]): void {
  if (rows.length === 0) return;
  const gesture = uuid();
  const forth: RowsChange = { type: 'remove', rows };
  const back = [...placesOf(sheetNow().order, rows)].map(
    ([after, list]): RowsChange => ({ type: 'restore', rows: list, after }),
  );
  give(commandsOf(forth, gesture), gesture);
  remember({ gesture, cells: [], rows: [{ forth: [forth], back }] });
}

/** Puts rows back that were taken out. */
export function restoreRows(rows: readonly string[], after: string | null): void {
  const gesture = uuid();
  const forth: RowsChange = { type: 'restore', rows, after };
  give(commandsOf(forth, gesture), gesture);
  remember({ gesture, cells: [], rows: [{ forth: [forth], back: [{ type: 'remove', rows }] }] });
}

export function moveRows(rows: readonly string[], after: string | null): void {
  const gesture = uuid();
  const forth: RowsChange = { type: 'move', rows, after };
  const back = [...placesOf(sheetNow().order, rows)].map(
    ([behind, list]): RowsChange => ({ type: 'move', rows: list, after: behind }),
  );
  give(commandsOf(forth, gesture), gesture);
  remember({ gesture, cells: [], rows: [{ forth: [forth], back }] });
}

export type Undone = { what: 'nothing' } | { what: 'done'; cells: number; rows: number; left: number };

/** Takes the last gesture back. What somebody else has changed since stays as he wrote it. */
export function undoLast(): Undone {
  return turn(undo);
}

export function redoLast(): Undone {
  return turn(redo);
}

function turn(way: typeof undo): Undone {
  const [step, history] = way(useDesk.getState().history);
  if (!step) return { what: 'nothing' };
  const gesture = uuid();
  const seat = heldStore.getState().you?.seat;
  const wire = step.cells.flatMap(({ row, field, before, after }) => {
    const here = sheetNow().rows.get(row)?.cells[field];
    // A cell is this window's to turn back while it is the last that wrote there, or while what stands there
    // is what it put: an empty cell has no writer.
    const own = writes.getState().cells.get(row)?.has(field) || heldCell(row, field)?.by?.seat === seat;
    if (!own && !sameInput(inputOf(here, columnOf(field).form), before)) return [];
    return [{ row, field, to: after, seen: versionOf(row, field) }];
  });
  const commands = [
    ...step.rows.flatMap(({ forth }) => forth).flatMap((one) => commandsOf(one, gesture)),
    ...editCommands(wire, gesture, true),
  ];
  give(commands, gesture);
  useDesk.setState({ history });
  const rows = step.rows.flatMap(({ forth }) => forth.flatMap((one) => one.rows)).length;
  return { what: 'done', cells: wire.length, rows, left: step.cells.length - wire.length };
}
