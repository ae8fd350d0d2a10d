/**
 * The evaluation guide: tasks on the left, what the record says of one in the middle, one's own rating on
 * the right; on a narrow screen the list, and a task above it.
 */
import { useEffect } from 'react';
import { neighbour } from '../../lib/drill/guide';
import { useKeys } from '../../lib/keys';
import type { TaskItem } from '../../protocol';
import { useDesk } from './desk';
import { GuideList } from './GuideList';
import { useOrder, useTask } from './guide';
import { openNote, useEvaluationWords } from './picture';
import { Behaviours, RatingBox } from './RatingBox';
import { focusRating } from './RatingGroup';
import { Asks, TaskFacts } from './TaskPage';

/** Moves to the next task; whoever was rating goes on rating there. */
export function useTaskKeys(on: boolean): (by: 1 | -1) => void {
  const order = useOrder();
  const task = useDesk((desk) => desk.task);
  const openTask = useDesk((desk) => desk.openTask);
  const move = (by: 1 | -1) => {
    const next = neighbour(order, task, by);
    const rating = Boolean(document.activeElement?.closest('.eva-rate'));
    if (next && next !== task) openTask(next, rating);
  };
  useKeys(
    {
      '[': () => move(-1),
      ']': () => move(1),
      R: () => focusRating(document.querySelector('.eva-rating-group')),
    },
    on,
  );
  return move;
}

export function WideGuide({ keys }: { keys: boolean }) {
  const order = useOrder();
  const chosen = useDesk((desk) => desk.task);
  const task = useTask(chosen ?? order[0]?.id ?? null);
  const openTask = useDesk((desk) => desk.openTask);
  const first = order[0]?.id;
  useEffect(() => {
    if (chosen === null && first !== undefined) openTask(first);
  }, [chosen, first, openTask]);
  const move = useTaskKeys(keys);
  return (
    <main id="main" className="eva-panes eva-guide">
      <div className="eva-pane">
        <GuideList />
      </div>
      {task ? (
        <>
          <div className="eva-pane">
            <section className="eva-section" aria-label={task.id}>
              <Title task={task} />
              <Asks task={task} />
              <div className="eva-scroll">
                <TaskFacts key={task.id} task={task} />
              </div>
            </section>
          </div>
          <div className="eva-pane">
            <RateSection key={task.id} task={task} move={move} />
          </div>
        </>
      ) : (
        <NoTask />
      )}
    </main>
  );
}

function NoTask() {
  const { t } = useEvaluationWords();
  return <p className="quiet eva-section">{t('guide.no_tasks')}</p>;
}

function Title({ task }: { task: TaskItem }) {
  const words = useEvaluationWords();
  return (
    <h2>
      {task.id} {words.in(task.name)}
    </h2>
  );
}

function RateSection({ task, move }: { task: TaskItem; move: (by: 1 | -1) => void }) {
  const { t } = useEvaluationWords();
  const reached = useDesk((desk) => desk.reached);
  useEffect(() => reached(), [reached]);
  return (
    <section className="eva-section" aria-label={t('guide.rate', { task: task.id })}>
      <div className="eva-scroll eva-rate-pane">
        <RatingBox task={task} />
        <Behaviours task={task} />
        <p className="row">
          <button type="button" onClick={() => openNote({ task: task.id })}>
            {t('note.quick')} <kbd>O</kbd>
          </button>
          <button type="button" onClick={() => move(-1)} aria-keyshortcuts="[">
            ‹ {t('guide.previous')} <kbd>[</kbd>
          </button>
          <button type="button" onClick={() => move(1)} aria-keyshortcuts="]">
            {t('guide.next')} <kbd>]</kbd> ›
          </button>
        </p>
      </div>
    </section>
  );
}

/** A phone or tablet: the list, or one task with everything below each other. */
export function NarrowGuide({ keys }: { keys: boolean }) {
  const words = useEvaluationWords();
  const { t } = words;
  const task = useTask(useDesk((desk) => desk.task));
  const openTask = useDesk((desk) => desk.openTask);
  const move = useTaskKeys(keys);
  useKeys({ Escape: () => openTask(null) }, keys && task !== undefined);
  const id = task?.id;
  // Another task begins at its top, not where the last one was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the task is the reason
  useEffect(() => {
    window.scrollTo(0, 0);
    document.getElementById('main')?.scrollTo(0, 0);
  }, [id]);
  if (!task) return <GuideList />;
  return (
    <section className="eva-section" aria-label={task.id}>
      <p className="row">
        <button type="button" className="plain" onClick={() => openTask(null)}>
          ‹ {t('guide.list')}
        </button>
      </p>
      <Title task={task} />
      <Asks task={task} />
      <RateSection key={task.id} task={task} move={move} />
      <TaskFacts key={`${task.id} facts`} task={task} />
    </section>
  );
}
