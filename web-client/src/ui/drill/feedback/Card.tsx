/** After ENDEX: the questionnaire for whoever is asked, once for each seat, also without a network. */
import '../../../i18n/ns/feedback';
import { useState } from 'react';
import { useWords } from '../../../lib/drill/useWords';
import { readSetting, writeSetting } from '../../../lib/storage';
import { useExercise, useItems, useMay, useOutbox, useYou } from '../../../sync';
import { Sheet } from '../../dialog';
import { FeedbackForm } from './Form';
import './feedback.css';

/** Where this device remembers that its seat has answered: the server cannot tell it, when nobody is to know. */
function useAnswered(): 'no' | 'waiting' | 'sent' | 'already' {
  const exercise = useExercise()?.id ?? '';
  const { seat } = useYou();
  const name = `feedback.${exercise}/${seat}`;
  const given = useOutbox()
    .filter((entry) => entry.command.type === 'answer_feedback')
    .at(-1);
  const already = given?.state === 'rejected' && given.problem?.code === 'already_done';
  const remembered = Boolean(readSetting(name));
  if ((given?.state === 'recorded' || already) && !remembered) writeSetting(name, 'sent');
  if (already) return 'already';
  if (given?.state === 'waiting' || given?.state === 'sending') return 'waiting';
  return given?.state === 'recorded' || remembered ? 'sent' : 'no';
}

export function FeedbackCard() {
  const { t } = useWords('feedback');
  const form = useItems('feedback_form')[0];
  const may = useMay('answer_feedback');
  const answered = useAnswered();
  const [open, setOpen] = useState(false);
  if (!form || may.why === 'looking' || may.why === 'role') return null;
  return (
    <section className="card stack feedback-card" aria-labelledby="feedback-title">
      <h2 id="feedback-title">{t('title')}</h2>
      {answered === 'no' ? (
        <>
          <p>{t('card', { n: form.questions.length })}</p>
          <p>
            <button type="button" className="primary" onClick={() => setOpen(true)}>
              {t('open')}
            </button>
          </p>
        </>
      ) : (
        <p role="status">
          <span aria-hidden="true">{answered === 'waiting' ? '▲' : '✓'} </span>
          {t(answered)}
        </p>
      )}
      {open && answered === 'no' ? (
        <Sheet title={t('title')} onClose={() => setOpen(false)}>
          <FeedbackForm form={form} onSent={() => setOpen(false)} />
        </Sheet>
      ) : null}
    </section>
  );
}
