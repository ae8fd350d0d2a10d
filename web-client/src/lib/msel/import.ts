// What becomes of a sheet that was looked at: which rows are taken, and what is written for them.
import type { ImportPreview, ImportRow, MselField, MselInput } from '../../protocol';
import { readSetting, writeSetting } from '../storage';

/** Columns by their header as people last corrected them, on this device. */
const REMEMBERED = 'msel.headers';

const clean = (header: string) => header.normalize('NFKC').trim().toLowerCase();

function remembered(): Record<string, MselField | null> {
  try {
    return JSON.parse(readSetting(REMEMBERED) ?? '{}') as Record<string, MselField | null>;
  } catch {
    return {};
  }
}

export function remember(header: string, field: MselField | null): void {
  if (clean(header)) writeSetting(REMEMBERED, JSON.stringify({ ...remembered(), [clean(header)]: field }));
}

/** Columns that people corrected before and that were taken for something else now. */
export function corrections(preview: ImportPreview): Record<number, MselField | null> {
  const known = remembered();
  const found: Record<number, MselField | null> = {};
  for (const { index, header, field } of preview.columns) {
    const before = known[clean(header)];
    if (before !== undefined && before !== field) found[index] = before;
  }
  return found;
}

/** Rows that are taken unless somebody says otherwise: the new ones; a changed one only on purpose. */
export function taken(preview: ImportPreview): Set<number> {
  return new Set(preview.rows.filter(({ change }) => change === 'new').map(({ line }) => line));
}

/** A cell as it is written: its value where it has a form of its own and was read, else its text. */
export function importedInput(
  value: { text: string; value?: unknown; fault?: string },
  structured: boolean,
): MselInput {
  const whole = structured && value.value !== undefined && value.value !== null && value.fault === undefined;
  return whole ? { value: value.value } : { text: value.text };
}

export interface Plan {
  add: { row: string; cells: Record<string, MselInput> }[];
  edit: { row: string; field: string; to: MselInput }[];
}

/** Everything that is written for the rows that were ticked. Of a changed row only the cells that differ. */
export function planOf(
  preview: ImportPreview,
  lines: ReadonlySet<number>,
  structured: (field: string) => boolean,
): Plan {
  const plan: Plan = { add: [], edit: [] };
  for (const row of preview.rows) {
    if (!lines.has(row.line) || row.change === 'same') continue;
    if (row.change === 'new') {
      plan.add.push({ row: row.row, cells: cellsOf(row, structured) });
      continue;
    }
    for (const [field, to] of Object.entries(cellsOf(row, structured)))
      if (row.before[field] !== undefined) plan.edit.push({ row: row.row, field, to });
  }
  return plan;
}

function cellsOf(row: ImportRow, structured: (field: string) => boolean): Record<string, MselInput> {
  return Object.fromEntries(
    Object.entries(row.cells).flatMap(([field, value]) =>
      value ? [[field, importedInput(value, structured(field))]] : [],
    ),
  );
}
