// The list as this window shows it: what the server says, with what is on its way laid over it.
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { extraOf } from '../../lib/msel/columns';
import type { MselCell, MselRowFault, MselRowItem, RowItem } from '../../protocol';
import { heldStore } from '../../sync/live';
import { frozenCells } from './frozen';
import { type Job, laidOrder, rowsChange, writes } from './writes';

export interface SheetRow {
  id: string;
  cells: Readonly<Record<string, MselCell | undefined>>;
  /** Fields that are on their way, or were refused. */
  pending: ReadonlyMap<string, 'sending' | 'failed'>;
  faults: readonly MselRowFault[];
  /** Cells that cannot be read and what else is wrong. */
  wrong: number;
}

export interface Sheet {
  /** False until the list is there. */
  ready: boolean;
  order: readonly string[];
  rows: ReadonlyMap<string, SheetRow>;
  removed: readonly string[];
  /** Columns that came with a sheet, as they are met. */
  extra: readonly string[];
  wrong: number;
}

const NOTHING_PENDING: ReadonlyMap<string, 'sending' | 'failed'> = new Map();
const EMPTY: Sheet = { ready: false, order: [], rows: new Map(), removed: [], extra: [], wrong: 0 };

type Laid = ReturnType<typeof writes.getState>['cells'] extends ReadonlyMap<string, infer I> ? I : never;

/** A row that did not change is the same object: the grid draws it no second time. */
let made = new Map<string, { item: MselRowItem | undefined; laid: Laid | undefined; row: SheetRow }>();

function rowOf(id: string, item: MselRowItem | undefined, laid: Laid | undefined): SheetRow {
  const known = made.get(id);
  if (known && known.item === item && known.laid === laid) return known.row;
  const cells: Record<string, MselCell | undefined> = { ...item?.cells };
  const pending = laid ? new Map<string, 'sending' | 'failed'>() : NOTHING_PENDING;
  for (const [field, one] of laid ?? []) {
    cells[field] = one.cell;
    (pending as Map<string, string>).set(field, one.failed ? 'failed' : 'sending');
  }
  // An emptied cell is an empty one, but for what it replaced unseen.
  for (const [field, cell] of Object.entries(cells))
    if (cell?.text === '' && cell.value === undefined && !cell.lost) delete cells[field];
  // What stood in the way of a cell is not said of the words that replace it.
  const faults = (item?.faults ?? []).filter(({ field }) => !pending.has(field));
  const unread = Object.values(cells).filter((cell) => cell?.fault !== undefined).length;
  const beyond = faults.filter(({ field }) => cells[field]?.fault === undefined).length;
  return { id, cells, pending, faults, wrong: unread + beyond };
}

function make(): Sheet {
  const held = heldStore.getState();
  const state = writes.getState();
  const msel = held.kinds.msel?.[0];
  const status = held.kinds.exercise?.[0]?.status;
  if (!msel || !status) return EMPTY;
  if (status !== 'draft' && status !== 'review') return frozen(held.kinds.row ?? []);
  const order = laidOrder(msel.order, state.jobs);
  const rows = new Map<string, SheetRow>();
  const next: typeof made = new Map();
  const extra = new Set<string>();
  let wrong = 0;
  const put = (id: string) => {
    const found = held.items.get(`msel_row/${id}`);
    const item = found?.kind === 'msel_row' ? found : undefined;
    const laid = state.cells.get(id);
    const row = rowOf(id, item, laid);
    next.set(id, { item, laid, row });
    rows.set(id, row);
    return row;
  };
  for (const id of order) {
    const row = put(id);
    wrong += row.wrong;
    for (const field in row.cells) if (extraOf(field) !== undefined) extra.add(field);
  }
  const there = new Set(order);
  const removed = [...msel.removed, ...msel.order].filter((id) => !there.has(id));
  for (const id of removed) put(id);
  made = next;
  const before = sheetStore.getState();
  const same = before.extra.length === extra.size && before.extra.every((field) => extra.has(field));
  return { ready: true, order, rows, removed, extra: same ? before.extra : [...extra], wrong };
}

const cold = new WeakMap<RowItem, SheetRow>();

/** The list of an exercise that is approved: its rows as they are played. */
function frozen(items: readonly RowItem[]): Sheet {
  const planned = items.filter(({ origin }) => origin === 'planned');
  const rows = new Map(
    planned.map((item): [string, SheetRow] => {
      const known = cold.get(item);
      const row = known ?? {
        id: item.id,
        cells: frozenCells(item),
        pending: NOTHING_PENDING,
        faults: [],
        wrong: 0,
      };
      if (!known) cold.set(item, row);
      return [item.id, row];
    }),
  );
  return { ready: true, order: planned.map(({ id }) => id), rows, removed: [], extra: [], wrong: 0 };
}

export const sheetStore = createStore<Sheet>(() => EMPTY);
sheetStore.setState(make(), true);

export const useSheet = <T>(pick: (sheet: Sheet) => T): T => useStore(sheetStore, pick);
export const sheetNow = (): Sheet => sheetStore.getState();

/** Which changes of rows are laid over the list. */
const orderOf = (jobs: readonly Job[]): string =>
  jobs.flatMap(({ n, command, state }) => (state !== 'failed' && rowsChange(command) ? [n] : [])).join(' ');

let kinds = heldStore.getState().kinds;
heldStore.subscribe((held) => {
  const news = (['msel', 'msel_row', 'row', 'exercise'] as const).some(
    (kind) => held.kinds[kind] !== kinds[kind],
  );
  kinds = held.kinds;
  if (news) sheetStore.setState(make(), true);
});
writes.subscribe((state, before) => {
  // How far a command is changes nothing here, unless it changes the order of rows.
  if (state.cells !== before.cells || orderOf(state.jobs) !== orderOf(before.jobs))
    sheetStore.setState(make(), true);
});
