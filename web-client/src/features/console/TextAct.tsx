import { useId, useRef, useState } from 'react';
import type { Command } from '../../protocol';
import { useDraft, useMay } from '../../sync';
import { useAct } from '../../ui/drill/act';
import { useFocus } from '../../ui/drill/useFocus';
import { Writing } from '../../ui/drill/Writing';
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
      <Writing
        id={id}
        field={field}
        rows={2}
        text={text}
        write={write}
        empty={t('text.empty')}
        button={button}
        may={may}
        act={act}
        zone={zone}
        send={(words) => act.give(make(words), opened)}
      />
    </div>
  );
}
