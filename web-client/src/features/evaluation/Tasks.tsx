import type { ObjectiveView } from '../../protocol';
import { useItem, useItems, useMay } from '../../sync';
import { TaskList } from '../../ui/drill/TaskList';
import { useDesk } from './desk';
import { openNote, useEvaluationWords, useZone } from './picture';

/** Objectives with their tasks and marks; the lead evaluator's final ratings stand at the objectives. */
export function Tasks() {
  const { t } = useEvaluationWords();
  const plan = useItems('plan')[0];
  const tasks = useItems('task');
  const zone = useZone();
  const objectives = plan?.objectives ?? [];
  const marked = tasks.filter((task) => task.outcome !== null).length;
  return (
    <section className="eva-section" aria-label={t('pane.tasks')}>
      <h2>
        {t('pane.tasks')}{' '}
        <span className="quiet num">{t('tasks.coverage', { part: marked, n: tasks.length })}</span>
      </h2>
      <div className="eva-scroll">
        <ul className="eva-ratings" aria-label={t('rating.title')}>
          {objectives.map((objective) => (
            <li key={objective.id}>
              <ObjectiveRating objective={objective} />
            </li>
          ))}
        </ul>
        <TaskList
          objectives={objectives}
          tasks={tasks}
          zone={zone}
          onTask={(task) => openNote({ task })}
          taskHint={t('tasks.note')}
        />
      </div>
    </section>
  );
}

/** The lead's final rating of an objective; for the lead the way to it. */
export function ObjectiveRating({ objective, bare = false }: { objective: ObjectiveView; bare?: boolean }) {
  const words = useEvaluationWords();
  const { t } = words;
  const item = useItem(`rating/${objective.id}`);
  const rating = item?.kind === 'objective_rating' ? item : undefined;
  const may = useMay('rate_objective');
  const rate = useDesk((desk) => desk.rate);
  const shown = rating ? t(`rating.${rating.rating}.short`) : t('rating.none');
  // Who may never rate sees the rating and no button.
  if (may.why === 'role') {
    return (
      <span className="quiet" title={words.in(objective.name)}>
        {bare ? t('guide.objective') : <b>{objective.id}</b>} {shown}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="drill-act"
      title={words.in(objective.name)}
      onClick={() => rate(objective.id)}
    >
      {bare ? t('guide.objective') : <b>{objective.id}</b>} {shown}
    </button>
  );
}
