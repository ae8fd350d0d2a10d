import { useId, useRef, useState } from 'react';
import { composing } from '../../lib/keys';
import type { Command } from '../../protocol';
import { useDraft, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useFocus } from '../../ui/drill/useFocus';
import { useConsoleWords, useZone } from './picture';

interface Props {
  /** Names the draft, so that nothing typed is lost. */
  name: string;
  label: string;
  button: string;
  word: Command['type'];
  make: (text: string) => Command;
  /** Shows a button first, the field when asked for. */
  folded?: boolean;
  focus?: boolean;
  done?: () => void;
  /** Device time of the moment the text speaks of. */
  opened?: number;
}

/** A text and the command that carries it; Ctrl+Enter sends. */
export function TextAct({ name, label, button, word, make, folded, focus, done, opened }: Props) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const id = useId();
  const [open, setOpen] = useState(!folded);
  const field = useRef<HTMLTextAreaElement>(null);
  useFocus(field, focus === true || (folded === true && open));
  const [text, write, drop] = useDraft(`console-${name}`);
  const may = useMay(word);
  const act = useAct(() => {
    drop();
    if (folded) setOpen(false);
    done?.();
  });
  const ready = text.trim() !== '';
  const send = () => {
    if (ready && may.ok && !act.busy) act.give(make(text.trim()), opened);
  };
  if (!open) {
    return (
      <button type="button" className="drill-link" onClick={() => setOpen(true)}>
        {button}
      </button>
    );
  }
  return (
    <div className="con-textact">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        value={text}
        ref={field}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || composing(event.nativeEvent))
            return;
          event.preventDefault();
          send();
        }}
      />
      <ActButton
        may={may}
        notNow={ready ? undefined : t('text.empty')}
        tone="main"
        hint="Ctrl+⏎"
        busy={act.busy}
        onAct={send}
      >
        {button}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}
