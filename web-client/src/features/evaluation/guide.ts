// What the parts of the guide share: the tasks in order, one's own word on each, what nobody has watched.
import { useMemo } from 'react';
import { type Coverage, coverage, inOrder } from '../../lib/drill/guide';
import type {
  AssessmentItem,
  BehaviourSeen,
  EvaluationItem,
  ObjectiveView,
  Rating,
  TaskItem,
} from '../../protocol';
import { type Entry, useItem, useItems, useOutbox, useYou } from '../../sync';

const NONE: readonly ObjectiveView[] = [];

export function useEvaluation(): EvaluationItem | undefined {
  return useItems('evaluation')[0];
}

export function useObjectives(): readonly ObjectiveView[] {
  return useItems('plan')[0]?.objectives ?? NONE;
}

/** All tasks as the objectives list them. */
export function useOrder(): TaskItem[] {
  const objectives = useObjectives();
  const tasks = useItems('task');
  return useMemo(() => inOrder(objectives, tasks), [objectives, tasks]);
}

export function useTask(id: string | null): TaskItem | undefined {
  const item = useItem(`task/${id ?? ''}`);
  return item?.kind === 'task' ? item : undefined;
}

const unsettled = (entry: Entry) => entry.state === 'waiting' || entry.state === 'sending';

/** Tasks for which this device has a word that the server does not know yet. */
export function useWaiting(): ReadonlySet<string> {
  const outbox = useOutbox();
  return useMemo(() => {
    const tasks = new Set<string>();
    for (const { command, state } of outbox) {
      if (state !== 'waiting' && state !== 'sending') continue;
      if (command.type === 'rate_task' && command.rating !== 'not_observed') tasks.add(command.task);
      if (command.type === 'record_observation' && command.task) tasks.add(command.task);
    }
    return tasks;
  }, [outbox]);
}

export function useCoverage(): Coverage {
  const order = useOrder();
  const evaluation = useEvaluation();
  const known = useItems('assessment');
  const waiting = useWaiting();
  return useMemo(() => coverage(order, evaluation, known, waiting), [order, evaluation, known, waiting]);
}

export interface Own {
  rating: Rating | null;
  note: string | null;
  /** Written here and not yet recorded. */
  waiting: boolean;
}

/** One's own rating of a task: what waits on this device goes before what the server has. */
export function useOwn(task: string): Own {
  const { seat } = useYou();
  const item = useItem(`assessment/${task}/${seat}`);
  const kept = item?.kind === 'assessment' ? item.rating : null;
  const last = useOutbox()
    .filter((entry) => entry.command.type === 'rate_task' && entry.command.task === task && unsettled(entry))
    .at(-1);
  if (last?.command.type === 'rate_task')
    return { rating: last.command.rating, note: last.command.note ?? null, waiting: true };
  return { rating: kept?.rating ?? null, note: kept?.note ?? null, waiting: false };
}

/** What one saw of each behaviour of a task, what waits included. */
export function useBehaviours(task: string): ReadonlyMap<string, { seen: BehaviourSeen; waiting: boolean }> {
  const { seat } = useYou();
  const item = useItem(`assessment/${task}/${seat}`);
  const outbox = useOutbox();
  return useMemo(() => {
    const seen = new Map<string, { seen: BehaviourSeen; waiting: boolean }>();
    if (item?.kind === 'assessment')
      for (const [key, view] of Object.entries(item.behaviours))
        if (view) seen.set(key, { seen: view.seen, waiting: false });
    for (const entry of outbox)
      if (entry.command.type === 'mark_behaviour' && entry.command.task === task && unsettled(entry))
        seen.set(entry.command.behaviour, { seen: entry.command.seen, waiting: true });
    return seen;
  }, [item, outbox, task]);
}

/** What others make of a task, as far as this seat may see it. */
export function useAssessments(task: string): AssessmentItem[] {
  const all = useItems('assessment');
  return useMemo(() => all.filter((one) => one.task === task), [all, task]);
}
