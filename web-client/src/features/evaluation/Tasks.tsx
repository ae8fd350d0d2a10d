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
            <Rating key={objective.id} objective={objective} />
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

function Rating({ objective }: { objective: ObjectiveView }) {
  const words = useEvaluationWords();
  const { t } = words;
  const item = useItem(`objective_rating/${objective.id}`);
  const rating = item?.kind === 'objective_rating' ? item : undefined;
  const may = useMay('rate_objective');
  const rate = useDesk((desk) => desk.rate);
  const shown = rating ? t(`rating.${rating.rating}.short`) : t('rating.none');
  // Who may never rate sees the rating and no button.
  if (may.why === 'role') {
    return (
      <li title={words.in(objective.name)}>
        <b>{objective.id}</b> {shown}
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        className="drill-act"
        title={words.in(objective.name)}
        onClick={() => rate(objective.id)}
      >
        <b>{objective.id}</b> {shown}
      </button>
    </li>
  );
}
