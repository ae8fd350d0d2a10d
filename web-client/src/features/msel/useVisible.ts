// Rows that pass the filter, and what of others is to be seen in them.
import { useMemo, useRef } from 'react';
import { type CellWords, shownText } from '../../lib/msel/cells';
import { type Column, chosenColumns, columnOf, REHEARSED_COLUMN, viewColumns } from '../../lib/msel/columns';
import { type Filter, filtering, passes } from '../../lib/msel/filter';
import { useItems, usePresence, useYou } from '../../sync';
import { useDesk } from './desk';
import { useRehearsal } from './rehearsal';
import { type Sheet, type SheetRow, useSheet } from './sheet';

/** Rows by key with their open comments: fields, `*` for the row as a whole. */
export function useCommented(): ReadonlyMap<string, string> {
  const comments = useItems('msel_comment');
  return useMemo(() => {
    const found = new Map<string, Set<string>>();
    for (const { row, field, settled } of comments) {
      if (!row || settled) continue;
      const fields = found.get(row) ?? new Set();
      fields.add(field ?? '*');
      found.set(row, fields);
    }
    return new Map([...found].map(([row, fields]) => [row, [...fields].join('|')]));
  }, [comments]);
}

/** Others in cells, by row: field, tab, seat. */
export function useOthers(): ReadonlyMap<string, string> {
  const { cells } = usePresence();
  const { seat } = useYou();
  return useMemo(() => {
    const found = new Map<string, string>();
    for (const one of cells) {
      if (one.seat === seat) continue;
      const { row, field } = one.cell;
      const before = found.get(row);
      found.set(row, `${before ? `${before}|` : ''}${field}\t${one.seat}`);
    }
    return found;
  }, [cells, seat]);
}

const texts = new WeakMap<SheetRow, Map<string, string>>();

/** A cell as it is looked for: as it is shown, its code beside it. */
function textOf(row: SheetRow, field: string, words: CellWords): string {
  let known = texts.get(row);
  if (!known) {
    known = new Map();
    texts.set(row, known);
  }
  const key = `${words.lang} ${field}`;
  let text = known.get(key);
  if (text === undefined) {
    const cell = row.cells[field];
    const column = columnOf(field);
    const shown = shownText(cell, column, words);
    text = cell && shown !== cell.text ? `${shown} ${cell.text}` : shown;
    known.set(key, text);
  }
  return text;
}

function sieve(
  sheet: Sheet,
  filter: Filter,
  kept: ReadonlySet<string>,
  commented: ReadonlyMap<string, string>,
  words: CellWords,
) {
  if (!filtering(filter)) return sheet.order;
  return sheet.order.filter((id) => {
    const row = sheet.rows.get(id);
    if (!row) return false;
    return (
      kept.has(id) ||
      passes(filter, {
        text: (field) =>
          field === 'phase' || field === 'to' ? (row.cells[field]?.text ?? '') : textOf(row, field, words),
        fields: () => Object.keys(row.cells),
        faulty: row.wrong > 0,
        commented: commented.has(id),
      })
    );
  });
}

/** Keys of the rows to be shown; the same list while it says the same. */
export function useVisible(words: CellWords): readonly string[] {
  const sheet = useSheet((one) => one);
  const filter = useDesk((desk) => desk.filter);
  const kept = useDesk((desk) => desk.kept);
  const commented = useCommented();
  const last = useRef<readonly string[]>([]);
  return useMemo(() => {
    const next = sieve(sheet, filter, kept, commented, words);
    const same = next.length === last.current.length && next.every((id, at) => id === last.current[at]);
    if (!same) last.current = next;
    return last.current;
  }, [sheet, filter, kept, commented, words]);
}

const REHEARSED_AT = 3;

/** The columns of the view. */
export function useColumns(words: CellWords): readonly Column[] {
  const view = useDesk((desk) => desk.view);
  const own = useDesk((desk) => desk.own);
  const extra = useSheet((sheet) => sheet.extra);
  const rehearsed = useDesk((desk) => desk.rehearsed);
  const known = useRehearsal(({ report }) => report !== undefined);
  return useMemo(() => {
    const columns = view === 'own' ? chosenColumns(own, extra) : viewColumns(view, words.lang, extra);
    if (!known || !rehearsed) return columns;
    // Behind number, time and title, where the eye is.
    return [...columns.slice(0, REHEARSED_AT), REHEARSED_COLUMN, ...columns.slice(REHEARSED_AT)];
  }, [view, own, extra, words.lang, known, rehearsed]);
}
