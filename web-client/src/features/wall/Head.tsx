import { useWords } from '../../lib/drill/useWords';
import { exerciseTime, wallTime } from '../../lib/time';
import type { ExerciseItem } from '../../protocol';
import { useNow } from '../../sync';

interface Props {
  exercise: ExerciseItem;
  /** The page shows the exercise's clock and phases itself, larger. */
  below: boolean;
}

/** Title, both clocks and the phases; the hand that moves every second shows that the picture lives. */
export function Head({ exercise, below }: Props) {
  const words = useWords('wall');
  const { say } = words;
  const now = useNow();
  const running = exercise.status === 'running';
  return (
    <header className="wall-head">
      <div className="wall-title">
        <h1>{words.in(exercise.title)}</h1>
        <p className="wall-phases">
          {running ? null : <b className="wall-status">{say(`common:status.${exercise.status}`)}</b>}
          {exercise.pause ? <span> {say(`common:pause.${exercise.pause.reason}`)}</span> : null}
          {below
            ? null
            : exercise.phases.map((phase) => (
                <span key={phase.id} className="wall-phase">
                  {words.in(phase.name)}
                </span>
              ))}
        </p>
      </div>
      <div className="wall-clocks">
        {below ? null : (
          <strong className="num" role="timer" aria-live="off" title={say('common:clock.exercise')}>
            {exerciseTime(now.exercise)}
          </strong>
        )}
        <span className="wall-clock">
          <SecondHand at={now.wall} />
          <span className="num" title={say('common:clock.wall')}>
            {wallTime(now.wall, exercise.time_zone)}
          </span>
        </span>
      </div>
    </header>
  );
}

function SecondHand({ at }: { at: number }) {
  const angle = (Math.floor(at / 1000) % 60) * 6;
  return (
    <svg className="wall-hand" viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="18" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <line
        x1="20"
        y1="20"
        x2="20"
        y2="5"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        transform={`rotate(${angle} 20 20)`}
      />
    </svg>
  );
}
