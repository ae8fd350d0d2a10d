import type { ReactNode, Ref } from 'react';
import { sendKey } from '../../lib/keys';
import type { May } from '../../sync';
import { ActButton } from './ActButton';
import type { Act } from './act';
import { Fate } from './Fate';

interface Props {
  /** Names the field for those who do not see what stands above it. */
  label?: string;
  id?: string;
  field?: Ref<HTMLTextAreaElement>;
  rows: number;
  text: string;
  write: (text: string) => void;
  /** Why it cannot go as long as nothing is written. */
  empty: string;
  button: string;
  may: May;
  act: Act;
  zone: string;
  /** Gets the text without the blanks around it; never called while there is none. */
  send: (text: string) => void;
  /** Another reason why it cannot go now. */
  notNow?: string | undefined;
  /** The words that go where none are written: what speaks for itself, a photo, needs none. */
  fallback?: string | undefined;
  /** What belongs between the words and the button. */
  children?: ReactNode;
}

/** Longest text of a person, as the server takes it. */
const LENGTH_MAX = 4_000;

/** Words, and the one button that gives them: Ctrl+Enter does the same, and what became of it stands beside. */
export function Writing(props: Props) {
  const { text, write, may, act, send } = props;
  const words = text.trim() || (props.fallback ?? '');
  const why = props.notNow ?? (words === '' ? props.empty : undefined);
  const go = () => {
    if (why === undefined && may.ok && !act.busy) send(words);
  };
  return (
    <>
      <textarea
        id={props.id}
        aria-label={props.label}
        placeholder={props.label}
        rows={props.rows}
        maxLength={LENGTH_MAX}
        value={text}
        ref={props.field}
        onChange={(event) => write(event.target.value)}
        onKeyDown={sendKey(go)}
      />
      {props.children}
      <ActButton may={may} notNow={why} tone="main" hint="Ctrl+⏎" busy={act.busy} onAct={go}>
        {props.button}
      </ActButton>
      <Fate entry={act.entry} zone={props.zone} />
    </>
  );
}
