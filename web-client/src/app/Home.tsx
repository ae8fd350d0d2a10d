import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { Session } from '../protocol';
import { getSession, ProblemError } from '../sync';
import { asProblem, ExerciseBanner, ProblemNote } from '../ui';

/** Sends everybody to his place; who is nobody yet, to the door. */
export function Home() {
  const { t } = useTranslation();
  const [session, setSession] = useState<Session | null>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let here = true;
    getSession().then(
      (found) => here && setSession(found),
      (failed: unknown) => {
        if (!here) return;
        if (failed instanceof ProblemError && failed.problem.status === 401) setSession(null);
        else setError(failed);
      },
    );
    return () => {
      here = false;
    };
  }, []);
  if (session === null) return <Redirect to="/join" replace />;
  if (session?.as === 'administrator') return <Redirect to="/admin" replace />;
  if (session?.as === 'seat') return <Redirect to={`/x/${session.exercise}`} replace />;
  if (session?.as === 'waiting') return <Redirect to="/join" replace />;
  return (
    <>
      <ExerciseBanner />
      <main className="page stack">
        {error ? (
          <>
            <ProblemNote problem={asProblem(error)} />
            <button type="button" onClick={() => location.reload()}>
              {t('app.again')}
            </button>
          </>
        ) : (
          <p className="quiet">{t('app.loading')}</p>
        )}
      </main>
    </>
  );
}
