/** Keeps the list as a scenario of the library: a new one, or a new version of one that is there. */
import { useId, useState } from 'react';
import type { ScenarioSummary } from '../../protocol';
import { useExercise } from '../../sync';
import { keepList } from '../../sync/msel';
import { asProblem, Dialog, ProblemNote } from '../../ui';
import { useDesk } from './desk';
import { usePlanWords } from './words';

type Kept =
  | { as: 'not' | 'keeping' }
  | { as: 'kept'; what: ScenarioSummary }
  | { as: 'refused'; error: unknown };

export function KeepSheet() {
  const { t } = usePlanWords();
  const open = useDesk((desk) => desk.open);
  const exercise = useExercise();
  const field = useId();
  const [id, setId] = useState('');
  const [note, setNote] = useState('');
  const [kept, setKept] = useState<Kept>({ as: 'not' });
  const keep = () => {
    if (!exercise) return;
    setKept({ as: 'keeping' });
    keepList(exercise.id, { id: id.trim(), ...(note.trim() ? { note: note.trim() } : {}) }).then(
      (what) => setKept({ as: 'kept', what }),
      (error: unknown) => setKept({ as: 'refused', error }),
    );
  };
  return (
    <Dialog title={t('keep.title')} onClose={() => open(null)}>
      <form
        className="stack msel-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <p className="quiet">{t('keep.how')}</p>
        <label htmlFor={`${field}-id`}>{t('keep.id')}</label>
        <input
          id={`${field}-id`}
          value={id}
          maxLength={40}
          placeholder="petition-2027"
          onChange={(event) => setId(event.target.value)}
        />
        <label htmlFor={`${field}-note`}>{t('keep.note')}</label>
        <input
          id={`${field}-note`}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="row">
          <button type="submit" className="primary" disabled={id.trim() === '' || kept.as === 'keeping'}>
            {t('keep.keep')}
          </button>
          <span role="status">
            {kept.as === 'kept'
              ? t('keep.kept', {
                  id: kept.what.id,
                  n: kept.what.version,
                  rows: kept.what.rows,
                  drafts: kept.what.drafts,
                })
              : ''}
          </span>
        </div>
        {kept.as === 'refused' ? <ProblemNote problem={asProblem(kept.error)} /> : null}
      </form>
    </Dialog>
  );
}
