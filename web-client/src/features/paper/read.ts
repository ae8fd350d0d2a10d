// What is printed, read once: a sheet of paper does not change under the reader.
import { useEffect, useMemo, useState } from 'react';
import { moment } from '../../lib/drill/queue';
import type { BriefingItem, EvaluatorRowItem, ExerciseItem, Item, MateItem, RowItem } from '../../protocol';
import { itemsAs, useExercise, useItems } from '../../sync';

/** Time zone in which wall times are printed. */
export function useZone(): string {
  return useExercise()?.time_zone ?? 'Asia/Shanghai';
}

/** A row as a running order needs it: control's and the evaluators' have all of it. */
export type OrderRow = RowItem | EvaluatorRowItem;

/** Rows in the order in which they are expected; those without a time come last, in the order of the list. */
export function useOrder(): OrderRow[] {
  const control = useItems('row');
  const evaluators = useItems('evaluator_row');
  return useMemo(() => {
    const rows: OrderRow[] = control.length > 0 ? [...control] : [...evaluators];
    return rows.sort((a, b) => compare(when(a), when(b)) || a.order - b.order);
  }, [control, evaluators]);
}

/** The moment under which a row is printed. */
export function when(row: OrderRow): number {
  if ('due' in row) return moment(row);
  return row.released?.exercise ?? row.planned ?? Number.POSITIVE_INFINITY;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A department as it sees itself. */
export interface Unit {
  code: string;
  exercise: ExerciseItem | undefined;
  briefing: BriefingItem | undefined;
  mates: MateItem[];
}

/** Every department through its own eyes: what a department may not see cannot be on its page. */
export function useUnits(): { units: Unit[] | undefined; error: unknown } {
  const id = useExercise()?.id;
  const seats = useItems('seat');
  const departments = useItems('department');
  const [units, setUnits] = useState<Unit[]>();
  const [error, setError] = useState<unknown>();
  const doors = departments
    .map(({ code }) => seats.find((seat) => seat.role === 'PLY' && seat.department === code)?.code)
    .filter((code) => code !== undefined)
    .join(' ');
  useEffect(() => {
    if (!id || doors === '') return;
    let here = true;
    Promise.all(
      doors.split(' ').map(async (seat) => unitOf((await itemsAs(id, seat)).map((one) => one.item))),
    )
      .then((read) => here && setUnits(read))
      .catch((failed: unknown) => here && setError(failed));
    return () => {
      here = false;
    };
  }, [id, doors]);
  return { units, error };
}

function unitOf(items: readonly Item[]): Unit {
  const briefing = items.find((item) => item.kind === 'briefing');
  return {
    code: briefing?.department ?? '',
    exercise: items.find((item) => item.kind === 'exercise'),
    briefing,
    mates: items.filter((item) => item.kind === 'mate').sort((a, b) => compareText(a.code, b.code)),
  };
}

function compareText(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
