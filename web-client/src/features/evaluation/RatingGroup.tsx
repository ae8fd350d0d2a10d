/** P, S, M, U and "not observed" with the whole wording of each: one group of radios, with keys of its own. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { RATINGS, ratingOfKey } from '../../lib/drill/guide';
import { composing, singleKeysOn } from '../../lib/keys';
import type { Rating } from '../../protocol';
import { useEvaluationWords } from './picture';

interface Props {
  legend: ReactNode;
  value: Rating | null;
  onChange: (rating: Rating) => void;
  disabled?: boolean;
  /** Takes the focus when it appears. */
  focus?: boolean;
}

export function RatingGroup({ legend, value, onChange, disabled = false, focus = false }: Props) {
  const { t } = useEvaluationWords();
  const name = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (focus) focusRating(group.current);
  }, [focus]);
  return (
    <fieldset
      ref={group}
      className="eva-grades eva-rating-group"
      disabled={disabled}
      onKeyDown={(event) => {
        const { nativeEvent: native } = event;
        if (native.ctrlKey || native.metaKey || native.altKey || composing(native) || !singleKeysOn()) return;
        const rating = ratingOfKey(event.key);
        if (!rating || disabled) return;
        // The letters are this group's: O and the others stay with the screen.
        event.preventDefault();
        onChange(rating);
        group.current?.querySelector<HTMLElement>(`input[value="${rating}"]`)?.focus();
      }}
    >
      <legend>{legend}</legend>
      {RATINGS.map((one) => (
        <label key={one} className={value === one ? 'eva-grade eva-grade-on' : 'eva-grade'}>
          <input
            type="radio"
            name={name}
            value={one}
            checked={value === one}
            onChange={() => onChange(one)}
            aria-keyshortcuts={one === 'not_observed' ? '0' : one}
          />
          <span>
            <b>{t(`rating.${one}.title`)}</b> <kbd>{one === 'not_observed' ? '0' : one}</kbd>
            <span className="eva-grade-text">{t(`rating.${one}.text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The chosen rating of a group, or its first. */
export function focusRating(group: ParentNode | null): void {
  const inputs = group?.querySelectorAll<HTMLInputElement>('.eva-grade input');
  const chosen = [...(inputs ?? [])].find((input) => input.checked) ?? inputs?.[0];
  chosen?.focus();
}
