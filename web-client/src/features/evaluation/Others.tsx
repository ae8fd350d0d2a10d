/** Ratings of one task side by side, as far as this seat may see them, and how far they lie apart. */
import { type Agreement, agreement } from '../../lib/drill/guide';
import { useYou } from '../../sync';
import { useAssessments } from './guide';
import { useEvaluationWords } from './picture';

const SIGNS: Record<Agreement, readonly [string, string]> = {
  none: ['○', 'idle'],
  one: ['◔', 'idle'],
  same: ['=', 'good'],
  near: ['▲', 'soon'],
  far: ['◆', 'late'],
};

/** Same, one step apart, more than one step apart: by shape and word. */
export function AgreementChip({ task }: { task: string }) {
  const { t } = useEvaluationWords();
  const ratings = useAssessments(task).flatMap((one) => (one.rating ? [one.rating.rating] : []));
  const how = agreement(ratings);
  const [shape, tone] = SIGNS[how];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`agreement.${how}`)}
    </span>
  );
}

export function Others({ task }: { task: string }) {
  const { t } = useEvaluationWords();
  const you = useYou();
  const all = useAssessments(task);
  const more = all.some((one) => one.seat !== you.seat);
  if (!more) return null;
  return (
    <section aria-label={t('guide.side_by_side')}>
      <h3>
        {t('guide.side_by_side')} <AgreementChip task={task} />
      </h3>
      <SideBySide task={task} />
    </section>
  );
}

export function SideBySide({ task }: { task: string }) {
  const { t } = useEvaluationWords();
  const all = useAssessments(task);
  if (all.length === 0) return <p className="quiet">{t('rating.none')}</p>;
  return (
    <ul className="eva-side">
      {all.map(({ seat, rating, behaviours }) => {
        const seen = Object.values(behaviours).filter((view) => view !== undefined);
        return (
          <li key={seat}>
            <b>{seat}</b> <span>{rating ? t(`rating.${rating.rating}.short`) : t('rating.none')}</span>
            {rating?.note ? <p className="prewrap">{rating.note}</p> : null}
            {seen.length > 0 ? (
              <p className="quiet small">
                {t('behaviour.title')}:{' '}
                {(['yes', 'partly', 'no', 'not_seen'] as const)
                  .map((word) => [word, seen.filter((view) => view.seen === word).length] as const)
                  .filter(([, n]) => n > 0)
                  .map(([word, n]) => `${t(`behaviour.${word}`)} ${n}`)
                  .join(' · ')}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
