import type { Mark } from '../../lib/drill/mark';
import { useWords } from '../../lib/drill/useWords';
import './drill.css';

/** A state as shape and word; compact shows the shape and says the word to assistive technology. */
export function MarkSign({ mark, compact = false }: { mark: Mark; compact?: boolean }) {
  const { say } = useWords('record');
  const word = say(mark.word);
  if (!compact) {
    return (
      <span className={`chip ${mark.tone}`}>
        <span aria-hidden="true">{mark.shape}</span>
        {word}
      </span>
    );
  }
  return (
    <span className={`drill-mark drill-${mark.tone}`} title={word}>
      <span aria-hidden="true">{mark.shape}</span>
      <span className="visually-hidden">{word}</span>
    </span>
  );
}
