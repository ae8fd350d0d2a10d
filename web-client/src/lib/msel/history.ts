// Undo and redo: the last hundred gestures of this window. What is taken back is a new change, never a deletion.
import type { MselInput } from '../../protocol';
import type { RowsChange } from './order';

/** Steps that can be taken back. */
export const UNDO_MAX = 100;

export interface CellStep {
  row: string;
  field: string;
  before: MselInput;
  after: MselInput;
}

export interface Step {
  gesture: string;
  cells: CellStep[];
  /** Changes of rows, in order, with what takes them back. */
  rows: { forth: readonly RowsChange[]; back: readonly RowsChange[] }[];
}

export interface History {
  done: readonly Step[];
  undone: readonly Step[];
}

export const NO_HISTORY: History = { done: [], undone: [] };

/** A new step; what was taken back before can no longer be done again. */
export function did(history: History, step: Step): History {
  if (step.cells.length === 0 && step.rows.length === 0) return history;
  return { done: [...history.done, step].slice(-UNDO_MAX), undone: [] };
}

/** What is to be done to take the last step back, and what is left. */
export function undo(history: History): [Step | undefined, History] {
  const step = history.done.at(-1);
  if (!step) return [undefined, history];
  const back = inverse(step);
  return [back, { done: history.done.slice(0, -1), undone: [...history.undone, back] }];
}

/** What is to be done to do again what was taken back, and what is left. */
export function redo(history: History): [Step | undefined, History] {
  const step = history.undone.at(-1);
  if (!step) return [undefined, history];
  const forth = inverse(step);
  return [forth, { done: [...history.done, forth], undone: history.undone.slice(0, -1) }];
}

/** The opposite of a step: what stood before comes after. Twice over it is the step again. */
export function inverse(step: Step): Step {
  return {
    gesture: step.gesture,
    cells: step.cells.map((cell) => ({ ...cell, before: cell.after, after: cell.before })),
    rows: [...step.rows].reverse().map(({ forth, back }) => ({ forth: back, back: forth })),
  };
}
