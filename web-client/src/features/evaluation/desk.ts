// What this evaluator has open. Nothing of the exercise itself.
import { create } from 'zustand';

/** The parts of a narrow screen, two rows of them within reach of a thumb. */
export type Pane =
  | 'guide'
  | 'notes'
  | 'receipts'
  | 'timeline'
  | 'picture'
  | 'measures'
  | 'reconcile'
  | 'improve';
export const PANES: readonly Pane[] = [
  'guide',
  'notes',
  'receipts',
  'timeline',
  'picture',
  'measures',
  'reconcile',
  'improve',
];

/** What a wide screen shows; the digits 1 to 5 lead there. */
export type View = 'watch' | 'guide' | 'reconcile' | 'measures' | 'improve';
export const VIEWS: readonly View[] = ['watch', 'guide', 'reconcile', 'measures', 'improve'];

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
  /** Opened for a photo: the camera comes at once. */
  camera?: boolean;
}

interface Desk {
  row: string | null;
  task: string | null;
  pane: Pane;
  /** Chosen by hand; until then the state of the exercise decides. */
  view: View | null;
  /** The rating of the task that comes next gets the focus: whoever rates by keyboard goes on rating. */
  toRating: boolean;
  /** The note that is about to be published. */
  publishing: string | null;
  /** Whether the list of keys lies on top. */
  help: boolean;
  /** The moment that was marked last: words may be added to it. */
  marked: { device: number; exercise: number; row: string | null; task: string | null } | null;
  /** What stands below the receipts where there is room for both. */
  lower: 'picture' | 'times';
  noting: Noting | null;
  rating: string | null;
  openRow: (row: string | null) => void;
  openTask: (task: string | null, toRating?: boolean) => void;
  reached: () => void;
  look: (view: View) => void;
  publish: (note: string | null) => void;
  turnHelp: (help: boolean) => void;
  setMarked: (marked: Desk['marked']) => void;
  show: (pane: Pane) => void;
  turn: (lower: Desk['lower']) => void;
  note: (noting: Noting | null) => void;
  rate: (objective: string | null) => void;
}

export const useDesk = create<Desk>((set) => ({
  row: null,
  task: null,
  pane: 'guide',
  view: null,
  toRating: false,
  publishing: null,
  help: false,
  marked: null,
  lower: 'picture',
  noting: null,
  rating: null,
  openRow: (row) => set({ row }),
  openTask: (task, toRating = false) => set({ task, toRating }),
  reached: () => set({ toRating: false }),
  look: (view) => set({ view, row: null }),
  publish: (publishing) => set({ publishing }),
  setMarked: (marked) => set({ marked }),
  turnHelp: (help) => set({ help }),
  show: (pane) => set({ pane }),
  turn: (lower) => set({ lower }),
  note: (noting) => set({ noting }),
  rate: (rating) => set({ rating }),
}));
