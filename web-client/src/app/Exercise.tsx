import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, useLocation } from 'wouter';
import type { ExerciseId, SeatCode, You } from '../protocol';
import {
  closeExercise,
  disk,
  getSession,
  hasUnsentText,
  looksAs,
  NetworkError,
  openExercise,
  ProblemError,
  setTabToken,
  takeOver,
  useConnection,
  useExercise,
  useOutbox,
  useYou,
} from '../sync';
import { asProblem, EmergencyCover, ExerciseBanner, ProblemNote } from '../ui';
import { besideOf, DEPARTMENT, Feature, firstOf, mayLook, placeOf, waitsInLobby } from './screens';

type Opening = { as: 'opening' } | { as: 'open' } | { as: 'nobody' } | { as: 'failed'; error: unknown };

/** Who sits here: from the server, or without a network from what this device kept. */
async function whoSits(exercise: ExerciseId): Promise<You | undefined> {
  try {
    const session = await getSession();
    return session.as === 'seat' && session.exercise === exercise ? session.you : undefined;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return undefined;
    const kept = error instanceof NetworkError ? await disk.get('pictures', exercise) : undefined;
    if (kept) return kept.frozen.you;
    throw error;
  }
}

interface ExerciseProps {
  id: ExerciseId;
  /** What the address says beyond the exercise. */
  rest: string;
  /** The seat through whose eyes to look; the server says whether that may be. */
  eyes?: SeatCode;
}

/** An exercise at the place of the role that is signed in. Another pair of eyes is another opening. */
export function Exercise(props: ExerciseProps) {
  return <Opened key={props.eyes ?? ''} {...props} />;
}

function Opened({ id, rest, eyes }: ExerciseProps) {
  const { t } = useTranslation();
  const [opening, setOpening] = useState<Opening>({ as: 'opening' });
  useEffect(() => {
    let here = true;
    whoSits(id)
      .then(async (you) => {
        if (!here) return;
        if (!you) {
          setOpening({ as: 'nobody' });
          return;
        }
        const as = mayLook(you.role) ? eyes : undefined;
        await openExercise(id, you, as ? { as } : placeOf(you.role).live);
        if (here) setOpening({ as: 'open' });
      })
      .catch((error: unknown) => here && setOpening({ as: 'failed', error }));
    return () => {
      here = false;
      closeExercise();
    };
  }, [id, eyes]);
  if (opening.as === 'nobody') return <Redirect to="~/join" replace />;
  if (opening.as === 'open') return <Open id={id} rest={rest} />;
  return (
    <>
      <ExerciseBanner />
      <main className="page stack">
        {opening.as === 'failed' ? (
          <>
            <ProblemNote problem={asProblem(opening.error)} />
            <button type="button" className="primary" onClick={() => location.reload()}>
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

function Open({ id, rest }: { id: ExerciseId; rest: string }) {
  const you = useYou();
  const beside = besideOf(you.role, rest);
  const looking = looksAs();
  const exercise = useExercise();
  const place = looking ? DEPARTMENT : (beside ?? firstOf(you.role, exercise?.status));
  const { state, ended } = useConnection();
  const [, go] = useLocation();
  const [entered, setEntered] = useState(false);
  const lobby = !entered && !beside && !looking && waitsInLobby(you.role, exercise?.status);
  useEffect(() => {
    if (state !== 'signed_out') return;
    // A link that was taken back opens nothing any more, not even the door.
    setTabToken(undefined);
    go('~/join', { replace: true });
  }, [state, go]);
  // Where the device cannot keep what is unsent, leaving is asked about; otherwise nothing is lost by it.
  const owed = useOutbox().some((entry) => entry.state === 'waiting' || entry.state === 'sending');
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!disk.durable && (owed || hasUnsentText())) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [owed]);
  // A change of role in mid-drill brings another screen and its own rhythm.
  const { role } = you;
  const latest = useRef(you);
  latest.current = you;
  useEffect(() => {
    if (!looksAs()) void openExercise(id, latest.current, placeOf(role).live);
  }, [id, role]);
  return (
    <>
      <ExerciseBanner rehearsal={exercise?.rehearsal ?? false} />
      {ended && ended !== 'signed_out' ? <Ended why={ended} /> : null}
      {looking ? <Feature name="looking" /> : null}
      {lobby ? (
        <Feature name="join" view="lobby" onEnter={() => setEntered(true)} />
      ) : (
        <Feature name={place.name} {...(place.view ? { view: place.view } : {})} />
      )}
      <EmergencyCover />
    </>
  );
}

/** The server closed the door for this window; what is on screen stays readable. */
function Ended({ why }: { why: 'superseded' | 'gone' | 'version' | 'refused' }) {
  const { t } = useTranslation();
  return (
    <div className="problem row spread" role="alert">
      <strong>{t(`connection.${why}`)}</strong>
      {why === 'superseded' || why === 'refused' ? (
        <button type="button" onClick={takeOver}>
          {t('connection.takeOver')}
        </button>
      ) : null}
      {why === 'version' ? (
        <button type="button" onClick={() => location.reload()}>
          {t('app.again')}
        </button>
      ) : null}
    </div>
  );
}
