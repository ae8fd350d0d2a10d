// Measures M01–M30 as evaluators look at them: of one task, by department, by objective. The numbers are
// the server's; here they are only chosen and written. Few values make no percentage.
import type { EvaluatorRowItem, Measure, MeasureCode, ObjectiveView, TaskId } from '../../protocol';
import { took } from '../time';
import { PERCENT_FROM } from './medians';
import type { Say } from './words';

/** What departments are compared by, in the order in which it is read; the code names its bar. */
export const BARS = [
  ['M03', 'median'],
  ['M04', 'value'],
  ['M05', 'median'],
  ['M06', 'value'],
  ['M07', 'total'],
  ['M21', 'worst'],
] as const satisfies readonly (readonly [MeasureCode, Measure['part']])[];

/** Shares are drawn against all, times and counts against the longest of them. */
export function scaleOf(values: readonly Measure[]): number {
  if (values.some((one) => one.unit === 'of_n')) return 1;
  return Math.max(1, ...values.map((one) => one.value ?? 0));
}

/** How far a bar reaches, from 0 to 1; nothing was measured, nothing is drawn. */
export function reach(measure: Measure, scale: number): number {
  if (measure.value === null) return 0;
  if (measure.unit === 'of_n') return measure.n > 0 ? measure.value / measure.n : 0;
  return Math.min(1, measure.value / scale);
}

/** A value as people read it: "0:22", "3 of 4", "86 % (19 of 22)", "yes", "–" where nothing was measured. */
export function valueWords(measure: Measure, say: Say): string {
  const { value, n, unit } = measure;
  if (value === null) return '–';
  switch (unit) {
    case 'exercise_ms':
    case 'wall_ms':
      return value < 1_000 && value > 0 ? say('measure:ms', { n: Math.round(value) }) : took(value);
    case 'count':
      return String(Math.round(value * 10) / 10);
    case 'yes_no':
      return say(value > 0 ? 'measure:yes' : 'measure:no');
    case 'of_n': {
      const part = Math.round(value);
      if (n < PERCENT_FROM) return say('bars.of', { part, n });
      return say('bars.share', { percent: Math.round((100 * value) / n), part, n });
    }
  }
}

export function targetWords(measure: Measure, say: Say): string {
  if (measure.target === null) return '';
  if (measure.unit === 'of_n') return String(measure.target);
  return valueWords({ ...measure, value: measure.target }, say);
}

/** Everything measured of one department, by code and part. */
export function ofDepartment(
  list: readonly Measure[],
  department: string,
  code: MeasureCode,
  part: Measure['part'],
): Measure | undefined {
  return list.find(
    (one) =>
      one.code === code && one.part === part && one.of.kind === 'department' && one.of.id === department,
  );
}

/** What speaks for one task: its own marks, and the deliveries and rows that name it. */
export function ofTask(list: readonly Measure[], task: TaskId, rows: readonly EvaluatorRowItem[]): Measure[] {
  const named = new Set(rows.filter((row) => row.tasks.includes(task)).map((row) => row.id));
  return list.filter(({ of: { kind, id } }) => {
    if (id === null) return false;
    if (kind === 'mark') return id.startsWith(`${task}/`);
    if (kind === 'row') return named.has(id);
    return kind === 'delivery' && named.has(id.slice(0, id.lastIndexOf('/')));
  });
}

export interface ObjectiveFigures {
  objective: ObjectiveView;
  /** Moments with a target that were met in time, of those measured. */
  inTime: { part: number; n: number };
  /** Duties past their limit. */
  late: number;
  notCounted: number;
}

/** Each objective by its tasks: moments in time, duties late. */
export function byObjective(
  list: readonly Measure[],
  objectives: readonly ObjectiveView[],
  rows: readonly EvaluatorRowItem[],
): ObjectiveFigures[] {
  return objectives.map((objective) => {
    const own = new Set(objective.tasks.flatMap((task) => ofTask(list, task, rows)));
    const judged = [...own].filter((one) => one.met !== null && one.of.kind !== 'delivery');
    const late = [...own].filter((one) => one.code === 'M07');
    return {
      objective,
      inTime: { part: judged.filter((one) => one.met).length, n: judged.length },
      late: late.length,
      notCounted: [...own].reduce((sum, one) => sum + one.not_counted_ms, 0),
    };
  });
}

/** Time off line of each department, as far as there was any: it is shown, and not counted. */
export function offLine(list: readonly Measure[]): { department: string; millis: number }[] {
  return list.flatMap((one) =>
    one.code === 'M27' && one.of.kind === 'department' && one.of.id !== null && (one.value ?? 0) > 0
      ? [{ department: one.of.id, millis: one.value ?? 0 }]
      : [],
  );
}
