/** Says around a department's screen that it is only looked at, and as whom. */
import '../../i18n/ns/looking';
import './looking.css';
import { Link } from 'wouter';
import { useWords } from '../../lib/drill/useWords';
import { looksAs, useExercise, useItems } from '../../sync';

export default function Looking() {
  const words = useWords('looking');
  const { t } = words;
  const seat = looksAs();
  const exercise = useExercise();
  const mates = useItems('mate');
  const own = mates.find((mate) => mate.code === seat);
  return (
    <aside className="looking" aria-label={t('title', { who: seat ?? '' })}>
      <p>
        <strong>
          <span aria-hidden="true">◉ </span>
          {t('title', { who: `${seat ?? ''} ${words.in(own?.name)}`.trim() })}
        </strong>{' '}
        {t('about')}
      </p>
      <nav aria-label={t('others')}>
        {mates
          .filter((mate) => mate.code !== seat)
          .map((mate) => (
            <Link key={mate.code} href={`~/as/${encodeURIComponent(mate.code)}/x/${exercise?.id ?? ''}`}>
              {mate.code}
            </Link>
          ))}
        <button type="button" onClick={() => window.close()}>
          {t('close')}
        </button>
      </nav>
    </aside>
  );
}
