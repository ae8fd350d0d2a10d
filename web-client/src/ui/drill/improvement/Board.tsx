/** Findings and the improvement plan: what was found, what is to be done, by whom, by which day. */
import { useState } from 'react';
import { closing, dayOf } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import { useExercise, useItems, useMay, useNow } from '../../../sync';
import { actionsUrl } from '../../../sync/rest';
import { FeedbackResults } from '../feedback/Results';
import { ActionForm } from './ActionForm';
import { Actions } from './Actions';
import { Documents } from './Documents';
import { FindingForm } from './FindingForm';
import { Findings } from './Findings';
import { Rechecks } from './Rechecks';
import './improvement.css';

/** What is being written; an action may answer a finding. */
type Writing = { type: 'finding' } | { type: 'action'; finding: string | null };

export function ImprovementBoard({ zone }: { zone: string }) {
  const { t, lang } = useWords('improve');
  const exercise = useExercise();
  const findings = useItems('finding');
  const actions = useItems('action');
  const today = dayOf(useNow(60_000).wall, zone);
  const { closed, over, n } = closing(actions, today);
  const [writing, write] = useState<Writing | null>(null);
  const find = useMay('record_finding');
  const act = useMay('open_action');
  return (
    <div className="improve">
      <Rechecks zone={zone} />
      <section aria-labelledby="improve-findings">
        <div className="improve-bar">
          <h3 id="improve-findings">
            {t('findings')} <span className="quiet num">{findings.length}</span>
          </h3>
          {find.why === 'role' || writing ? null : (
            <button type="button" onClick={() => write({ type: 'finding' })}>
              {t('finding.new')}
            </button>
          )}
        </div>
        {writing?.type === 'finding' ? <FindingForm zone={zone} onClose={() => write(null)} /> : null}
        <Findings
          zone={zone}
          onAct={act.why === 'role' ? undefined : (finding) => write({ type: 'action', finding })}
        />
      </section>
      <section aria-labelledby="improve-actions">
        <div className="improve-bar">
          <h3 id="improve-actions">
            {t('actions')} <span className="quiet num">{n > 0 ? t('closing', { closed, n }) : 0}</span>{' '}
            {over > 0 ? (
              <span className="chip late">
                <span aria-hidden="true">◆</span>
                {t('over_n', { n: over })}
              </span>
            ) : null}
          </h3>
          {n > 0 && exercise ? (
            <a className="improve-calendar" href={actionsUrl(lang, exercise.id)} download>
              {t('calendar')}
            </a>
          ) : null}
          {act.why === 'role' || writing ? null : (
            <button type="button" onClick={() => write({ type: 'action', finding: null })}>
              {t('action.new')}
            </button>
          )}
        </div>
        {writing?.type === 'action' ? (
          <ActionForm
            key={writing.finding}
            finding={findings.find((one) => one.id === writing.finding)}
            zone={zone}
            onClose={() => write(null)}
          />
        ) : null}
        <Actions zone={zone} today={today} />
      </section>
      <FeedbackResults zone={zone} />
      <Documents />
    </div>
  );
}
