/** Speaks words into a note, where this browser can listen; elsewhere there is no such button. */
import { useEffect, useRef, useState } from 'react';
import { canListen, type Listening, listen } from '../../lib/speech';
import { useEvaluationWords } from './picture';

export function Dictate({ onWords }: { onWords: (words: string) => void }) {
  const { t, lang } = useEvaluationWords();
  const [state, set] = useState<'silent' | 'listening' | 'failed'>('silent');
  const listening = useRef<Listening>(undefined);
  const latest = useRef(onWords);
  latest.current = onWords;
  useEffect(() => () => listening.current?.stop(), []);
  if (!canListen()) return null;
  const turn = () => {
    if (state === 'listening') {
      listening.current?.stop();
      return;
    }
    listening.current = listen(
      lang,
      (words) => latest.current(words),
      (failed) => set(failed ? 'failed' : 'silent'),
    );
    set('listening');
  };
  return (
    <span className="row">
      <button type="button" aria-pressed={state === 'listening'} onClick={turn}>
        <span aria-hidden="true">{state === 'listening' ? '■' : '●'}</span>{' '}
        {t(state === 'listening' ? 'note.listening' : 'note.speak')}
      </button>
      <span className="quiet small" role="status">
        {state === 'failed' ? t('note.not_heard') : ''}
      </span>
    </span>
  );
}
