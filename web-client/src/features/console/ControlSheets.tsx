import { useRef, useState } from 'react';
import { exerciseTime } from '../../lib/time';
import type { Command, PauseReason } from '../../protocol';
import { useMay, useNow } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useFocus } from '../../ui/drill/useFocus';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';
import { TextAct } from './TextAct';

type Kind = 'abort' | 'restart' | 'return_to_draft' | 'jump' | 'shift' | 'pause';

/** Sheets about the exercise as a whole that need a reason, a time or a choice. */
export function ControlSheet({ kind }: { kind: Kind }) {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const close = () => open(null);
  return (
    <Dialog title={t(`sheet.${kind}`)} onClose={close}>
      <div className="con-sheet">
        <p className="quiet">{t(`sheet.${kind}_about`)}</p>
        <Content kind={kind} done={close} />
      </div>
    </Dialog>
  );
}

function Content({ kind, done }: { kind: Kind; done: () => void }) {
  if (kind === 'pause') return <Pause done={done} />;
  if (kind === 'jump') return <Jump done={done} />;
  if (kind === 'shift') return <Shift done={done} />;
  return <Reason kind={kind} done={done} />;
}

const REASONS = {
  abort: 'abort_exercise',
  restart: 'restart_exercise',
  return_to_draft: 'return_to_draft',
} as const;

function Reason({ kind, done }: { kind: keyof typeof REASONS; done: () => void }) {
  const { t } = useConsoleWords();
  const word = REASONS[kind];
  return (
    <TextAct
      name={kind}
      label={t('sheet.reason')}
      word={word}
      button={t(`sheet.${kind}`)}
      make={(reason): Command => ({ type: word, reason })}
      focus
      done={done}
    />
  );
}

const WHY: readonly PauseReason[] = ['admin', 'safety', 'technical'];

function Pause({ done }: { done: () => void }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const may = useMay('pause_exercise');
  const act = useAct(done);
  const [note, setNote] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useFocus(field);
  const give = (reason: PauseReason) =>
    act.give({ type: 'pause_exercise', reason, ...(note.trim() ? { note: note.trim() } : {}) });
  return (
    <>
      <label>
        {t('sheet.pause_note')}
        <input ref={field} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="con-acts">
        {WHY.map((reason) => (
          <ActButton key={reason} may={may} tone="main" busy={act.busy} onAct={() => give(reason)}>
            {say(`common:pause.${reason}`)}
          </ActButton>
        ))}
        <Fate entry={act.entry} zone={zone} />
      </div>
    </>
  );
}

/** Reads `75`, `1:15` and `1:15:00` as exercise milliseconds: minutes, hours:minutes, with seconds. */
export function readTime(text: string): number | null {
  const clean = text.trim().replace(/^T\+/i, '').replaceAll('：', ':');
  if (/^\d{1,4}$/.test(clean)) return Number(clean) * 60_000;
  const parts = /^(\d{1,2}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(clean);
  if (!parts) return null;
  return (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 1000;
}

function Jump({ done }: { done: () => void }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const may = useMay('jump_clock');
  const act = useAct(done);
  const now = useNow().exercise;
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useFocus(field);
  const to = readTime(text);
  const fits = to !== null && to > now;
  return (
    <>
      <label>
        {t('sheet.jump_to', { now: exerciseTime(now) })}
        <input
          ref={field}
          value={text}
          placeholder="1:15"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="con-acts">
        <ActButton
          may={may}
          tone="main"
          notNow={fits ? undefined : t('sheet.jump_hint')}
          busy={act.busy}
          onAct={() => to !== null && act.give({ type: 'jump_clock', to })}
        >
          {t('sheet.jump')} {fits ? exerciseTime(to) : ''}
        </ActButton>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </>
  );
}

function Shift({ done }: { done: () => void }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const may = useMay('shift_all');
  const act = useAct(done);
  const [minutes, setMinutes] = useState('5');
  const by = Math.round(Number(minutes) * 60);
  const fits = minutes !== '' && Number.isFinite(by) && by !== 0;
  return (
    <>
      <label>
        {t('sheet.shift_by')}
        <input
          type="number"
          step="0.5"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
      </label>
      <div className="con-acts">
        <ActButton
          may={may}
          tone="main"
          notNow={fits ? undefined : t('sheet.defer_hint')}
          busy={act.busy}
          onAct={() => act.give({ type: 'shift_all', by })}
        >
          {t('sheet.shift')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </>
  );
}
