import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { play, stopSound, vibrate } from '../lib/sound';
import { wallTime } from '../lib/time';
import type { Command, Role, SubstituteFor } from '../protocol';
import { submit, useConnection, useExercise, useMay, useOutbox, useYou } from '../sync';
import { HoldButton } from './buttons';
import { Dialog } from './dialog';
import { ProblemNote, useProblemWords } from './problem';

/** 真实险情: anybody, on every screen. Opens the question; holding or typing the word declares. */
export function EmergencyButton() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const may = useMay('declare_emergency');
  const declare = () => {
    const command: Command = { type: 'declare_emergency' };
    if (note.trim()) command.note = note.trim();
    submit(command);
    setAsking(false);
    setNote('');
  };
  return (
    <>
      <button
        type="button"
        className="emergency-button"
        disabled={!may.ok}
        title={may.why ? t(`why.${may.why}`) : undefined}
        onClick={() => setAsking(true)}
      >
        <span aria-hidden="true">! </span>
        {t('emergency.button')}
      </button>
      {asking ? (
        <Dialog title={t('emergency.title')} onClose={() => setAsking(false)}>
          <div className="stack">
            <p>{t('emergency.ask')}</p>
            <label>
              {t('emergency.note')}
              <input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
            </label>
            <HoldButton word={t('emergency.word')} onDone={declare}>
              {t('emergency.button')}
            </HoldButton>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

/** The own declaration, from the tap until an answer. */
function useDeclaration() {
  const entries = useOutbox();
  return entries.filter((entry) => entry.command.type === 'declare_emergency').at(-1);
}

/** Covers every screen while a real emergency lasts; the one who declared it is covered at once. */
export function EmergencyCover() {
  const emergency = useExercise()?.emergency ?? null;
  const declaration = useDeclaration();
  const pending = declaration?.state === 'waiting' || declaration?.state === 'sending';
  if (!emergency && !pending) return null;
  return <Cover key={emergency ? 'known' : 'pending'} />;
}

/** The alarm cannot be silenced at once: for three seconds it is for everybody. */
const UNMUTABLE = 3_000;

function Cover() {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [mutable, setMutable] = useState(false);
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // The words first, no field: a reader hears what has happened.
    heading.current?.focus();
    play('emergency');
    vibrate('emergency');
    const timer = setTimeout(() => setMutable(true), UNMUTABLE);
    return () => {
      clearTimeout(timer);
      stopSound();
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="emergency-cover"
      aria-labelledby="emergency-title"
      onCancel={(event) => event.preventDefault()}
      onClose={(event) => {
        // A browser closes a modal on the second Esc; this one stays as long as the danger.
        if (event.currentTarget.isConnected) event.currentTarget.showModal();
      }}
    >
      <div className="inner" role="alert">
        <h1 id="emergency-title" ref={heading} tabIndex={-1}>
          {t('emergency.title')}
        </h1>
        <p>
          <strong>{t('emergency.stop')}</strong>
        </p>
        <p>{t('emergency.do')}</p>
        <Facts />
        <ResumeKey />
        {silent ? null : (
          <button
            type="button"
            disabled={!mutable}
            onClick={() => {
              stopSound();
              setSilent(true);
            }}
          >
            {t('emergency.silence')}
          </button>
        )}
      </div>
    </dialog>
  );
}

/** Since when, by whom, and how far the record is. */
function Facts() {
  const { t } = useTranslation();
  const exercise = useExercise();
  const declaration = useDeclaration();
  const { state } = useConnection();
  const words = useProblemWords();
  const emergency = exercise?.emergency ?? null;
  const zone = exercise?.time_zone ?? 'Asia/Shanghai';
  const connected = state === 'live' || state === 'reloaded';
  const sending = declaration?.state === 'waiting' || declaration?.state === 'sending';
  return (
    <div className="panel stack">
      {emergency ? (
        <>
          <div>
            {t('emergency.since', { time: wallTime(emergency.since.wall, zone) })}
            {emergency.seat ? ` · ${t('emergency.by', { seat: emergency.seat })}` : ''}
          </div>
          {emergency.note ? <div className="prewrap">{emergency.note}</div> : null}
        </>
      ) : null}
      {sending ? <strong>{connected ? t('emergency.recording') : t('emergency.waiting')}</strong> : null}
      {declaration?.state === 'recorded' && declaration.at ? (
        <div>{t('emergency.recorded', { time: wallTime(declaration.at.wall, zone) })}</div>
      ) : null}
      {declaration?.state === 'rejected' && declaration.problem ? (
        <strong>{t('emergency.refused', { reason: words(declaration.problem.code) })}</strong>
      ) : null}
    </div>
  );
}

const KEYS: readonly Role[] = ['DIR', 'SAF'];

/** One of the two keys to resume, for those who may turn it. */
function ResumeKey() {
  const { t } = useTranslation();
  const you = useYou();
  const may = useMay('confirm_resume');
  const confirmed = useExercise()?.emergency?.confirmed ?? [];
  const [substitute, setSubstitute] = useState<SubstituteFor | ''>('');
  const [reason, setReason] = useState('');
  const tried = useOutbox()
    .filter((entry) => entry.command.type === 'confirm_resume')
    .at(-1);
  const holder = KEYS.includes(you.role);
  const turned = confirmed.includes(you.role);
  const who = confirmed.map((role) => t(`role.${role}`)).join(' · ');
  return (
    <div className="panel stack">
      <div>{t('emergency.keys')}</div>
      <div>{confirmed.length > 0 ? t('emergency.confirmed', { who }) : t('emergency.nobody')}</div>
      {may.ok && !turned ? (
        <>
          <details open={!holder}>
            <summary>{t('emergency.substitute')}</summary>
            <div className="stack">
              <select
                aria-label={t('emergency.substitute')}
                value={substitute}
                onChange={(event) => setSubstitute(event.target.value as SubstituteFor | '')}
              >
                <option value="">{t('emergency.substituteNone')}</option>
                <option value="director">{t('emergency.director')}</option>
                <option value="safety">{t('emergency.safety')}</option>
              </select>
              {substitute ? (
                <label>
                  {t('emergency.reason')}
                  <input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
                </label>
              ) : null}
            </div>
          </details>
          <HoldButton
            className=""
            word={t('emergency.resumeWord')}
            disabled={!holder && !substitute}
            onDone={() => {
              const command: Command = { type: 'confirm_resume' };
              if (substitute) command.substitute_for = substitute;
              if (reason.trim()) command.note = reason.trim();
              submit(command);
            }}
          >
            {t('emergency.resume')}
          </HoldButton>
          {tried?.state === 'rejected' ? <ProblemNote problem={tried.problem} /> : null}
        </>
      ) : null}
    </div>
  );
}
