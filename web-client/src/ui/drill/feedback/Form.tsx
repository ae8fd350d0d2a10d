/** The questionnaire itself: scales, choices and words, kept on this device until it is sent. */
import { useId, useState } from 'react';
import { answersOf, type Filled, filledOf, STEPS, WORDS_MAX } from '../../../lib/drill/feedback';
import { useWords } from '../../../lib/drill/useWords';
import { sendKey } from '../../../lib/keys';
import type { FeedbackFormItem, FeedbackQuestion } from '../../../protocol';
import { submit, useDraft, useMay, useOutbox, useYou } from '../../../sync';
import { ActButton } from '../ActButton';

export function FeedbackForm({ form, onSent }: { form: FeedbackFormItem; onSent: () => void }) {
  const words = useWords('feedback');
  const { t, say } = words;
  const { seat } = useYou();
  const may = useMay('answer_feedback');
  const [kept, keep, drop] = useDraft(`${seat}/feedback`);
  const [wrong, setWrong] = useState(false);
  const filled = filledOf(kept);
  const refused = useOutbox()
    .filter((entry) => entry.command.type === 'answer_feedback' && entry.state === 'rejected')
    .at(-1);
  const fill = (key: string, value: string) => {
    setWrong(false);
    keep(JSON.stringify({ ...filled, [key]: value } satisfies Filled));
  };
  const send = () => {
    const answers = answersOf(form.questions, filled);
    setWrong(answers.length === 0);
    if (answers.length === 0 || !may.ok) return;
    submit({ type: 'answer_feedback', answers });
    drop();
    onSent();
  };
  return (
    <form
      className="stack feedback-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={sendKey(send)}
    >
      <p className="feedback-promise">{t(form.anonymous ? 'anonymous' : 'named')}</p>
      {form.intro ? <p>{words.in(form.intro)}</p> : null}
      <p className="quiet small">{t('optional')}</p>
      {form.questions.map((question, place) => (
        <Question
          key={question.key}
          question={question}
          number={place + 1}
          value={filled[question.key] ?? ''}
          onFill={(value) => fill(question.key, value)}
        />
      ))}
      {wrong ? <p role="alert">{t('empty')}</p> : null}
      {refused ? (
        <p role="alert" className="problem">
          {say(`problems:${refused.problem?.code ?? 'internal'}`)}
        </p>
      ) : null}
      <p>
        <ActButton may={may} tone="main" onAct={send}>
          {t('send')}
        </ActButton>
      </p>
    </form>
  );
}

interface QuestionProps {
  question: FeedbackQuestion;
  number: number;
  value: string;
  onFill: (value: string) => void;
}

function Question({ question, number, value, onFill }: QuestionProps) {
  const words = useWords('feedback');
  const { form } = question;
  const id = useId();
  const asked = `${number}. ${words.in(question.text)}`;
  if (form.type === 'text') {
    return (
      <div className="field">
        <label htmlFor={id}>{asked}</label>
        <textarea
          id={id}
          rows={3}
          value={value}
          maxLength={WORDS_MAX}
          onChange={(event) => onFill(event.target.value)}
        />
      </div>
    );
  }
  const options =
    form.type === 'scale'
      ? STEPS.map((step) => ({ value: step as string, text: step as string }))
      : form.of.map((one) => ({ value: one.value as string, text: words.in(one.text) }));
  return (
    <fieldset className={`feedback-question feedback-${form.type}`}>
      <legend>{asked}</legend>
      {form.type === 'scale' ? (
        <p className="feedback-ends quiet small" id={`${id}-ends`}>
          <span>1 {words.in(form.low)}</span>
          <span>5 {words.in(form.high)}</span>
        </p>
      ) : null}
      <div className="feedback-options">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={value === option.value}
              aria-describedby={form.type === 'scale' ? `${id}-ends` : undefined}
              onChange={() => onFill(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {value ? (
        <button type="button" className="link" onClick={() => onFill('')}>
          {words.t('clear')}
        </button>
      ) : null}
    </fieldset>
  );
}
