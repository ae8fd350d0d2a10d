import { useId } from 'react';
import { useWords } from '../../lib/drill/useWords';
import type { FactForm } from '../../protocol';
import './picture.css';

interface Props {
  form: FactForm;
  label: string;
  text: string;
  write: (text: string) => void;
  /** Tried to send while this was no value. */
  wrong?: boolean;
  /** What stands in the empty field. */
  hint?: string;
}

/** Longest value in words, as the server takes it. */
const LENGTH_MAX = 120;

/** A value of a fact: digits come up for a number, a choice is one tap, and words are words. */
export function FactInput({ form, label, text, write, wrong = false, hint }: Props) {
  const words = useWords('picture');
  const id = useId();
  const told = wrong ? words.t(form.type === 'choice' ? 'input.choose' : 'input.wrong') : undefined;
  const warning = told ? (
    <span id={`${id}-wrong`} className="wrong small">
      {told}
    </span>
  ) : null;
  if (form.type === 'choice') {
    return (
      <fieldset className="pic-choice">
        <legend>{label}</legend>
        <div className="row">
          {form.of.map((choice) => (
            <button
              key={choice.value}
              type="button"
              aria-pressed={text === choice.value}
              // A second tap takes it back: nothing known is an answer too.
              onClick={() => write(text === choice.value ? '' : choice.value)}
            >
              {words.in(choice.text)}
            </button>
          ))}
        </div>
        {warning}
      </fieldset>
    );
  }
  const number = form.type === 'number';
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="pic-number">
        <input
          id={id}
          // Not type=number: a wheel or an arrow key would change what somebody counted.
          type="text"
          inputMode={number ? 'decimal' : 'text'}
          autoComplete="off"
          maxLength={LENGTH_MAX}
          value={text}
          placeholder={hint}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => write(event.target.value)}
        />
        {number ? <span>{words.in(form.unit)}</span> : null}
      </span>
      {warning}
    </div>
  );
}
