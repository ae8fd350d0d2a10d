// A block of cells and how keys move it. Places are counted in what is on screen: rows that pass the filter.

export interface Spot {
  row: number;
  column: number;
}

/** A block, its corners included. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function blockOf(a: Spot, b: Spot): Block {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

export const sizeOf = (block: Block): { rows: number; columns: number } => ({
  rows: block.bottom - block.top + 1,
  columns: block.right - block.left + 1,
});

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that one page of the screen holds. */
  page: number;
}

/** Where a key of moving leads from a cell; undefined for any other key. */
export function moved(from: Spot, key: string, ctrl: boolean, extent: Extent): Spot | undefined {
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const to = (row: number, column: number): Spot => ({
    row: clamp(row, lastRow),
    column: clamp(column, lastColumn),
  });
  switch (key) {
    case 'ArrowUp':
      return ctrl ? to(0, from.column) : to(from.row - 1, from.column);
    case 'ArrowDown':
      return ctrl ? to(lastRow, from.column) : to(from.row + 1, from.column);
    case 'ArrowLeft':
      return ctrl ? to(from.row, 0) : to(from.row, from.column - 1);
    case 'ArrowRight':
      return ctrl ? to(from.row, lastColumn) : to(from.row, from.column + 1);
    case 'Home':
      return to(ctrl ? 0 : from.row, 0);
    case 'End':
      return to(ctrl ? lastRow : from.row, lastColumn);
    case 'PageUp':
      return to(from.row - extent.page, from.column);
    case 'PageDown':
      return to(from.row + extent.page, from.column);
    default:
      return undefined;
  }
}

/**
 * The next cell by Tab or Enter. Inside a block of several cells it goes round in the block; alone Tab goes
 * on at the beginning of the next row. Undefined where there is nothing further: Tab then leaves the grid.
 */
export function stepped(
  from: Spot,
  along: 'column' | 'row',
  by: 1 | -1,
  block: Block,
  extent: Extent,
): Spot | undefined {
  const { rows, columns } = sizeOf(block);
  if (rows * columns > 1) {
    const [row, column] = [from.row - block.top, from.column - block.left];
    const place = along === 'column' ? row * columns + column : column * rows + row;
    const next = (place + by + rows * columns) % (rows * columns);
    return along === 'column'
      ? { row: block.top + Math.floor(next / columns), column: block.left + (next % columns) }
      : { row: block.top + (next % rows), column: block.left + Math.floor(next / rows) };
  }
  if (along === 'row') {
    return { row: clamp(from.row + by, extent.rows - 1), column: from.column };
  }
  const place = from.row * extent.columns + from.column + by;
  if (place < 0 || place >= extent.rows * extent.columns) return undefined;
  return { row: Math.floor(place / extent.columns), column: place % extent.columns };
}

/** How a pasted block lies on a selection: one cell fills all of it, a block is repeated where it fits whole. */
export function pasteExtent(
  source: { rows: number; columns: number },
  block: Block,
): { rows: number; columns: number } {
  const { rows, columns } = sizeOf(block);
  const fits = rows % source.rows === 0 && columns % source.columns === 0;
  return fits ? { rows, columns } : source;
}
