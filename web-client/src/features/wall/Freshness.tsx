import { freshness } from '../../lib/drill/stale';
import type { Cause } from '../../lib/drill/urgent';
import { useWords } from '../../lib/drill/useWords';
import { wallTime } from '../../lib/time';
import { connection, useExercise, useNow } from '../../sync';

/** How old the picture is, on this device's clock. */
function useFreshness() {
  useNow();
  const heard = connection.lastHeard();
  return { ...freshness(heard, Date.now()), heard };
}

/** Above ten seconds an amber bar in words, above a minute a veil. */
export function Staleness() {
  const { t } = useWords('wall');
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const { state, seconds, heard } = useFreshness();
  if (state === 'fresh') return null;
  if (state === 'amber') {
    return (
      <p className="wall-amber" role="status">
        ▲ {t('stale.amber', { n: seconds })}
      </p>
    );
  }
  return (
    <div className="wall-veil" role="alert">
      <p>⌀ {t('stale.veil', { at: wallTime(heard, zone) })}</p>
    </div>
  );
}

interface FootProps {
  words: 'leaders' | 'players' | 'roll';
  page: number;
  pages: number;
  /** For what the wall has stopped turning. */
  held: Cause | undefined;
}

/** The last line: that the picture lives, and what it is made of. */
export function Foot({ words, page, pages, held }: FootProps) {
  const { t } = useWords('wall');
  const { state, seconds } = useFreshness();
  return (
    <footer className="wall-foot">
      <span>
        <span aria-hidden="true">{state === 'fresh' ? '●' : '⌀'} </span>
        {t(state === 'fresh' ? 'stale.live' : 'stale.old', { n: seconds })}
      </span>
      {held ? (
        <b className="wall-held" role="status">
          ◆ {t(`held.${held}`)}
        </b>
      ) : (
        <span className="quiet">{t(`foot.${words}`)}</span>
      )}
      {pages > 1 ? <span className="num">{t('page', { page, pages })}</span> : null}
    </footer>
  );
}
