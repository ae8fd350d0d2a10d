/** Findings and the improvement plan at the evaluators' screen. */
import { ImprovementBoard } from '../../ui/drill/improvement/Board';
import { useEvaluationWords, useZone } from './picture';

export function Improve() {
  const { t } = useEvaluationWords();
  const zone = useZone();
  return (
    <section className="eva-section" aria-label={t('pane.improve')}>
      <h2>{t('pane.improve')}</h2>
      <div className="eva-scroll">
        <ImprovementBoard zone={zone} />
      </div>
    </section>
  );
}
