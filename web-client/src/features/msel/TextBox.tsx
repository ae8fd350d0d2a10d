import { useEffect, useRef, useState } from 'react';
import { composing } from '../../lib/keys';

interface Props {
  id?: string | undefined;
  text: string;
  onSave: (text: string) => void;
  lines?: boolean;
  disabled?: boolean | undefined;
  lang?: string | undefined;
  list?: string | undefined;
  placeholder?: string | undefined;
  /** Digits only. */
  figures?: boolean;
  'aria-label'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
  'aria-describedby'?: string | undefined;
}

/**
 * A field whose words are saved when it is left or Ctrl+Enter is pressed; Esc gives them up. What somebody
 * else writes meanwhile does not take the words from under a hand.
 */
export function TextBox({ text, onSave, lines = false, figures, ...rest }: Props) {
  const [draft, setDraft] = useState<string>();
  const latest = useRef({ draft, text, onSave });
  latest.current = { draft, text, onSave };
  const save = () => {
    const { draft: now, text: before, onSave: put } = latest.current;
    setDraft(undefined);
    latest.current.draft = undefined;
    if (now !== undefined && now !== before) put(now);
  };
  const leave = useRef(save);
  leave.current = save;
  // Another row is shown, or the panel is closed: what was typed is kept.
  useEffect(() => () => leave.current(), []);
  const common = {
    ...rest,
    value: draft ?? text,
    maxLength: 4_000,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
    onBlur: save,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (composing(event.nativeEvent)) return;
      if (event.key === 'Escape' && draft !== undefined) {
        event.stopPropagation();
        setDraft(undefined);
        latest.current.draft = undefined;
      }
      if (event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        save();
      }
    },
  };
  return lines ? (
    <textarea {...common} rows={3} />
  ) : (
    <input type="text" {...common} inputMode={figures ? 'numeric' : undefined} />
  );
}
