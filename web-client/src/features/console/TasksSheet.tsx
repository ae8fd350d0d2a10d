import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { TaskList } from '../../ui/drill/TaskList';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

/** Critical tasks by objective, with the marks that are set and the two that may be. */
export function TasksSheet() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const tasks = useItems('task');
  const plan = useItems('plan')[0];
  const zone = useZone();
  return (
    <Dialog title={t('tasks.title')} onClose={() => open(null)}>
      <div className="con-sheet">
        <p className="quiet">{t('tasks.about')}</p>
        <TaskList objectives={plan?.objectives ?? []} tasks={tasks} zone={zone} />
      </div>
    </Dialog>
  );
}
