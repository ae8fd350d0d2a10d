// Large pastes in pieces that the server takes: each a command of one gesture.
import type { Command, MselEdit, NewMselRow } from '../../protocol';
import { FRAME_BYTES_MAX } from '../../protocol';

/** Cells of one command at most. */
export const CELLS_MAX = 2_000;
/** What a frame keeps for itself around the list of cells. */
const AROUND = 2_048;
const ROOM = FRAME_BYTES_MAX - AROUND;

const encoder = new TextEncoder();
const bytesOf = (value: unknown) => encoder.encode(JSON.stringify(value)).length + 1;

/** Cuts a list so that every piece has room in a frame and holds no more than the server takes. */
function pieces<T>(list: readonly T[], cells: (one: T) => number): T[][] {
  const cut: T[][] = [];
  let piece: T[] = [];
  let bytes = 0;
  let held = 0;
  for (const one of list) {
    const size = bytesOf(one);
    const count = cells(one);
    if (piece.length > 0 && (bytes + size > ROOM || held + count > CELLS_MAX)) {
      cut.push(piece);
      piece = [];
      bytes = 0;
      held = 0;
    }
    piece.push(one);
    bytes += size;
    held += count;
  }
  if (piece.length > 0) cut.push(piece);
  return cut;
}

export function editCommands(cells: readonly MselEdit[], gesture: string, strict: boolean): Command[] {
  return pieces(cells, () => 1).map((piece) => ({
    type: 'edit_msel_cells',
    cells: piece,
    gesture,
    ...(strict ? { strict } : {}),
  }));
}

/** Each piece goes behind the last row of the one before it. */
export function addCommands(rows: readonly NewMselRow[], after: string | null, gesture: string): Command[] {
  let behind = after;
  return pieces(rows, (row) => Math.max(1, Object.keys(row.cells).length)).map((piece): Command => {
    const command: Command = {
      type: 'add_msel_rows',
      rows: piece,
      gesture,
      ...(behind ? { after: behind } : {}),
    };
    behind = piece.at(-1)?.row ?? behind;
    return command;
  });
}

/** Rows by their keys, as many at once as the server takes. */
export function rowCommands(
  rows: readonly string[],
  make: (piece: string[], before: string | null) => Command,
): Command[] {
  let before: string | null = null;
  return pieces(rows, () => 1).map((piece) => {
    const command = make(piece, before);
    before = piece.at(-1) ?? before;
    return command;
  });
}
