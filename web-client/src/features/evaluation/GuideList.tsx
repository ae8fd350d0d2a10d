/** Objectives with their critical tasks, and what nobody has watched so far. */
import type { ObjectiveView, TaskItem } from '../../protocol';
import { useItems } from '../../sync';
import { useDesk } from './desk';
import { useCoverage, useEvaluation, useObjectives, useOrder, useOwn } from './guide';
import { useEvaluationWords } from './picture';
import { ObjectiveRating } from './Tasks';

export function GuideList() {
  const { t } = useEvaluationWords();
  const objectives = useObjectives();
  const order = useOrder();
  return (
    <section className="eva-section" aria-label={t('pane.guide')}>
      <h2>{t('pane.guide')}</h2>
      <div className="eva-scroll eva-guide-list">
        <Cover />
        {objectives.map((objective) => (
          <Objective
            key={objective.id}
            objective={objective}
            tasks={order.filter((task) => task.objective === objective.id)}
          />
        ))}
      </div>
    </section>
  );
}

/** Coverage: a list of tasks is what an evaluator can act on, a percentage is not. */
function Cover() {
  const words = useEvaluationWords();
  const { t } = words;
  const { seen, of, unseen } = useCoverage();
  const openTask = useDesk((desk) => desk.openTask);
  return (
    <div className="eva-cover">
      <p>
        <b className="num">{t('guide.coverage', { seen, of })}</b>
      </p>
      {unseen.length > 0 ? (
        <details>
          <summary>
            <span aria-hidden="true">○</span> {t('guide.unseen', { n: unseen.length })}
          </summary>
          <ul>
            {unseen.map((task) => (
              <li key={task.id}>
                <button type="button" className="drill-link" onClick={() => openTask(task.id)}>
                  <b>{task.id}</b> {words.in(task.name)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <p className="quiet">✓ {t('guide.all_seen')}</p>
      )}
    </div>
  );
}

function Objective({ objective, tasks }: { objective: ObjectiveView; tasks: readonly TaskItem[] }) {
  const words = useEvaluationWords();
  return (
    <section className="eva-objective" aria-label={`${objective.id} ${words.in(objective.name)}`}>
      <h3>
        <b>{objective.id}</b> {words.in(objective.name)}
      </h3>
      <ObjectiveRating objective={objective} bare />
      <ul>
        {tasks.map((task) => (
          <Line key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function Line({ task }: { task: TaskItem }) {
  const words = useEvaluationWords();
  const { t } = words;
  const own = useOwn(task.id);
  const notes = useEvaluation()?.notes[task.id] ?? 0;
  const open = useDesk((desk) => desk.task === task.id);
  const openTask = useDesk((desk) => desk.openTask);
  const rating = task.settled?.rating ?? own.rating;
  const short = rating === 'not_observed' ? '∅' : (rating ?? '–');
  return (
    <li>
      <button
        type="button"
        className="eva-task"
        data-task={task.id}
        aria-current={open ? 'true' : undefined}
        onClick={() => openTask(task.id)}
      >
        <b className="num">{task.id}</b>
        <span className="eva-task-name">
          {words.in(task.name)}
          {task.safety_critical ? (
            <span className="eva-safety">
              {' '}
              <span aria-hidden="true">▲</span> {t('guide.safety_short')}
            </span>
          ) : null}
        </span>
        {notes > 0 ? (
          <span className="quiet num small" title={t('guide.notes', { n: notes })}>
            <span aria-hidden="true">✎</span>
            {notes}
            <span className="visually-hidden">{t('guide.notes', { n: notes })}</span>
          </span>
        ) : null}
        {task.settled ? <span className="small eva-settled">✓ {t('guide.settled_short')}</span> : null}
        {own.waiting ? <span aria-hidden="true">↑</span> : null}
        <span className={rating ? 'eva-letter eva-letter-on' : 'eva-letter'} aria-hidden="true">
          {short}
        </span>
        <span className="visually-hidden">{rating ? t(`rating.${rating}.short`) : t('rating.none')}</span>
      </button>
    </li>
  );
}

/** What stands of a task besides: how many items there are of it. */
export function useNotesOf(task: string) {
  return useItems('observation').filter((note) => note.task === task);
}
