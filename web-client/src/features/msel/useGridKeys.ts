// The keys of the grid, as people bring them from Excel. While words are composed they belong to the input method.
import type { KeyboardEvent } from 'react';
import { shifted } from '../../lib/msel/order';
import { moved, sizeOf, stepped } from '../../lib/msel/select';
import { useMay } from '../../sync';
import { announce } from '../../ui';
import { addRow, moveRows, redoLast, removeRows, type Undone, undoLast } from './acts';
import { clearBlock, fillDown } from './clipboard';
import { useDesk } from './desk';
import { activeSpot, cornerSpot, goTo, markedBlock, placeOf, rowsOf, screen, spotOf } from './screen';
import { sheetNow } from './sheet';
import { useMselWords } from './words';

const extent = () => ({ rows: screen.rows.length, columns: screen.columns.length, page: screen.page });

function say(text: string): void {
  announce(text);
  useDesk.getState().tell(text);
}

/** Everything that a hand does beside moving; said in words, because much of it happens out of sight. */
export function useDeeds() {
  const { t, say: words } = useMselWords();
  const edit = useMay('edit_msel_cells');
  const refuse = () => say(words(`common:why.${edit.why ?? 'loading'}`));
  const guarded = (deed: () => void) => () => (edit.ok || edit.why === 'off_line' ? deed() : refuse());
  const told = ({ what, ...rest }: Undone, done: string) => {
    if (what === 'nothing') return say(t(`${done}_none`));
    const { cells, rows, left } = rest as { cells: number; rows: number; left: number };
    say(left > 0 ? t(`${done}_left`, { cells, rows, left }) : t(`${done}_done`, { cells, rows }));
  };
  const rows = () => {
    const block = markedBlock();
    return block ? rowsOf(block) : [];
  };
  return {
    refuse,
    newRow: guarded(() => {
      const spot = activeSpot();
      const after = spot ? (screen.rows[spot.row] ?? null) : (sheetNow().order.at(-1) ?? null);
      const row = addRow(after);
      const { active } = useDesk.getState();
      const field = active?.field ?? screen.columns[0]?.field ?? 'id';
      useDesk.getState().keep([row]);
      // The grid knows the row once it has drawn it.
      requestAnimationFrame(() => {
        const place = screen.places.get(row);
        if (place !== undefined)
          goTo({
            row: place,
            column: Math.max(
              0,
              screen.columns.findIndex((one) => one.field === field),
            ),
          });
      });
      say(t('added'));
    }),
    remove: guarded(() => {
      const list = rows();
      const block = markedBlock();
      removeRows(list);
      if (list.length > 0) say(t('removed_rows', { count: list.length }));
      if (block)
        requestAnimationFrame(() =>
          goTo({ row: Math.min(block.top, screen.rows.length - 1), column: block.left }),
        );
    }),
    move: (by: 1 | -1) =>
      guarded(() => {
        const list = rows();
        const after = shifted(sheetNow().order, new Set(list), by);
        if (list.length === 0 || after === undefined) return;
        moveRows(list, after);
        const spot = activeSpot();
        if (spot) requestAnimationFrame(() => screen.reveal(activeSpot() ?? spot));
        say(t('moved_rows', { count: list.length }));
      })(),
    fill: guarded(() => say(t('filled', { count: fillDown() }))),
    clear: guarded(() => say(t('cleared', { count: clearBlock() }))),
    undo: guarded(() => told(undoLast(), 'undo')),
    redo: guarded(() => told(redoLast(), 'redo')),
  };
}

export type Deeds = ReturnType<typeof useDeeds>;

function markRows(): void {
  const block = markedBlock();
  if (!block) return;
  const from = placeOf({ row: block.top, column: 0 });
  const to = placeOf({ row: block.bottom, column: screen.columns.length - 1 });
  if (from && to) useDesk.getState().mark(from, to);
}

function markAll(): void {
  const from = placeOf({ row: 0, column: 0 });
  const to = placeOf({ row: screen.rows.length - 1, column: screen.columns.length - 1 });
  if (from && to) useDesk.getState().mark(from, to);
}

/** Tab and Enter. False where there is nothing further, so that Tab leaves the grid. */
function step(along: 'column' | 'row', by: 1 | -1): boolean {
  const desk = useDesk.getState();
  const spot = activeSpot();
  const block = markedBlock();
  if (!spot || !block) return false;
  const many = sizeOf(block).rows * sizeOf(block).columns > 1;
  if (many) {
    const next = stepped(spot, along, by, block, extent());
    const active = next && placeOf(next);
    if (!next || !active) return false;
    // The block stays marked while the cursor goes round in it.
    desk.set({ active, editing: null });
    screen.reveal(next);
    return true;
  }
  if (along === 'column') {
    const next = stepped(spot, along, by, block, extent());
    if (!next) return false;
    const from = desk.tabFrom ?? desk.active?.field ?? null;
    goTo(next);
    desk.set({ tabFrom: from });
    return true;
  }
  // Enter after a run of Tab goes to the column in which it began, as in a form filled in line by line.
  const back = desk.tabFrom ? spotOf({ row: desk.active?.row ?? '', field: desk.tabFrom }) : undefined;
  const next = stepped(spot, 'row', by, block, extent());
  if (next) goTo({ row: next.row, column: back && by === 1 ? back.column : next.column });
  desk.set({ tabFrom: null });
  return true;
}

/** What a key does while a cell is only marked. True where it was this grid's. */
export function navigate(event: KeyboardEvent, deeds: Deeds, open: () => void): boolean {
  const { key, shiftKey: shift, altKey: alt } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const desk = useDesk.getState();
  if (alt && !ctrl && (key === 'ArrowUp' || key === 'ArrowDown')) {
    deeds.move(key === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (alt) return false;
  const spot = shift ? cornerSpot() : activeSpot();
  const to = spot && moved(spot, key, ctrl, extent());
  if (to) {
    goTo(to, shift);
    if (!shift) desk.set({ tabFrom: null });
    return true;
  }
  if (ctrl) return withCtrl(key.toLowerCase(), shift, deeds);
  switch (key) {
    case 'Tab':
      return leaving() ? false : step('column', shift ? -1 : 1);
    case 'Enter':
      return step('row', shift ? -1 : 1);
    case 'F2':
      open();
      return true;
    case 'Delete':
      deeds.clear();
      return true;
    case ' ':
      if (!shift) return false;
      markRows();
      return true;
    case 'Escape':
      if (desk.anchor !== desk.corner) desk.go(desk.active);
      else leave();
      return true;
    default:
      return false;
  }
}

function withCtrl(key: string, shift: boolean, deeds: Deeds): boolean {
  switch (key) {
    case 'd':
      deeds.fill();
      return true;
    case 'z':
      if (shift) deeds.redo();
      else deeds.undo();
      return true;
    case 'y':
      deeds.redo();
      return true;
    case 'a':
      markAll();
      return true;
    case 'enter':
      deeds.newRow();
      return true;
    case 'delete':
      deeds.remove();
      return true;
    default:
      return false;
  }
}

/** After Esc the next Tab is the browser's: nobody is caught in the grid. */
let left = Number.NEGATIVE_INFINITY;
const LEAVE_WITHIN = 5_000;

function leave(): void {
  left = performance.now();
  useDesk.getState().tell('leave');
}

function leaving(): boolean {
  return performance.now() - left < LEAVE_WITHIN;
}

export { step };
