// Who has what: rows × departments, each cell the best stage of that department's deliveries.
import type { DeliveryItem, DeliveryStage } from '../../protocol';
import { awaitsReceipt, isOver, lateNow, stronger } from './stage';

export interface MatrixCell {
  /** Best stage among the deliveries of this row to this department. */
  stage: DeliveryStage;
  /** Some duty is past its limit and still owed. */
  late: boolean;
  /** Said not to be theirs. */
  declined: boolean;
  /** Nobody has acknowledged yet. */
  waits: boolean;
  deliveries: string[];
}

/** Cells by row, then department. */
export type Matrix = ReadonlyMap<string, ReadonlyMap<string, MatrixCell>>;

/** Derives the matrix; a cell exists only where something was released to that department. */
export function matrixOf(deliveries: readonly DeliveryItem[]): Matrix {
  const matrix = new Map<string, Map<string, MatrixCell>>();
  for (const delivery of deliveries) {
    const row = matrix.get(delivery.row) ?? new Map<string, MatrixCell>();
    matrix.set(delivery.row, row);
    const before = row.get(delivery.department);
    const late = lateNow(delivery).length > 0;
    const declined = delivery.declined !== null;
    const waits = awaitsReceipt(delivery);
    row.set(
      delivery.department,
      before
        ? {
            stage: stronger(before.stage, delivery.stage),
            late: before.late || late,
            declined: before.declined && declined,
            waits: before.waits || waits,
            deliveries: [...before.deliveries, delivery.id],
          }
        : { stage: delivery.stage, late, declined, waits, deliveries: [delivery.id] },
    );
  }
  return matrix;
}

/** A short text that changes exactly when a row of cells looks different: the key of its memo. */
export function cellsMark(cells: ReadonlyMap<string, MatrixCell> | undefined): string {
  if (!cells) return '';
  return [...cells]
    .map(
      ([dept, cell]) =>
        `${dept}${cell.stage}${cell.late ? '!' : ''}${cell.declined ? '-' : ''}${cell.deliveries.length}`,
    )
    .join('|');
}

/** Open and late deliveries of each department. */
export function loadOf(deliveries: readonly DeliveryItem[]): Map<string, { open: number; late: number }> {
  const load = new Map<string, { open: number; late: number }>();
  for (const delivery of deliveries) {
    const entry = load.get(delivery.department) ?? { open: 0, late: 0 };
    load.set(delivery.department, entry);
    if (isOver(delivery) || delivery.stage === 'completed' || delivery.stage === 'accepted') continue;
    entry.open += 1;
    if (lateNow(delivery).length > 0) entry.late += 1;
  }
  return load;
}
