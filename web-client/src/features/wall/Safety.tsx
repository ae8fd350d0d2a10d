import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import { useExercise, useNow } from '../../sync';

/** Rules that fit on a wall; all of them stand on every seat's own screen. */
const RULES_SHOWN = 4;

/** The clock in the largest figures of the hall, and what keeps people safe. */
export function Safety() {
  const words = useWords('wall');
  const { t, say } = words;
  const exercise = useExercise();
  const now = useNow();
  if (!exercise) return null;
  return (
    <>
      <section className="wall-bigclock">
        <strong className="num" role="timer" aria-live="off" title={say('common:clock.exercise')}>
          {exerciseTime(now.exercise)}
        </strong>
        <p>{exercise.phases.map((phase) => words.in(phase.name)).join(' ∥ ')}</p>
      </section>
      <section className="wall-safety" aria-label={t('safety.title')}>
        <h2>{t('safety.title')}</h2>
        <p className="wall-emergency">
          <span aria-hidden="true">! </span>
          {t('safety.emergency')}
        </p>
        <ul>
          {exercise.rules.slice(0, RULES_SHOWN).map((rule) => (
            <li key={words.in(rule)} className="wall-rule">
              {words.in(rule)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
