import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import { useItems } from '../../sync';

/** Names that fit on the line; the rest is counted. */
const NAMED = 2;

/** One short line while something important has failed: what, whose, since when, and whether a backup is on. */
export function Failed() {
  const words = useWords('wall');
  const { t } = words;
  const failed = [...useItems('wall_fault')].sort((a, b) => Number(a.backup_on) - Number(b.backup_on));
  if (failed.length === 0) return null;
  return (
    <p className="wall-failed">
      <b>
        <span aria-hidden="true">◆ </span>
        {t('failed.title')}
      </b>{' '}
      {failed.slice(0, NAMED).map((one, index) => (
        <span key={one.key}>
          {index > 0 ? ' · ' : ''}
          {words.in(one.name)} <span className="quiet">{one.department}</span>{' '}
          <span className="num">{exerciseTime(one.since.exercise)}</span>{' '}
          {one.backup_on ? t('failed.backup') : <b className="wall-late">{t('failed.bare')}</b>}
        </span>
      ))}
      {failed.length > NAMED ? ` +${failed.length - NAMED}` : ''}
    </p>
  );
}
