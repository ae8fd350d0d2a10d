// What this evaluator has open. Nothing of the exercise itself.
import { create } from 'zustand';

export type Pane = 'receipts' | 'timeline' | 'picture' | 'times' | 'tasks' | 'notes';
export const PANES: readonly Pane[] = ['receipts', 'timeline', 'picture', 'times', 'tasks', 'notes'];

/** What a note is about; each may be missing. */
export interface About {
  row: string | null;
  task: string | null;
  department: string | null;
}

/** A note being written: the moment it was opened is the moment it speaks of. */
export interface Noting extends About {
  device: number;
  exercise: number;
}

interface Desk {
  row: string | null;
  task: string | null;
  pane: Pane;
  /** What stands below the receipts where there is room for both. */
  lower: 'picture' | 'times';
  noting: Noting | null;
  rating: string | null;
  openRow: (row: string | null) => void;
  openTask: (task: string | null) => void;
  show: (pane: Pane) => void;
  turn: (lower: Desk['lower']) => void;
  note: (noting: Noting | null) => void;
  rate: (objective: string | null) => void;
}

export const useDesk = create<Desk>((set) => ({
  row: null,
  task: null,
  pane: 'receipts',
  lower: 'picture',
  noting: null,
  rating: null,
  openRow: (row) => set({ row }),
  openTask: (task) => set({ task }),
  show: (pane) => set({ pane }),
  turn: (lower) => set({ lower }),
  note: (noting) => set({ noting }),
  rate: (rating) => set({ rating }),
}));
