/** Puts a star at the moment on the screen, with a few words. */
import { useRef, useState } from 'react';
import { sendKey } from '../../lib/keys';
import { exerciseTime } from '../../lib/time';
import { useExercise, useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useFocus } from '../../ui/drill/useFocus';
import { type Drill, stampAt, useDesk } from './desk';
import { useReplayWords } from './use';

/** As many characters as a star's title may have. */
const TITLE_MAX = 120;

export function StarSheet({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const at = useDesk((desk) => desk.at);
  const set = useDesk((desk) => desk.set);
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const may = useMay('star_moment');
  const close = () => set({ starring: false });
  const act = useAct(close);
  const [title, setTitle] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useFocus(field);
  const words = title.trim();
  const save = () => {
    if (words === '' || !may.ok || act.busy) return;
    act.give({ type: 'star_moment', title: words, at: stampAt(drill, at) });
  };
  return (
    <Dialog title={t('star_title', { at: exerciseTime(drill.line.exerciseAt(at)) })} onClose={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        onKeyDown={sendKey(save)}
      >
        <label className="stack">
          {t('star_words')}
          <input
            ref={field}
            type="text"
            maxLength={TITLE_MAX}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <p className="row">
          <ActButton
            may={may}
            tone="main"
            hint="Ctrl+⏎"
            busy={act.busy}
            notNow={words === '' ? t('star_empty') : undefined}
            onAct={save}
          >
            {t('put_star')}
          </ActButton>
        </p>
        <Fate entry={act.entry} zone={zone} />
      </form>
    </Dialog>
  );
}
