import { isOpen } from '../../lib/drill/queue';
import type { RowItem } from '../../protocol';
import { useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

/** How far "+5m" defers, in exercise seconds. */
export const DEFER_SECONDS = 300;

/** What can be done with the selected row; what its state does not admit is not offered. */
export function RowActions({ row }: { row: RowItem }) {
  const zone = useZone();
  const act = useAct();
  return (
    <div className="con-acts">
      {isOpen(row.status) ? <Unreleased row={row} act={act} /> : null}
      {row.status === 'released' ? <Released row={row} act={act} /> : null}
      {row.status === 'skipped' ? <Restore row={row} act={act} /> : null}
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

interface Props {
  row: RowItem;
  act: ReturnType<typeof useAct>;
}

function Unreleased({ row, act }: Props) {
  const { t } = useConsoleWords();
  const arm = useDesk((desk) => desk.arm);
  const open = useDesk((desk) => desk.open);
  const staged = row.staging === 'people';
  const expected = row.inject_kind === 'expected_action';
  const fire = useMay(staged ? 'mark_staged' : 'release_inject');
  const hold = useMay('hold_inject');
  const letGo = useMay('let_go_inject');
  const defer = useMay('defer_inject');
  const skip = useMay('skip_inject');
  const edit = useMay('edit_inject');
  const complete = useMay('complete_inject');
  const retire = useMay('retire_inject');
  const id = row.id;
  return (
    <>
      {expected ? (
        <ActButton may={complete} tone="main" onAct={() => open({ type: 'complete', row: id })}>
          {t('act.happened')}
        </ActButton>
      ) : (
        <ActButton may={fire} tone="main" hint="F" onAct={() => arm(id)}>
          {t(staged ? 'act.staged' : 'act.fire')}
        </ActButton>
      )}
      {row.status === 'held' ? (
        <ActButton
          may={letGo}
          hint="H"
          busy={act.busy}
          onAct={() => act.give({ type: 'let_go_inject', row: id })}
        >
          {t('act.let_go')}
        </ActButton>
      ) : (
        <ActButton
          may={hold}
          hint="H"
          busy={act.busy}
          onAct={() => act.give({ type: 'hold_inject', row: id })}
        >
          {t('act.hold')}
        </ActButton>
      )}
      <ActButton
        may={defer}
        hint="D"
        busy={act.busy}
        onAct={() => act.give({ type: 'defer_inject', row: id, by: DEFER_SECONDS })}
      >
        {t('act.defer5')}
      </ActButton>
      <ActButton may={defer} onAct={() => open({ type: 'defer', row: id })}>
        {t('act.defer')}
      </ActButton>
      <ActButton may={skip} hint="S" onAct={() => open({ type: 'skip', row: id })}>
        {t('act.skip')}
      </ActButton>
      <ActButton may={edit} hint="E" onAct={() => open({ type: 'edit', row: id })}>
        {t('act.edit')}
      </ActButton>
      <ActButton may={retire} onAct={() => open({ type: 'retire', row: id })}>
        {t('act.retire')}
      </ActButton>
    </>
  );
}

function Released({ row, act }: Props) {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const nudge = useMay('nudge_inject');
  const complete = useMay('complete_inject');
  const correct = useMay('correct_inject');
  const recall = useMay('recall_inject');
  const missing = row.deliveries.acknowledged < row.deliveries.total;
  const id = row.id;
  return (
    <>
      {missing ? (
        <ActButton may={nudge} busy={act.busy} onAct={() => act.give({ type: 'nudge_inject', row: id })}>
          {t('act.nudge')}
        </ActButton>
      ) : null}
      <ActButton may={complete} onAct={() => open({ type: 'complete', row: id })}>
        {t('act.complete')}
      </ActButton>
      <ActButton may={correct} onAct={() => open({ type: 'correct', row: id })}>
        {t('act.correct')}
      </ActButton>
      <ActButton may={recall} onAct={() => open({ type: 'recall', row: id })}>
        {t('act.recall')}
      </ActButton>
    </>
  );
}

function Restore({ row, act }: Props) {
  const { t } = useConsoleWords();
  const may = useMay('restore_inject');
  return (
    <ActButton may={may} busy={act.busy} onAct={() => act.give({ type: 'restore_inject', row: row.id })}>
      {t('act.restore')}
    </ActButton>
  );
}
