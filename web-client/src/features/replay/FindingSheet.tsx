/** A finding made on the spot: it names the commit of the record that is on the screen. */
import { exerciseTime } from '../../lib/time';
import { useExercise } from '../../sync';
import { Dialog } from '../../ui';
import { FindingForm } from '../../ui/drill/improvement/FindingForm';
import '../../ui/drill/improvement/improvement.css';
import { commitAt, type Drill, useDesk } from './desk';
import { useRowInHand } from './Plan';
import { useReplayWords } from './use';

export function FindingSheet({ drill }: { drill: Drill }) {
  const words = useReplayWords();
  const { t } = words;
  const set = useDesk((desk) => desk.set);
  const at = useDesk((desk) => desk.at);
  const follow = useDesk((desk) => desk.follow);
  const row = useRowInHand(drill);
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const commit = commitAt(drill.own, at);
  const close = () => set({ finding: false });
  return (
    <Dialog title={t('finding_title', { at: exerciseTime(drill.line.exerciseAt(at)) })} onClose={close}>
      <div className="replay-finding">
        <p className="quiet">
          {commit === undefined ? t('finding_no_commit') : t('finding_rests', { n: commit })}
          {row ? ` · ${row.id} ${words.in(row.title)}` : ''}
        </p>
        <FindingForm
          zone={zone}
          from={{
            commits: commit === undefined ? [] : [commit],
            department: follow ?? row?.lead ?? '',
            task: row?.tasks[0] ?? '',
          }}
          onClose={close}
        />
      </div>
    </Dialog>
  );
}
