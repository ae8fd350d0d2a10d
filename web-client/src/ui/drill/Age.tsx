import { ageIn, ageOf, isOld, type Seen } from '../../lib/drill/facts';
import { useWords } from '../../lib/drill/useWords';
import { useExercise, useNow } from '../../sync';

/** How old what was seen is, at the clock of the exercise. */
export function useAge(seen: Seen | undefined, oldAfter: number | null): { millis: number; old: boolean } {
  const { exercise } = useNow();
  const rate = useExercise()?.clock.rate ?? 1;
  const millis = seen ? ageOf(seen, exercise, rate) : 0;
  return { millis, old: seen !== undefined && isOld(millis, oldAfter) };
}

/** "4 min old", or the word "old" before the time where it is: the dashed edge is the caller's. */
export function Age({ millis, old }: { millis: number; old: boolean }) {
  const { t } = useWords('picture');
  const { unit, count } = ageIn(millis);
  return (
    <span className="pic-age">
      {old ? (
        <>
          <b className="pic-old-word">{t('old')}</b>{' '}
          <span className="pic-id">{t(`since.${unit}`, { count })}</span>
        </>
      ) : (
        t(`age.${unit}`, { count })
      )}
    </span>
  );
}
