// What this window has open in the editor: the cell, the block, the filter, the view. Nothing of the list itself.
import { create } from 'zustand';
import type { Language } from '../../lib/bilingual';
import { VIEWS, type View } from '../../lib/msel/columns';
import { type Filter, NO_FILTER } from '../../lib/msel/filter';
import { type History, NO_HISTORY } from '../../lib/msel/history';
import { readSetting, writeSetting } from '../../lib/storage';

/** A cell, by its row's key and its column: it stays the same while rows move around it. */
export interface Place {
  row: string;
  field: string;
}

/** `over`: typing replaced the text, arrows end it; `into`: the cursor is in the text (F2). */
export type Editing = 'over' | 'into';

export const DENSITIES = ['compact', 'normal', 'wide'] as const;
export type Density = (typeof DENSITIES)[number];
/** Heights of rows in pixels at normal text size. */
export const ROW_HEIGHT: Record<Density, number> = { compact: 32, normal: 40, wide: 56 };

/** Columns that may stand still at the left. */
export const FREEZE = [0, 1, 2, 3, 4] as const;

export const TABS = ['grid', 'parts', 'coverage', 'lanes'] as const;
export type Tab = (typeof TABS)[number];

export type Sheet =
  | { type: 'help' | 'columns' | 'removed' | 'review' | 'rehearse' | 'keep' | 'snippets' }
  | { type: 'import'; pasted?: string }
  | { type: 'history' | 'comments'; row: string; field: string | null }
  | { type: 'move' | 'preview'; row: string }
  | { type: 'compare'; version: number };

/** From this width on the row in full stands beside the grid; below it lies over it. */
export const BESIDE = '(min-width: 1180px)';
const besides = () => typeof window === 'undefined' || window.matchMedia(BESIDE).matches;

export interface Desk {
  /** The cursor. */
  active: Place | null;
  /** Where marking began, and how far it went: the corners of the block. */
  anchor: Place | null;
  corner: Place | null;
  editing: Editing | null;
  /** Column in which a run of Tab began: Enter goes back to it. */
  tabFrom: string | null;
  view: View | 'own';
  own: readonly string[];
  frozen: number;
  density: Density;
  filter: Filter;
  /** Rows that stay in sight though the filter does not let them pass: they were just worked on. */
  kept: ReadonlySet<string>;
  tab: Tab;
  sheet: Sheet | null;
  /** Whether the panel of the row stands at the right. */
  panel: boolean;
  outline: boolean;
  /** What came of rows in a rehearsal stands in a column, once there was one. */
  rehearsed: boolean;
  /** Which texts the panel shows. */
  tongue: Language | 'both';
  history: History;
  told: string | null;
  go: (place: Place | null, extend?: boolean) => void;
  mark: (from: Place, to: Place) => void;
  edit: (editing: Editing | null) => void;
  set: (over: Partial<Desk>) => void;
  find: (over: Partial<Filter>) => void;
  keep: (rows: readonly string[]) => void;
  open: (sheet: Sheet | null) => void;
  tell: (told: string | null) => void;
}

const among = <T extends string>(value: string | undefined, list: readonly T[]): T | undefined =>
  list.find((one) => one === value);

const firstOwn = (readSetting('msel.columns') ?? '').split(' ').filter(Boolean);

export const useDesk = create<Desk>((set) => ({
  active: null,
  anchor: null,
  corner: null,
  editing: null,
  tabFrom: null,
  view: among(readSetting('msel.view'), [...VIEWS, 'own'] as const) ?? 'planner',
  own: firstOwn,
  frozen: FREEZE.find((one) => String(one) === readSetting('msel.freeze')) ?? 3,
  density: among(readSetting('msel.density'), DENSITIES) ?? 'compact',
  filter: NO_FILTER,
  kept: new Set(),
  tab: 'grid',
  sheet: null,
  // Where it would lie over the grid, it opens when it is asked for.
  panel: (readSetting('msel.panel') ?? (besides() ? 'on' : 'off')) !== 'off',
  outline: readSetting('msel.outline') !== 'off',
  rehearsed: readSetting('msel.rehearsed') !== 'off',
  tongue: among(readSetting('msel.tongue'), ['zh', 'en', 'both'] as const) ?? 'both',
  history: NO_HISTORY,
  told: null,
  go: (place, extend = false) =>
    set(extend ? { corner: place } : { active: place, anchor: place, corner: place, editing: null }),
  mark: (from, to) => set({ active: from, anchor: from, corner: to, editing: null }),
  edit: (editing) => set({ editing }),
  set: (over) => {
    for (const [name, key] of KEPT) {
      const value = over[name];
      if (value !== undefined)
        writeSetting(key, typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));
    }
    if (over.own) writeSetting('msel.columns', over.own.join(' '));
    set(over);
  },
  // Another filter shows what it finds and nothing else.
  find: (over) => set((desk) => ({ filter: { ...desk.filter, ...over }, kept: new Set() })),
  keep: (rows) =>
    set((desk) =>
      rows.every((row) => desk.kept.has(row)) ? desk : { kept: new Set([...desk.kept, ...rows]) },
    ),
  open: (sheet) => set({ sheet }),
  tell: (told) => set({ told }),
}));

/** Settings that this device remembers. */
const KEPT = [
  ['view', 'msel.view'],
  ['frozen', 'msel.freeze'],
  ['density', 'msel.density'],
  ['panel', 'msel.panel'],
  ['outline', 'msel.outline'],
  ['rehearsed', 'msel.rehearsed'],
  ['tongue', 'msel.tongue'],
] as const satisfies readonly (readonly [keyof Desk, string])[];
