/** The stars with their times: what is gone through in the room, and what is printed on one page. */
import { spanWords } from '../../lib/drill/time';
import { exerciseTime, wallTime } from '../../lib/time';
import { useExercise } from '../../sync';
import { type Drill, useDesk } from './desk';
import type { Star } from './stars';
import { useReplayWords } from './use';

export function useStarWords(): (star: Star) => string {
  const words = useReplayWords();
  return (star) =>
    [
      words.t(`star.${star.kind}`),
      star.row,
      star.department,
      star.span === undefined ? undefined : spanWords(star.span / 1_000, words.say),
      star.text,
    ]
      .filter(Boolean)
      .join(' · ');
}

export function StarList({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const said = useStarWords();
  const at = useDesk((desk) => desk.at);
  const seek = useDesk((desk) => desk.seek);
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const now = drill.stars.filter((star) => star.at <= at).length - 1;
  return (
    <section aria-labelledby="replay-stars">
      <div className="replay-head">
        <h2 id="replay-stars">{t('stars')}</h2>
        <button
          type="button"
          className="no-print"
          aria-keyshortcuts="Control+P"
          onClick={() => window.print()}
        >
          {t('print')}
        </button>
      </div>
      {drill.stars.length === 0 ? <p className="quiet">{t('no_stars')}</p> : null}
      <ol className="replay-star-list">
        {drill.stars.map((star, index) => (
          <li key={star.key} aria-current={index === now ? 'step' : undefined}>
            <button type="button" className="drill-link" onClick={() => seek(star.at)}>
              <span className="num">
                ★{index + 1} {exerciseTime(drill.line.exerciseAt(star.at))}
              </span>{' '}
              {said(star)}
            </button>
            <span className="print-only num"> {wallTime(wallOf(drill, star.at), zone)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The wall time of a place: that of the step it shows. */
function wallOf(drill: Drill, at: number): number {
  const { film, places } = drill.own;
  let last = drill.line.started.wall;
  for (const [index, step] of film.steps.entries()) {
    if ((places[index] ?? 0) > at) break;
    if ((places[index] ?? -1) >= 0) last = step.at.wall;
  }
  return last;
}
