import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { usePick } from '../../i18n/use';
import { mute, useMutedUntil } from '../../lib/mute';
import { soundReady } from '../../lib/sound';
import { disk, looksAs, signOut, useExercise, useItems, useYou } from '../../sync';
import {
  ConfirmButton,
  DeviceChecks,
  EmergencyButton,
  LanguageSwitch,
  TextSize,
  ThemeSwitch,
} from '../../ui';
import { OutboxView, useUnsettled } from './Outbox';
import { useWall } from './words';

const PRESENCE = { seated: '●', lost: '⌀', vacant: '○' } as const;

/** Seats of the own department. */
export function Mates() {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  const mates = useItems('mate');
  if (mates.length === 0) return null;
  return (
    <section className="card" aria-labelledby="mates-title">
      <h2 id="mates-title">{t('seat.mates')}</h2>
      <ul>
        {mates.map((mate) => (
          <li key={mate.code} className="row mate">
            <span aria-hidden="true">{PRESENCE[mate.presence]}</span>
            <strong>{mate.code}</strong>
            <span className="grow">
              {pick(mate.name)} {mate.person ?? ''}
            </span>
            <span className="quiet small">{t(`common:presence.${mate.presence}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What whoever sits here must know of the plan, if the scenario says it. */
function RoleCard() {
  const { t } = useTranslation('department');
  const pick = usePick();
  const { seat } = useYou();
  const card = useItems('briefing')[0]?.cards?.find((one) => one.seat === seat);
  if (!card) return null;
  return (
    <section className="card role-card" aria-labelledby="role-card-title">
      <h2 id="role-card-title">{t('seat.card')}</h2>
      <p className="prewrap">{pick(card.text)}</p>
    </section>
  );
}

/** Sound off for ten minutes, and on again. */
export function MuteButton({ short }: { short?: boolean }) {
  const { t } = useTranslation('department');
  const wall = useWall();
  const mutedUntil = useMutedUntil();
  const quiet = mutedUntil > Date.now();
  const words = quiet ? t('seat.muted', { time: wall(mutedUntil) }) : t('seat.mute');
  return (
    <button
      type="button"
      className={short ? 'plain bell' : undefined}
      aria-pressed={quiet}
      aria-label={short ? `${t('alert.bell')}: ${words}` : undefined}
      title={words}
      onClick={() => mute(!quiet)}
    >
      {short ? <Bell off={quiet} /> : quiet ? `${words} · ${t('seat.unmute')}` : words}
    </button>
  );
}

function Bell({ off }: { off: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4z" strokeLinejoin="round" />
      <path d="M10 21h4" strokeLinecap="round" />
      {off ? <path d="M3 3l18 18" strokeLinecap="round" /> : null}
    </svg>
  );
}

/** Seat, desk, background, device. */
export function SeatPage() {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  const you = useYou();
  const exercise = useExercise();
  const briefing = useItems('briefing')[0];
  return (
    <div className="stack">
      <section className="card">
        <h2>{t('seat.title')}</h2>
        <p>
          <strong>{you.seat}</strong> {pick(you.seat_name)} {you.name ?? ''}
        </p>
        <p className="quiet">{pick(exercise?.title)}</p>
      </section>
      <RoleCard />
      <OutboxView />
      <Mates />
      {briefing?.duty ? (
        <section className="card">
          <h2>{t('seat.duty')}</h2>
          <p className="prewrap">{pick(briefing.duty)}</p>
        </section>
      ) : null}
      {exercise?.story ? (
        <details className="card">
          <summary>{t('seat.story')}</summary>
          <p className="prewrap">{pick(exercise.story)}</p>
        </details>
      ) : null}
      {exercise && exercise.rules.length > 0 ? (
        <details className="card">
          <summary>{t('seat.rules')}</summary>
          <ol className="numbered">
            {exercise.rules.map((rule) => (
              <li key={rule.zh ?? rule.en}>{pick(rule)}</li>
            ))}
          </ol>
        </details>
      ) : null}
      <section className="card stack">
        <h2>{t('seat.settings')}</h2>
        <div className="row">
          <LanguageSwitch />
          <TextSize />
          <ThemeSwitch />
        </div>
        <MuteButton />
        {soundReady() ? null : <p className="small quiet">{t('seat.soundOff')}</p>}
      </section>
      <details className="card">
        <summary>{t('seat.checks')}</summary>
        <DeviceChecks />
      </details>
      <EmergencyButton />
      {looksAs() ? null : <SignOut />}
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation('common');
  const [, go] = useLocation();
  const unsent = useUnsettled().some((entry) => entry.state !== 'rejected');
  const [failed, setFailed] = useState(false);
  const exercise = useExercise();
  const leave = async () => {
    try {
      await signOut();
      // What this seat saw does not stay behind for the next person.
      if (exercise) await disk.remove('pictures', exercise.id);
      go('/join', { replace: true });
    } catch {
      setFailed(true);
    }
  };
  if (unsent) return <p className="quiet small">{t('signOut.unsent')}</p>;
  return (
    <>
      <ConfirmButton ask={t('signOut.ask')} confirm={t('action.signOut')} onConfirm={() => void leave()}>
        {t('action.signOut')}
      </ConfirmButton>
      {failed ? <p role="alert">{t('app.failed')}</p> : null}
    </>
  );
}
