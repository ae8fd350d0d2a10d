import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../protocol';
import { getSession, ProblemError, signOut } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';

const ASK_EVERY = 2_000;

interface Props {
  since: number;
  onIn: (session: Session) => void;
  onOut: () => void;
}

/** The waiting room: asks every two seconds until a controller has said yes or no. */
export function Waiting({ since, onIn, onOut }: Props) {
  const { t } = useTranslation('join');
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let here = true;
    const ask = async () => {
      try {
        const session = await getSession();
        if (!here) return;
        setError(undefined);
        if (session.as !== 'waiting') {
          onIn(session);
          return;
        }
      } catch (failed) {
        if (!here) return;
        if (failed instanceof ProblemError && failed.problem.status === 401) {
          onOut();
          return;
        }
        setError(failed);
      }
      timer = setTimeout(() => void ask(), ASK_EVERY);
    };
    timer = setTimeout(() => void ask(), ASK_EVERY);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [onIn, onOut]);
  const time = new Date(since).toLocaleTimeString('en-GB', { hourCycle: 'h23' });
  return (
    <div className="stack" role="status">
      <p>
        <strong>{t('waiting', { time })}</strong>
      </p>
      <p className="quiet">{t('waitingStay')}</p>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <button type="button" onClick={() => void signOut().finally(onOut)}>
        {t('leave')}
      </button>
    </div>
  );
}
