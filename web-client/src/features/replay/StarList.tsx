/** The stars with their times: what is gone through in the room, and what is printed on one page. */
import { spanWords } from '../../lib/drill/time';
import { exerciseTime, wallTime } from '../../lib/time';
import { useExercise, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { type Drill, stampAt, useDesk } from './desk';
import type { Star } from './stars';
import { useReplayWords, useStars } from './use';

function useStarWords(): (star: Star) => string {
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
  const stars = useStars(drill);
  const now = useDesk(({ at }) => stars.filter((star) => star.at <= at).length - 1);
  const seek = useDesk((desk) => desk.seek);
  const set = useDesk((desk) => desk.set);
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const put = useMay('star_moment');
  const take = useMay('unstar_moment');
  const act = useAct();
  return (
    <section aria-labelledby="replay-stars">
      <div className="replay-head">
        <h2 id="replay-stars">{t('stars')}</h2>
        <span className="row no-print">
          {put.why === 'role' ? null : (
            <ActButton may={put} hint="B" onAct={() => set({ starring: true, playing: false })}>
              {t('put_star')}
            </ActButton>
          )}
          <button type="button" aria-keyshortcuts="Control+P" onClick={() => window.print()}>
            {t('print')}
          </button>
        </span>
      </div>
      {stars.length === 0 ? <p className="quiet">{t('no_stars')}</p> : null}
      <ol className="replay-star-list">
        {stars.map((star, index) => (
          <li key={star.key} aria-current={index === now ? 'step' : undefined}>
            <button type="button" className="drill-link" onClick={() => seek(star.at)}>
              <span className="num">
                ★{index + 1} {exerciseTime(drill.line.exerciseAt(star.at))}
              </span>{' '}
              {said(star)}
            </button>
            {star.id !== undefined && take.why !== 'role' ? (
              <button
                type="button"
                className="plain replay-unstar no-print"
                aria-label={t('take_star', { what: star.text ?? '' })}
                onClick={() => {
                  if (take.ok && star.id !== undefined) act.give({ type: 'unstar_moment', star: star.id });
                }}
              >
                ✕
              </button>
            ) : null}
            <span className="print-only num"> {wallTime(stampAt(drill, star.at).wall, zone)}</span>
          </li>
        ))}
      </ol>
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}
