// The evaluation guide: tasks in their order, what nobody has watched, what the record says of a task,
// and how far ratings lie apart. Ratings are steps, never a score of a person.
import type {
  AssessmentItem,
  DeliveryItem,
  DeliveryStage,
  EvaluationItem,
  EvaluatorRowItem,
  ObjectiveView,
  Rating,
  SeatCode,
  TaskId,
  TaskItem,
} from '../../protocol';

export const RATINGS: readonly Rating[] = ['P', 'S', 'M', 'U', 'not_observed'];

/** The key of a rating, and only inside a group of ratings: elsewhere these letters are others'. */
export function ratingOfKey(key: string): Rating | undefined {
  if (key === '0') return 'not_observed';
  const upper = key.toUpperCase();
  return RATINGS.find((rating) => rating === upper);
}

const STEP: Partial<Record<Rating, number>> = { P: 0, S: 1, M: 2, U: 3 };

/** How ratings of one task stand to each other; who did not observe neither agrees nor disagrees. */
export type Agreement = 'none' | 'one' | 'same' | 'near' | 'far';

export function agreement(ratings: readonly Rating[]): Agreement {
  const steps = ratings.map((rating) => STEP[rating]).filter((step) => step !== undefined);
  if (steps.length === 0) return 'none';
  if (steps.length === 1) return 'one';
  const apart = Math.max(...steps) - Math.min(...steps);
  return apart === 0 ? 'same' : apart === 1 ? 'near' : 'far';
}

/** Tasks as the objectives list them; what no objective names comes last. */
export function inOrder(objectives: readonly ObjectiveView[], tasks: readonly TaskItem[]): TaskItem[] {
  const place = new Map(objectives.flatMap((one) => one.tasks).map((id, at) => [id, at]));
  const at = (task: TaskItem) => place.get(task.id) ?? place.size;
  return [...tasks].sort((a, b) => at(a) - at(b));
}

/** The task before or after; the ends stay where they are. */
export function neighbour(
  order: readonly { id: TaskId }[],
  from: TaskId | null,
  by: 1 | -1,
): TaskId | undefined {
  const at = order.findIndex((task) => task.id === from);
  if (at < 0) return order[0]?.id;
  return order[Math.min(Math.max(at + by, 0), order.length - 1)]?.id;
}

export interface Coverage {
  seen: number;
  of: number;
  /** What nobody has watched so far. */
  unseen: TaskItem[];
}

/**
 * A task is seen once somebody has a note on it or has rated it other than "not observed". What others
 * gave is not known before reconciliation: that they rated it has to do until then. `waiting` are tasks
 * that this device has a note or rating for which the server does not know yet.
 */
export function coverage(
  tasks: readonly TaskItem[],
  evaluation: EvaluationItem | undefined,
  known: readonly AssessmentItem[],
  waiting: ReadonlySet<TaskId> = new Set(),
): Coverage {
  const blind = new Set(
    known.filter((one) => one.rating?.rating === 'not_observed').map((one) => `${one.task}/${one.seat}`),
  );
  const seen = (task: TaskItem) =>
    waiting.has(task.id) ||
    (evaluation?.notes[task.id] ?? 0) > 0 ||
    (evaluation?.rated[task.id] ?? []).some((seat) => !blind.has(`${task.id}/${seat}`));
  const unseen = tasks.filter((task) => !seen(task));
  return { seen: tasks.length - unseen.length, of: tasks.length, unseen };
}

/** Who else watches a task: seats that have rated it, without one's own. */
export function others(evaluation: EvaluationItem | undefined, task: TaskId, own: SeatCode): SeatCode[] {
  return (evaluation?.rated[task] ?? []).filter((seat) => seat !== own);
}

/** Stages whose stamps speak for a task, and the duty that sets their limit. */
const STAGES = [
  ['delivered', null],
  ['acknowledged', 'acknowledge'],
  ['responded', 'respond'],
  ['completed', 'complete'],
] as const satisfies readonly (readonly [DeliveryStage, keyof DeliveryItem['deadlines'] | null])[];

export interface EvidenceStep {
  stage: DeliveryStage;
  /** Exercise time; none while it has not happened. */
  at: number | null;
  by: SeatCode | null;
  /** From delivery, in exercise milliseconds. */
  took: number | null;
  /** The limit from delivery, where there is one. */
  limit: number | null;
  late: boolean;
}

export interface Evidence {
  row: EvaluatorRowItem;
  /** A row without deliveries, an expected action, has none. */
  delivery: DeliveryItem | null;
  steps: EvidenceStep[];
}

function stepsOf(delivery: DeliveryItem): EvidenceStep[] {
  const from = delivery.rungs.delivered?.at.exercise ?? null;
  return STAGES.flatMap(([stage, duty]): EvidenceStep[] => {
    const rung = delivery.rungs[stage];
    const deadline = duty ? delivery.deadlines[duty] : null;
    if (!rung && deadline === null) return [];
    const at = rung?.at.exercise ?? null;
    const took = duty && at !== null && from !== null ? Math.max(0, at - from) : null;
    const limit = deadline !== null && from !== null ? Math.max(0, deadline - from) : null;
    // What came in time and was sent back is not late: the duty is open again, the first answer stands.
    const inTime = took !== null && limit !== null && took <= limit;
    const late = duty !== null && delivery.overdue.includes(duty) && !inTime;
    return [{ stage, at, by: rung?.by?.seat ?? null, took, limit, late }];
  });
}

/** What the record says of a task by itself: released rows that name it, delivery by delivery. */
export function evidenceOf(
  task: TaskId,
  rows: readonly EvaluatorRowItem[],
  deliveries: readonly DeliveryItem[],
): Evidence[] {
  return rows
    .filter(
      (row) => row.tasks.includes(task) && (row.released !== null || row.inject_kind === 'expected_action'),
    )
    .sort((a, b) => (a.released?.exercise ?? Infinity) - (b.released?.exercise ?? Infinity))
    .flatMap((row): Evidence[] => {
      const own = deliveries.filter((delivery) => delivery.row === row.id);
      if (own.length === 0) return [{ row, delivery: null, steps: [] }];
      return own.map((delivery) => ({ row, delivery, steps: stepsOf(delivery) }));
    });
}

/** Departments that a task's evidence is about. */
export function departmentsOf(evidence: readonly Evidence[]): Set<string> {
  return new Set(evidence.flatMap((one) => (one.delivery ? [one.delivery.department] : [])));
}
