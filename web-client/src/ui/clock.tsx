import { useTranslation } from 'react-i18next';
import { exerciseTime, span, wallTime } from '../lib/time';
import type { ExerciseTime } from '../protocol';
import { useExercise, useNow } from '../sync';

/** T+00:52:17 and the wall time in the exercise's zone. */
export function ExerciseClock({ wall = true }: { wall?: boolean }) {
  const { t } = useTranslation();
  const exercise = useExercise();
  const now = useNow();
  if (!exercise) return null;
  const { clock, time_zone } = exercise;
  return (
    <span className="exercise-clock" role="timer" aria-live="off">
      <strong title={t('clock.exercise')}>{exerciseTime(now.exercise)}</strong>
      {clock.running && clock.rate !== 1 ? (
        <span className="small">{t('clock.rate', { rate: clock.rate })}</span>
      ) : null}
      {!clock.running && exercise.started ? <span className="small">‖ {t('clock.stopped')}</span> : null}
      {wall ? (
        <span className="quiet" title={t('clock.wall')}>
          {wallTime(now.wall, time_zone)}
        </span>
      ) : null}
    </span>
  );
}

/** Exercise time left under which a limit counts as due soon: a minute, for limits of one to a few. */
export const SOON = 60_000;

/** Time to a limit in exercise time, or past it. `since` ends the counting where the duty was met. */
export function Countdown({ due, label }: { due: ExerciseTime; label?: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const left = due - now.exercise;
  const late = left < 0;
  const text = late ? t('countdown.over', { span: span(left) }) : t('countdown.left', { span: span(left) });
  return (
    <span className={`countdown ${late ? 'late' : left < SOON ? 'soon' : ''}`}>
      <span aria-hidden="true">{late ? '◆ ' : left < SOON ? '▲ ' : ''}</span>
      {label ? `${label} ` : null}
      {text}
    </span>
  );
}
