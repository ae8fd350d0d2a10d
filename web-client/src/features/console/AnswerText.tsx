import type { Answer, ResponseForm, RowItem } from '../../protocol';
import { useConsoleWords } from './picture';

type Asking = Pick<RowItem, 'response' | 'decision'>;

/** What the values of a row's choices are called. */
export function useChoiceName(row: Asking | undefined): (value: string) => string {
  const words = useConsoleWords();
  const options = [...(row?.decision ?? []), ...optionsOf(row?.response ?? null)];
  return (value) => {
    const option = options.find((choice) => choice.value === value);
    return option ? words.in(option.text) : value;
  };
}

/** An answer in words: progress, text, what was chosen or ticked, a number with its unit, files. */
export function AnswerText({ answer, row }: { answer: Answer; row: Asking | undefined }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const named = useChoiceName(row);
  const unit = row?.response?.type === 'number' ? words.in(row.response.unit) : '';
  return (
    <div className="con-answer">
      <b>{say(`common:progress.${answer.progress}`)}</b>
      {answer.round > 0 ? (
        <span className="quiet"> {t('answer.round', { count: answer.round + 1 })}</span>
      ) : null}
      {answer.choice !== null ? <p>{t('answer.chosen', { choice: named(answer.choice) })}</p> : null}
      {answer.ticked.length > 0 ? <p>☑ {answer.ticked.map(named).join(' · ')}</p> : null}
      {answer.number !== null ? (
        <p className="num">
          {answer.number} {unit}
        </p>
      ) : null}
      {answer.text ? <p className="con-quote">{answer.text}</p> : null}
      {answer.files.map((file, index) => (
        <a key={file} href={`/f/${file}`} target="_blank" rel="noreferrer">
          {t('answer.file', { n: index + 1 })}
        </a>
      ))}
    </div>
  );
}

function optionsOf(form: ResponseForm | null) {
  return form && 'of' in form ? form.of : [];
}
