import { useId } from 'react';
import type { Moment } from '../../../lib/drill/ledger';
import type { Draft } from './usePromise';
import { useLedgerWords } from './words';

const WAYS: readonly Moment['way'][] = ['none', 'in', 'at'];
/** Minutes that are one tap away. */
const OFTEN = ['5', '15', '30'] as const;

/** By when within the exercise: not at all, minutes from now, or exercise time. */
export function MomentField({
  draft,
  change,
  wrong,
}: {
  draft: Draft;
  change: (to: Partial<Draft>) => void;
  wrong: boolean;
}) {
  const { t } = useLedgerWords();
  const id = useId();
  return (
    <fieldset className="ledger-moment">
      <legend>{t('form.moment')}</legend>
      <div className="row">
        {WAYS.map((way) => (
          <label key={way} className="tick">
            <input
              type="radio"
              name={`${id}-way`}
              checked={draft.way === way}
              onChange={() => change({ way })}
            />
            {t(`form.${way}`)}
          </label>
        ))}
      </div>
      {draft.way === 'in' ? (
        <div className="row">
          <input
            className="ledger-short"
            inputMode="decimal"
            aria-label={t('form.minutesName')}
            aria-invalid={wrong}
            maxLength={6}
            value={draft.minutes}
            onChange={(event) => change({ minutes: event.target.value })}
          />
          {t('form.minutes')}
          {OFTEN.map((minutes) => (
            <button
              key={minutes}
              type="button"
              aria-pressed={draft.minutes === minutes}
              onClick={() => change({ minutes })}
            >
              {minutes}
            </button>
          ))}
        </div>
      ) : null}
      {draft.way === 'at' ? (
        <div className="row">
          <span aria-hidden="true">T+</span>
          <input
            className="ledger-short"
            aria-label={t('form.atName')}
            aria-invalid={wrong}
            maxLength={12}
            placeholder="1:30"
            value={draft.time}
            onChange={(event) => change({ time: event.target.value })}
          />
        </div>
      ) : null}
      {wrong ? (
        <span className="wrong small">{t('form.wrongMoment')}</span>
      ) : draft.way === 'none' ? null : (
        <span className="small quiet">{t('form.momentHint')}</span>
      )}
    </fieldset>
  );
}
