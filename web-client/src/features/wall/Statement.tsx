import { useWords } from '../../lib/drill/useWords';
import { wallMinute } from '../../lib/time';
import { useExercise, useItems } from '../../sync';

/** What the public was told last: short, as the back row reads it. */
export function LatestStatement() {
  const words = useWords('media');
  const { t } = words;
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const latest = useItems('published').at(-1);
  if (!latest) return null;
  return (
    <section className="wall-statement" aria-label={t('wall.title')}>
      <h2>
        {t('wall.title')}{' '}
        <span className="quiet num">
          {t('wall.at', { at: wallMinute(latest.published.wall, zone), department: latest.department })}
          {latest.corrects ? ` · ${t('wall.corrected')}` : ''}
        </span>
      </h2>
      <p className="wall-text">{words.in(latest.text)}</p>
    </section>
  );
}
