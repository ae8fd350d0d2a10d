/** The door: seat card, link or room code; then the seat, or the waiting room. */
import './join.css';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { LookAnswer, Session } from '../../protocol';
import { getSession, look, signIn } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { CodeForm } from './CodeForm';
import { Door } from './Door';
import { CardForm, RoomForm } from './SeatForm';
import { Waiting } from './Waiting';

type Step =
  | { at: 'looking' }
  | { at: 'code'; code: string; refused?: boolean }
  | { at: 'card'; secret: string; answer: LookAnswer }
  | { at: 'room'; code: string; answer: LookAnswer }
  | { at: 'session'; session: Session }
  | { at: 'failed'; error: unknown };

/** The secret leaves the address bar at once: nobody reads it over a shoulder or in the history. */
function takeFragment(): URLSearchParams {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(history.state, '', location.pathname);
  return fragment;
}

/** A wall's link may fix one page of it. */
let page: string | undefined;

// Read once: React may mount the door twice, the address holds the secret once.
let fragment: URLSearchParams | undefined;

async function firstStep(): Promise<Step> {
  if (!fragment || location.hash) fragment = takeFragment();
  const token = fragment.get('token');
  page = fragment.get('page') ?? page;
  const secret = fragment.get('card');
  const code = fragment.get('code');
  try {
    if (token) {
      const session = await signIn({ with: 'link_token', secret: token });
      fragment = new URLSearchParams();
      return { at: 'session', session };
    }
    if (secret) return { at: 'card', secret, answer: await look({ with: 'seat_card', secret }) };
  } catch (error) {
    return { at: 'failed', error };
  }
  try {
    if (!code) return { at: 'session', session: await getSession() };
  } catch {
    // Nobody is signed in, or the server does not answer: the form says which when it is sent.
  }
  return { at: 'code', code: code ?? '' };
}

/** Where the person stands; another card scanned into the same tab begins again. */
function useStep() {
  const [step, setStep] = useState<Step>({ at: 'looking' });
  useEffect(() => {
    let here = true;
    const begin = () => void firstStep().then((found) => here && setStep(found));
    begin();
    // Another card scanned into the same tab.
    window.addEventListener('hashchange', begin);
    return () => {
      here = false;
      window.removeEventListener('hashchange', begin);
    };
  }, []);
  return [step, setStep] as const;
}

export default function Join() {
  const { t } = useTranslation(['common', 'join']);
  const [step, setStep] = useStep();
  const [, go] = useLocation();
  const enter = useCallback(
    (session: Session) => {
      fragment = new URLSearchParams();
      if (session.as === 'seat')
        go(`/x/${session.exercise}${page ? `?page=${encodeURIComponent(page)}` : ''}`, { replace: true });
      else setStep({ at: 'session', session });
    },
    [go, setStep],
  );
  const out = useCallback(() => setStep({ at: 'code', code: '', refused: true }), [setStep]);
  const direct = step.at === 'session' && step.session.as === 'seat' ? step.session : undefined;
  useEffect(() => {
    if (direct) enter(direct);
  }, [direct, enter]);

  switch (step.at) {
    case 'looking':
      return (
        <Door title={t('join:title')}>
          <p className="quiet">{t('join:looking')}</p>
        </Door>
      );
    case 'code':
      return (
        <Door title={t('join:title')}>
          {step.refused ? <p className="card">{t('join:refused')}</p> : null}
          <CodeForm first={step.code} onFound={(code, answer) => setStep({ at: 'room', code, answer })} />
          <p className="small">
            <Link href="/admin">{t('join:admin')}</Link>
          </p>
        </Door>
      );
    case 'card':
      return (
        <Door title={t('join:cardTitle')}>
          <CardForm secret={step.secret} answer={step.answer} onIn={enter} />
        </Door>
      );
    case 'room':
      return (
        <Door title={t('join:title')}>
          <RoomForm code={step.code} answer={step.answer} onIn={enter} />
        </Door>
      );
    case 'session':
      return <SignedIn session={step.session} onIn={enter} onOut={out} />;
    case 'failed':
      return (
        <Failed
          error={step.error}
          again={() => void firstStep().then(setStep)}
          code={() => setStep({ at: 'code', code: '' })}
        />
      );
    default:
      return null;
  }
}

function Failed({ error, again, code }: { error: unknown; again: () => void; code: () => void }) {
  const { t } = useTranslation(['common', 'join']);
  return (
    <Door title={t('join:cardTitle')}>
      <ProblemNote problem={asProblem(error)} />
      <button type="button" className="primary" onClick={again}>
        {t('app.again')}
      </button>
      <button type="button" onClick={code}>
        {t('join:code')}
      </button>
    </Door>
  );
}

interface SignedInProps {
  session: Session;
  onIn: (session: Session) => void;
  onOut: () => void;
}

function SignedIn({ session, onIn, onOut }: SignedInProps) {
  const { t } = useTranslation(['common', 'join']);
  if (session.as === 'waiting') {
    return (
      <Door title={t('join:waitingTitle')}>
        <Waiting since={session.since} onIn={onIn} onOut={onOut} />
      </Door>
    );
  }
  if (session.as === 'administrator') {
    return (
      <Door title={t('join:title')}>
        <p>
          {t('join:asAdmin')}: <Link href="/admin">{t('join:toAdmin')}</Link>
        </p>
        <CodeForm first="" onFound={() => undefined} />
      </Door>
    );
  }
  return (
    <Door title={t('join:title')}>
      <p>{t('join:already', { seat: session.you.seat })}</p>
      <Link href={`/x/${session.exercise}`}>{t('join:toSeat')}</Link>
    </Door>
  );
}
