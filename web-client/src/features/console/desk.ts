// What this desk has open: selection, what is armed, which sheet lies on top. Nothing of the exercise itself.
import { create } from 'zustand';
import type { Tab } from '../../lib/drill/queue';

export type Sheet =
  | { type: 'delivery'; row: string; department: string }
  | { type: 'skip' | 'edit' | 'recall' | 'correct' | 'defer' | 'retire' | 'complete'; row: string }
  | { type: 'fact'; fact: string; department: string }
  | { type: 'truth'; fact: string }
  | { type: 'log'; pinned: boolean; row: string | null }
  | { type: 'abort' | 'restart' | 'return_to_draft' | 'jump' | 'shift' | 'pause' }
  | { type: 'exercise' | 'seats' | 'help' | 'tasks' | 'inbox' | 'palette' | 'alarms' | 'slip' }
  | { type: 'ledger' | 'resources' | 'media' | 'improve' }
  | { type: 'relay'; row?: string }
  | { type: 'windows' | 'lock' | 'roll' | 'kiosks' }
  | { type: 'load'; department: string }
  | { type: 'map' };

export interface Desk {
  selected: string | null;
  /** The row that the next Enter releases. */
  armed: { row: string; since: number } | null;
  sheet: Sheet | null;
  tab: Tab;
  filter: string;
  /** Rows of the queue in the order in which they stand on screen. */
  listed: readonly string[];
  /** Why the last key did nothing; the number tells two equal answers apart. */
  told: { text: string; at: number } | null;
  /** Whether the composer of an ad-hoc inject is unfolded. */
  composing: boolean;
  /** What the pane in the middle shows. */
  middle: 'matrix' | 'picture';
  select: (row: string | null) => void;
  arm: (row: string | null) => void;
  open: (sheet: Sheet | null) => void;
  show: (tab: Tab) => void;
  find: (filter: string) => void;
  compose: (on: boolean) => void;
  turn: (middle: Desk['middle']) => void;
  list: (rows: readonly string[]) => void;
  tell: (text: string | null) => void;
}

/** Arming and sending are two acts of two moments: a double click is one act. */
export const SECOND_ACT_AFTER_MS = 400;

export const useDesk = create<Desk>((set) => ({
  selected: null,
  armed: null,
  sheet: null,
  tab: 'due',
  filter: '',
  listed: [],
  told: null,
  composing: false,
  middle: 'matrix',
  select: (row) => set((desk) => ({ selected: row, armed: desk.armed?.row === row ? desk.armed : null })),
  arm: (row) =>
    set(row === null ? { armed: null } : { selected: row, armed: { row, since: performance.now() } }),
  open: (sheet) => set({ sheet, armed: null }),
  show: (tab) => set({ tab }),
  find: (filter) => set({ filter }),
  compose: (composing) => set({ composing }),
  turn: (middle) => set({ middle }),
  list: (listed) => set({ listed }),
  tell: (text) => set({ told: text === null ? null : { text, at: performance.now() } }),
}));
