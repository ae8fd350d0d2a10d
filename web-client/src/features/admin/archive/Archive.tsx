/** An exercise as one file to take away, and who is in its record. */
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePick } from '../../../i18n/use';
import type { ExerciseId, ExerciseSummary } from '../../../protocol';
import { archiveUrl, listExercises } from '../../../sync';
import { asProblem, ProblemNote } from '../../../ui';
import { People } from './People';

export function Archive({ id }: { id: ExerciseId }) {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const [exercise, setExercise] = useState<ExerciseSummary>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    listExercises().then((all) => setExercise(all.find((one) => one.id === id)), setError);
  }, [id]);
  return (
    <section className="stack admin-archive">
      <div>
        <Link href="/admin">{t('back')}</Link>
      </div>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <div>
        <h2>
          {exercise ? pick(exercise.title) : t('archive.title')}{' '}
          {exercise ? <span className="chip idle">{t(`common:status.${exercise.status}`)}</span> : null}
        </h2>
        <p className="quiet small admin-id">{id}</p>
      </div>
      <Download id={id} ended={exercise ? OVER.has(exercise.status) : true} />
      <People id={id} />
    </section>
  );
}

/** What is over can be taken in elsewhere. */
const OVER: ReadonlySet<string> = new Set(['ended', 'evaluating', 'reported', 'closed', 'aborted']);

function Download({ id, ended }: { id: ExerciseId; ended: boolean }) {
  const { t } = useTranslation('admin');
  const [names, setNames] = useState(false);
  const group = useId();
  return (
    <section className="stack card">
      <h3>{t('archive.download')}</h3>
      <p>{t('archive.what')}</p>
      {ended ? null : <p className="quiet">{t('archive.running')}</p>}
      <fieldset className="stack">
        <legend>{t('archive.namesAsk')}</legend>
        {[false, true].map((one) => (
          <label key={String(one)} className="admin-tick">
            <input type="radio" name={group} checked={names === one} onChange={() => setNames(one)} />
            <span>
              {t(one ? 'archive.named' : 'archive.nameless')}
              <span className="quiet small admin-hint">
                {t(one ? 'archive.namedHint' : 'archive.namelessHint')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="row">
        <a className="button primary" href={archiveUrl(id, names)} download>
          {t(names ? 'archive.goNamed' : 'archive.go')}
        </a>
      </div>
    </section>
  );
}
