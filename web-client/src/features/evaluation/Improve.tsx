/** Findings and the improvement plan at the evaluators' screen. */
import { ImprovementBoard } from '../../ui/drill/improvement/Board';
import { ReplayButton } from '../../ui/drill/ReplayButton';
import { useEvaluationWords, useZone } from './picture';

export function Improve({ wide = false }: { wide?: boolean }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  return (
    <section className="eva-section" aria-label={t('pane.improve')}>
      <div className="row spread">
        <h2>{t('pane.improve')}</h2>
        {wide ? null : <ReplayButton />}
      </div>
      <div className="eva-scroll">
        <ImprovementBoard zone={zone} />
      </div>
    </section>
  );
}
