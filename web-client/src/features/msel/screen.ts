// What stands on screen now, for what is done with it: rows that pass the filter, columns of the view, the block.
import type { Column } from '../../lib/msel/columns';
import { type Block, blockOf, type Spot } from '../../lib/msel/select';
import { type Place, useDesk } from './desk';
import { type SheetRow, sheetNow } from './sheet';

interface Screen {
  rows: readonly string[];
  /** Index of each row. */
  places: ReadonlyMap<string, number>;
  columns: readonly Column[];
  page: number;
  /** Brings a cell into sight. */
  reveal: (spot: Spot) => void;
}

/** Written by the grid as it draws, read by keys and menus. */
export const screen: Screen = {
  rows: [],
  places: new Map(),
  columns: [],
  page: 20,
  reveal: () => undefined,
};

/** Where the last known place of a vanished row was: the cursor stays there. */
let lastRow = 0;

export function spotOf(place: Place | null): Spot | undefined {
  if (!place || screen.rows.length === 0 || screen.columns.length === 0) return undefined;
  const found = screen.places.get(place.row);
  const row = found ?? Math.min(lastRow, screen.rows.length - 1);
  if (found !== undefined) lastRow = found;
  const column = screen.columns.findIndex(({ field }) => field === place.field);
  return { row, column: Math.max(0, column) };
}

export function placeOf({ row, column }: Spot): Place | null {
  const id = screen.rows[row];
  const field = screen.columns[column]?.field;
  return id !== undefined && field !== undefined ? { row: id, field } : null;
}

export function activeSpot(): Spot | undefined {
  return spotOf(useDesk.getState().active);
}

export function cornerSpot(): Spot | undefined {
  return spotOf(useDesk.getState().corner) ?? activeSpot();
}

/** The block that is marked; one cell where none is. */
export function markedBlock(): Block | undefined {
  const { anchor } = useDesk.getState();
  const from = spotOf(anchor) ?? activeSpot();
  const to = cornerSpot();
  return to && from ? blockOf(from, to) : undefined;
}

export function rowsOf(block: Block): string[] {
  return screen.rows.slice(block.top, block.bottom + 1);
}

export function columnsOf(block: Block): Column[] {
  return screen.columns.slice(block.left, block.right + 1);
}

export function rowAt(index: number): SheetRow | undefined {
  const id = screen.rows[index];
  return id === undefined ? undefined : sheetNow().rows.get(id);
}

/** The cursor goes to a cell, and the grid takes the focus. */
export function goTo(spot: Spot, extend = false): void {
  const place = placeOf(spot);
  if (!place) return;
  editor.commit();
  focus.wanted = true;
  useDesk.getState().go(place, extend);
  screen.reveal(spot);
}

/** Ends what is being edited and keeps it; set by the cell that is. */
export const editor: { commit: () => void } = { commit: () => undefined };

/** Whether the grid is where the keys go: then the cursor's cell takes the focus as it moves. */
export const focus = { wanted: false };
