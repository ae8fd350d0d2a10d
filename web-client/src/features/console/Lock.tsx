import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { forgetLock, IDLE_MINUTES, lock, locked, PIN, setPin, unlock, useLock } from '../../lib/lock';
import { exerciseTime, wallTime } from '../../lib/time';
import { disk, signOut, useExercise, useNow, useYou } from '../../sync';
import { ConfirmButton, ConnectionChip, Dialog, EmergencyButton } from '../../ui';
import { useFocus } from '../../ui/drill/useFocus';
import { useBell } from './alarms';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';
import './lock.css';

/** What counts as a touch. */
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
/** How often it is looked whether nobody has touched the desk for long enough. */
const LOOK_EVERY = 5_000;

/** Locks by itself after the minutes that were set. Stands once in every window of the desk. */
export function useIdleLock(): void {
  const { idle, since } = useLock();
  useEffect(() => {
    if (idle === 0 || since > 0) return;
    let touched = Date.now();
    const touch = () => {
      touched = Date.now();
    };
    for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true });
    const timer = setInterval(() => {
      if (Date.now() - touched >= idle * 60_000) lock();
    }, LOOK_EVERY);
    return () => {
      clearInterval(timer);
      for (const name of TOUCHES) window.removeEventListener(name, touch);
    };
  }, [idle, since]);
}

/** Takes the PIN and locks; or keeps it for when nobody touches the desk. */
export function LockSheet() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const [pin, setPinText] = useState('');
  const [again, setAgain] = useState('');
  const [idle, setIdle] = useState(useLock().idle);
  const [wrong, setWrong] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useFocus(field);
  const save = async (event: FormEvent, now: boolean) => {
    event.preventDefault();
    if (!PIN.test(pin)) setWrong(t('lock.digits'));
    else if (pin !== again) setWrong(t('lock.differ'));
    else {
      await setPin(pin, idle);
      open(null);
      if (now) lock();
    }
  };
  return (
    <Dialog title={t('lock.title')} onClose={() => open(null)}>
      <form className="con-sheet" onSubmit={(event) => void save(event, true)} noValidate>
        <p>{t('lock.about')}</p>
        <p className="quiet">{t('lock.honest')}</p>
        <PinField inputRef={field} label={t('lock.pin')} value={pin} onChange={setPinText} />
        <PinField label={t('lock.again')} value={again} onChange={setAgain} />
        <label>
          {t('lock.idle')}
          <select value={idle} onChange={(event) => setIdle(Number(event.target.value))}>
            {IDLE_MINUTES.map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes === 0 ? t('lock.never') : t('lock.minutes', { n: minutes })}
              </option>
            ))}
          </select>
        </label>
        {wrong ? (
          <p role="alert" className="drill-why">
            {wrong}
          </p>
        ) : null}
        <div className="con-acts">
          <button type="submit" className="primary">
            {t('lock.now')}
          </button>
          <button type="button" disabled={idle === 0} onClick={(event) => void save(event, false)}>
            {t('lock.later')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface PinProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  inputRef?: React.Ref<HTMLInputElement>;
  disabled?: boolean;
}

function PinField({ label, value, onChange, inputRef, disabled }: PinProps) {
  return (
    <label>
      {label}
      <input
        ref={inputRef}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** In place of everything: the clocks, how much waits, and how to come back. The socket stays. */
export function LockScreen() {
  const { t } = useConsoleWords();
  const exercise = useExercise();
  const you = useYou();
  const zone = useZone();
  const now = useNow();
  const { since } = useLock();
  return (
    <main id="main" className="con-lock">
      <h1>
        <span aria-hidden="true">■ </span>
        {t('lock.locked')}
      </h1>
      <p>{t('lock.goes_on')}</p>
      <p className="con-lock-clock num">
        {exercise ? exerciseTime(now.exercise) : ''} <span className="quiet">{wallTime(now.wall, zone)}</span>
      </p>
      <Waiting />
      <p className="quiet">{t('lock.since', { seat: you.seat, at: wallTime(since, zone) })}</p>
      <Unlock />
      <div className="con-lock-foot">
        <ConnectionChip />
        <EmergencyButton />
        <SignOut />
      </div>
      <p className="quiet">{t('lock.honest')}</p>
    </main>
  );
}

/** Alarms in words and numbers, without what they are about. */
function Waiting() {
  const { t } = useConsoleWords();
  const waiting = useBell((bell) => bell.waiting);
  const counts = new Map<string, number>();
  for (const { kind } of waiting) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (waiting.length === 0) return <p>{t('alarm.none')}</p>;
  return (
    <p className="con-lock-waits">
      <strong>▲ {t('lock.waiting', { n: waiting.length })}</strong>{' '}
      {[...counts].map(([kind, n]) => `${t(`alarm.kind.${kind}`)} ${n}`).join(' · ')}
    </p>
  );
}

function Unlock() {
  const { t } = useConsoleWords();
  const { until } = useLock();
  const [pin, setPinText] = useState('');
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const wait = Math.ceil((until - useTick(until)) / 1000);
  useEffect(() => {
    if (wait <= 0) field.current?.focus();
  }, [wait]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !pin) return;
    setBusy(true);
    const tried = await unlock(pin);
    if (!locked()) return;
    setBusy(false);
    setPinText('');
    setTold(tried === 'wrong' ? t('lock.wrong') : '');
  };
  return (
    <form className="con-lock-form" onSubmit={(event) => void send(event)}>
      <PinField
        inputRef={field}
        label={t('lock.pin')}
        value={pin}
        disabled={wait > 0 || busy}
        onChange={setPinText}
      />
      <button type="submit" className="primary" disabled={wait > 0 || busy}>
        {t('lock.open')}
      </button>
      <p role="status">
        {told} {wait > 0 ? t('lock.wait', { n: wait }) : ''}
      </p>
    </form>
  );
}

/** Device time, ticking as long as something is waited for. */
function useTick(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  return now;
}

/** The way out for who has forgotten the PIN: sign out, and come back with the card. */
function SignOut() {
  const { t, say } = useConsoleWords();
  const [, go] = useLocation();
  const exercise = useExercise();
  const leave = async () => {
    await signOut();
    if (exercise) await disk.remove('pictures', exercise.id);
    forgetLock();
    go('/join', { replace: true });
  };
  return (
    <ConfirmButton
      ask={t('lock.forgot_ask')}
      confirm={say('common:action.signOut')}
      onConfirm={() => void leave()}
    >
      {t('lock.forgot')}
    </ConfirmButton>
  );
}
