import './drill.css';
import { memo } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { spanWords } from '../../lib/drill/time';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime, wallTime } from '../../lib/time';
import type { ObjectiveView, TaskItem, TaskMarkView, TaskOutcome } from '../../protocol';
import { useMay } from '../../sync';
import { ActButton } from './ActButton';
import { useAct } from './act';
import { Fate } from './Fate';

interface Props {
  objectives: readonly ObjectiveView[];
  tasks: readonly TaskItem[];
  zone: string;
  /** Opens something for a task; what, says `taskHint`. */
  onTask?: (task: string) => void;
  taskHint?: string;
}

/** Tasks below their objectives, each with its first mark and its named moments. */
export function TaskList({ objectives, tasks, zone, onTask, taskHint }: Props) {
  const words = useWords('record');
  return (
    <div className="drill-objectives">
      {objectives.map((objective) => {
        const own = tasks.filter((task) => task.objective === objective.id);
        const marked = own.filter((task) => task.outcome !== null).length;
        return (
          <section key={objective.id} aria-label={objective.id}>
            <h3>
              <b>{objective.id}</b> {words.in(objective.name)}
              <span className="quiet num"> {words.say('task.marked', { part: marked, n: own.length })}</span>
            </h3>
            <ul>
              {own.map((task) => (
                <Task key={task.id} task={task} zone={zone} onTask={onTask} hint={taskHint} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface TaskProps {
  task: TaskItem;
  zone: string;
  onTask: Props['onTask'];
  hint: string | undefined;
}

const Task = memo(function Task({ task, zone, onTask, hint }: TaskProps) {
  const words = useWords('record');
  const { say } = words;
  const act = useAct();
  const name = words.in(task.name);
  const limit = task.target === null ? '' : say('task.target', { span: spanWords(task.target, say) });
  return (
    <li className="drill-task">
      <p>
        {onTask ? (
          <button type="button" className="drill-link" title={hint} onClick={() => onTask(task.id)}>
            <b>{task.id}</b> {name}
          </button>
        ) : (
          <>
            <b>{task.id}</b> {name}
          </>
        )}{' '}
        <span className="quiet">{limit}</span>{' '}
        {task.safety_critical ? <span className="chip soon">▲ {say('task.safety')}</span> : null}
      </p>
      <Moment mark={null} view={task.outcome} task={task} zone={zone} act={act} />
      {task.mark_names.map((mark) => {
        const view = task.marks.find((one) => one.mark === mark) ?? null;
        return <Moment key={mark} mark={mark} view={view} task={task} zone={zone} act={act} />;
      })}
      <Fate entry={act.entry} zone={zone} quiet />
    </li>
  );
});

interface MomentProps {
  mark: string | null;
  view: TaskMarkView | null;
  task: TaskItem;
  zone: string;
  act: ReturnType<typeof useAct>;
}

/** One mark: what it says and who set it, or the two buttons that set it. The first mark counts. */
export function Moment({ mark, view, task, zone, act }: MomentProps) {
  const words = useWords('record');
  const { say } = words;
  const may = useMay('mark_task');
  const title = mark === null ? undefined : task.mark_titles[mark];
  const label = mark === null ? say('task.whole') : title ? words.in(title) : mark.replaceAll('_', ' ');
  if (view) {
    const done = view.outcome === 'done';
    return (
      <p className="drill-moment">
        <span>{label}</span>
        <span className={`chip ${done ? 'good' : 'late'}`}>
          <span aria-hidden="true">{done ? '✓' : '✕'}</span>
          {say(`task.${view.outcome}`)}
        </span>
        <span className="num">
          {exerciseTime(view.rung.at.exercise)}{' '}
          <span className="quiet">{wallTime(view.rung.at.wall, zone)}</span>
        </span>
        <span className="quiet">
          {view.row ?? byWhom(view.rung.by, say)}
          {view.note ? ` · ${view.note}` : ''}
        </span>
      </p>
    );
  }
  const give = (outcome: TaskOutcome) =>
    act.give({ type: 'mark_task', task: task.id, outcome, ...(mark === null ? {} : { mark }) });
  return (
    <p className="drill-moment">
      <span>{label}</span>
      <ActButton may={may} busy={act.busy} onAct={() => give('done')}>
        ✓ {say('task.done')}
      </ActButton>
      <ActButton may={may} busy={act.busy} onAct={() => give('not_done')}>
        ✕ {say('task.not_done')}
      </ActButton>
    </p>
  );
}
