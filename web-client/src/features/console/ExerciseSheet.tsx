import type { ReactNode } from 'react';
import { useWords } from '../../lib/drill/useWords';
import type { Command, ExerciseStatus } from '../../protocol';
import { useExercise, useMay } from '../../sync';
import { Dialog, HoldButton, LanguageSwitch, TextSize, ThemeSwitch } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';
import { Startex } from './Startex';
import { openMsel, openPaper } from './windows';

type Act = ReturnType<typeof useAct>;

/** The way of an exercise, with the states at which each step is offered; the gates decide the rest. */
const PATH: readonly ExerciseStatus[] = [
  'draft',
  'review',
  'approved',
  'standby',
  'running',
  'ended',
  'evaluating',
  'reported',
  'closed',
];

/** Steps of the exercise itself: what comes next, what can be taken back, and why something cannot be done. */
export function ExerciseSheet() {
  const words = useConsoleWords();
  const { t } = words;
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const exercise = useExercise();
  const act = useAct();
  if (!exercise) return null;
  return (
    <Dialog title={`${t('exercise.title')} · ${words.in(exercise.title)}`} onClose={() => open(null)}>
      <div className="con-sheet">
        <Path status={exercise.status} />
        <Plain act={act} />
        <Begin act={act} />
        <End act={act} />
        <Clock />
        <Fate entry={act.entry} zone={zone} />
        <footer className="con-look">
          <button type="button" aria-keyshortcuts="G M" onClick={openMsel}>
            {t('go.place.msel')}…
          </button>
          <button type="button" onClick={() => openPaper(t)}>
            {t('windows.paper')}
          </button>
          <LanguageSwitch />
          <TextSize />
          <ThemeSwitch />
        </footer>
      </div>
    </Dialog>
  );
}

function Path({ status }: { status: ExerciseStatus }) {
  const { t, say } = useConsoleWords();
  const at = PATH.indexOf(status === 'paused' ? 'running' : status === 'aborted' ? 'ended' : status);
  return (
    <ol className="con-path" aria-label={t('exercise.path')}>
      {PATH.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} data-past={index < at || undefined}>
          {say(`common:status.${index === at ? status : step}`)}
        </li>
      ))}
    </ol>
  );
}

/** Steps that one tap may take, because another step takes them back. */
function Plain({ act }: { act: Act }) {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  return (
    <Steps label={t('exercise.before')}>
      <Step word="submit_for_review" act={act} command={{ type: 'submit_for_review' }} />
      <Step word="approve_exercise" act={act} command={{ type: 'approve_exercise' }} />
      <OpenSheet word="return_to_draft" onOpen={() => open({ type: 'return_to_draft' })} />
      <Step word="open_standby" act={act} command={{ type: 'open_standby' }} />
    </Steps>
  );
}

function Begin({ act }: { act: Act }) {
  const { t } = useConsoleWords();
  const roll = useWords('rollcall');
  const open = useDesk((desk) => desk.open);
  return (
    <Steps label={t('exercise.play')}>
      <Startex act={act} />
      <button type="button" className="drill-act" onClick={() => open({ type: 'roll' })}>
        {roll.t('title')}…
      </button>
      <button type="button" className="drill-act" onClick={() => open({ type: 'kiosks' })}>
        {roll.t('kiosks.title')}…
      </button>
      <OpenSheet word="restart_exercise" onOpen={() => open({ type: 'restart' })} />
      <OpenSheet word="abort_exercise" onOpen={() => open({ type: 'abort' })} />
    </Steps>
  );
}

function End({ act }: { act: Act }) {
  const { t } = useConsoleWords();
  const may = useMay('end_exercise');
  return (
    <Steps label={t('exercise.after')}>
      {may.ok ? (
        <HoldButton word={t('exercise.end_word')} onDone={() => act.give({ type: 'end_exercise' })}>
          {t('exercise.end_exercise')}
        </HoldButton>
      ) : (
        <Step word="end_exercise" act={act} command={{ type: 'end_exercise' }} />
      )}
      <Step word="undo_end" act={act} command={{ type: 'undo_end' }} />
      <Step word="begin_evaluation" act={act} command={{ type: 'begin_evaluation' }} />
      <Step word="approve_reports" act={act} command={{ type: 'approve_reports' }} />
      <Step word="close_exercise" act={act} command={{ type: 'close_exercise' }} />
    </Steps>
  );
}

function Clock() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  return (
    <Steps label={t('exercise.clock')}>
      <OpenSheet word="shift_all" onOpen={() => open({ type: 'shift' })} />
      <OpenSheet word="jump_clock" onOpen={() => open({ type: 'jump' })} />
    </Steps>
  );
}

function Steps({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="con-steps">
      <legend>{label}</legend>
      <div className="con-acts">{children}</div>
    </fieldset>
  );
}

/** A step with the reason under it while it cannot be taken. */
function Step({ word, act, command }: { word: Command['type']; act: Act; command: Command }) {
  const { t } = useConsoleWords();
  const may = useMay(word);
  return (
    <ActButton may={may} busy={act.busy} onAct={() => act.give(command)}>
      {t(`exercise.${word}`)}
    </ActButton>
  );
}

function OpenSheet({ word, onOpen }: { word: Command['type']; onOpen: () => void }) {
  const { t } = useConsoleWords();
  const may = useMay(word);
  return (
    <ActButton may={may} onAct={onOpen}>
      {t(`exercise.${word}`)}…
    </ActButton>
  );
}
