// Copy, cut, paste and fill: blocks of cells as Excel gives and takes them, and our own form beside it.
import { type CellWords, inputOf, shownText } from '../../lib/msel/cells';
import { COLUMNS, type Column } from '../../lib/msel/columns';
import { type Block, pasteExtent, sizeOf } from '../../lib/msel/select';
import { parseTsv, toHtml, toTsv } from '../../lib/msel/tsv';
import { uuid } from '../../lib/uuid';
import type { MselInput } from '../../protocol';
import { change, type Edit, editCells, type NewRow } from './acts';
import { useDesk } from './desk';
import { columnsOf, markedBlock, placeOf, rowsOf, screen } from './screen';
import { sheetNow } from './sheet';
import { columnName } from './words';

/** Our own form: values come back whole where a sheet program would only keep their words. */
const OWN = 'application/x-startex-cells';

export function copyBlock(data: DataTransfer, words: CellWords): Block | undefined {
  const block = markedBlock();
  if (!block) return undefined;
  const { rows } = sheetNow();
  const columns = columnsOf(block);
  const keys = rowsOf(block);
  const text = keys.map((row) => columns.map((column) => copied(row, column, words)));
  const own = keys.map((row) => columns.map(({ field, form }) => inputOf(rows.get(row)?.cells[field], form)));
  data.setData('text/plain', toTsv(text));
  data.setData('text/html', toHtml(text));
  data.setData(OWN, JSON.stringify({ fields: columns.map(({ field }) => field), cells: own }));
  return block;
}

/** Words for people where a code stands for them; the text that can be read again everywhere else. */
function copied(row: string, column: Column, words: CellWords): string {
  const cell = sheetNow().rows.get(row)?.cells[column.field];
  return column.words || !cell?.text ? shownText(cell, column, words) : cell.text;
}

export function clearBlock(): number {
  const block = markedBlock();
  if (!block) return 0;
  const { rows } = sheetNow();
  const edits = rowsOf(block).flatMap((row) =>
    columnsOf(block).flatMap(({ field }): Edit[] =>
      rows.get(row)?.cells[field] ? [{ row, field, to: { text: '' } }] : [],
    ),
  );
  editCells(edits);
  return edits.length;
}

interface Pasted {
  rows: number;
  columns: number;
  /** Rows that were made for what went beyond the last one. */
  made: number;
}

/** Whether a pasted block begins with headers of the list: then it is a sheet and is looked at before. */
export function looksLikeSheet(lines: readonly (readonly string[])[], words: CellWords): boolean {
  const [first] = lines;
  if (!first || lines.length < 2) return false;
  const names = new Set(
    COLUMNS.flatMap((column) => [column.field, columnName(column, words), columnName(column, words, false)]),
  );
  return first.filter((cell) => names.has(cell.trim())).length >= 3;
}

/** The cells of the clipboard: our own form where it is there, else tabs and lines. */
export function readBlock(data: DataTransfer): {
  own: MselInput[][] | undefined;
  lines: string[][];
  fields: string[];
} {
  const lines = parseTsv(data.getData('text/plain'));
  try {
    const given = JSON.parse(data.getData(OWN)) as { fields: string[]; cells: MselInput[][] };
    if (given.cells.length === lines.length) return { own: given.cells, lines, fields: given.fields };
  } catch {
    // Nothing of ours: it comes from elsewhere.
  }
  return { own: undefined, lines, fields: [] };
}

/** Puts a block where the cursor is. What goes beyond the last row makes new ones, all of it one step of undo. */
export function pasteBlock(data: DataTransfer, words: CellWords): Pasted | undefined {
  const { own, lines, fields } = readBlock(data);
  const block = markedBlock();
  if (!block) return undefined;
  const source = { rows: lines.length, columns: Math.max(...lines.map((line) => line.length)) };
  const extent = pasteExtent(source, block);
  const columns = screen.columns.slice(block.left, block.left + extent.columns);
  const at = (row: number, column: number): MselInput => {
    const [r, c] = [row % source.rows, column % source.columns];
    const target = columns[column];
    const value = own?.[r]?.[c];
    // A value has a meaning in its own column only.
    if (value && ('text' in value || fields[c] === target?.field)) return value;
    return { text: target ? typed(lines[r]?.[c] ?? '', target, words) : '' };
  };
  const edits: Edit[] = [];
  const rows: NewRow[] = [];
  for (let row = 0; row < extent.rows; row += 1) {
    const there = screen.rows[block.top + row];
    if (there !== undefined) {
      for (const [index, { field }] of columns.entries())
        edits.push({ row: there, field, to: at(row, index) });
    } else {
      const cells: Record<string, MselInput> = {};
      for (const [index, { field }] of columns.entries()) {
        const to = at(row, index);
        if (!('text' in to) || to.text !== '') cells[field] = to;
      }
      rows.push({ row: uuid(), cells });
    }
  }
  change({ edits, add: { rows, after: sheetNow().order.at(-1) ?? null } });
  mark(block, extent, rows.at(-1)?.row);
  return { rows: extent.rows, columns: columns.length, made: rows.length };
}

/** What was pasted is marked, as in a sheet program. */
function mark(block: Block, extent: { rows: number; columns: number }, made: string | undefined): void {
  const active = placeOf({ row: block.top, column: block.left });
  const corner = placeOf({
    row: Math.min(screen.rows.length, block.top + extent.rows) - 1,
    column: Math.min(screen.columns.length, block.left + extent.columns) - 1,
  });
  if (active && corner) useDesk.getState().mark(active, made ? { ...corner, row: made } : corner);
}

/** What somebody typed, as the server wants it: a word of a fixed list by its code, the rest as it is. */
export function typed(text: string, column: Column, words: CellWords): string {
  const clean = column.form === 'lines' ? text.replace(/\s+$/, '') : text.trim();
  // A list that was chosen from ends with the separator for a next one.
  if (column.form === 'codes') return clean.replace(/[;；,，、\s]+$/, '');
  if (!column.words) return clean;
  const { key, of } = column.words;
  const wanted = clean.toLowerCase();
  return of.find((code) => code === wanted || words.t(`${key}.${code}`).toLowerCase() === wanted) ?? clean;
}

/** Fills the marked block from its first row; a single row takes what stands above it. */
export function fillDown(): number {
  const block = markedBlock();
  if (!block) return 0;
  const single = sizeOf(block).rows === 1;
  const source = screen.rows[single ? block.top - 1 : block.top];
  if (source === undefined) return 0;
  const { rows } = sheetNow();
  const targets = single ? rowsOf(block) : rowsOf(block).slice(1);
  const edits = targets.flatMap((row) =>
    columnsOf(block).map(
      ({ field, form }): Edit => ({ row, field, to: inputOf(rows.get(source)?.cells[field], form) }),
    ),
  );
  editCells(edits);
  return edits.length;
}
