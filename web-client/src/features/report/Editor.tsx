/** A sentence under the hand: its words are kept on this device until the record has them. */
import { useEffect, useRef, useState } from 'react';
import { composing, sendKey } from '../../lib/keys';
import { useDraft, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { type Editing, useDesk } from './desk';
import { focusOn } from './focus';
import { useReportWords, useZone } from './words';

/** The same bound as the server's for what people write. */
const WORDS_MAX = 4_000;

export function Editor({ editing, before }: { editing: Editing; before: string }) {
  const { t } = useReportWords();
  const zone = useZone();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const close = useDesk((desk) => desk.edit);
  const choose = useDesk((desk) => desk.choose);
  const may = useMay('edit_sentence');
  const [kept, keep, drop] = useDraft(`report ${kind} ${language} ${editing.key}`);
  const [touched, touch] = useState(false);
  const [wrong, say] = useState<'empty' | 'same'>();
  // What stood here when the editing began: somebody else may write here, too.
  const [first] = useState(before);
  const field = useRef<HTMLTextAreaElement>(null);
  // What was typed before a reload wins over the words of the report.
  const words = touched ? kept : kept || before;
  const done = () => {
    drop();
    close(null);
    choose(editing.key);
    focusOn(editing.key);
  };
  const act = useAct(done);
  useEffect(() => {
    field.current?.focus();
    field.current?.closest('.rep-editor')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const save = () => {
    if (!may.ok || act.busy) return;
    const text = words.trim();
    if (text === '' || text === before) {
      say(text === '' ? 'empty' : 'same');
      return;
    }
    say(undefined);
    act.give({ type: 'edit_sentence', document: kind, language, sentence: editing.key, text });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape within the field and its buttons ends the editing
    <div
      className="rep-editor no-print"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || composing(event.nativeEvent)) return;
        event.preventDefault();
        done();
      }}
    >
      <label htmlFor="rep-words">{t('sentence.words')}</label>
      <textarea
        id="rep-words"
        ref={field}
        value={words}
        maxLength={WORDS_MAX}
        aria-describedby={editing.type === 'new' ? 'rep-new-hint' : undefined}
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => {
          touch(true);
          keep(event.target.value);
        }}
        onKeyDown={sendKey(save)}
      />
      {editing.type === 'new' ? (
        <p id="rep-new-hint" className="quiet small">
          {t('sentence.new_hint')}
        </p>
      ) : null}
      <div className="row">
        <ActButton may={may} busy={act.busy} tone="main" hint="Ctrl+Enter" onAct={save}>
          {t('sentence.save')}
        </ActButton>
        <button type="button" onClick={done}>
          {t('sentence.cancel')} <kbd>Esc</kbd>
        </button>
      </div>
      {before !== first ? (
        <p role="status" className="small">
          ◆ {t('sentence.meanwhile', { text: before })}
        </p>
      ) : null}
      {wrong ? (
        <p role="alert" className="small">
          {t(`sentence.${wrong}`)}
        </p>
      ) : null}
      <Fate entry={act.entry} zone={zone} quiet />
    </div>
  );
}
