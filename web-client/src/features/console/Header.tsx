import { useMemo } from 'react';
import { lateNow } from '../../lib/drill/stage';
import { exerciseTime, wallTime } from '../../lib/time';
import { useExercise, useItems, useMay, useNow, usePresence, useYou } from '../../sync';
import { ConnectionChip, EmergencyButton } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct, useHead } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { ReplayButton } from '../../ui/drill/ReplayButton';
import { Bell } from './AlarmSheet';
import { useDesk } from './desk';
import { Holding } from './Holding';
import { ImproveButton } from './ImproveSheet';
import { LedgerButton } from './LedgerSheet';
import { MapButton } from './MapSheet';
import { MediaButton } from './MediaSheet';
import { NextAutomatic } from './NextAutomatic';
import { useConsoleWords, useZone } from './picture';
import { ResourceButton } from './ResourceSheet';
import { RollGauge } from './RollGauge';

/** Rates offered; the rules admit 0.1 to 60. */
export const RATES = [0.1, 0.5, 1, 2, 5, 10, 30, 60] as const;

export function Header() {
  return (
    <header className="con-header">
      <Title />
      <div className="con-gauges">
        <ClockGauge />
        <NextAutomatic />
        <Figures />
      </div>
    </header>
  );
}

function Title() {
  const words = useConsoleWords();
  const { t, say } = words;
  const exercise = useExercise();
  const you = useYou();
  const open = useDesk((desk) => desk.open);
  if (!exercise) return null;
  return (
    <div className="con-titlebar">
      <h1>{words.in(exercise.title)}</h1>
      <span className={`con-status con-status-${exercise.status}`}>
        {say(`common:status.${exercise.status}`)}
      </span>
      {exercise.run > 1 ? <span className="quiet">{t('header.run', { count: exercise.run })}</span> : null}
      <span className="con-phases">{exercise.phases.map((phase) => words.in(phase.name)).join(' ∥ ')}</span>
      <span className="con-you">
        {you.seat} {you.name ?? ''}
      </span>
      <Holding />
      <ConnectionChip />
      <span className="con-menus">
        <Bell />
        <button type="button" onClick={() => open({ type: 'palette' })} aria-keyshortcuts="Control+K">
          {t('header.find')} <kbd>Ctrl+K</kbd>
        </button>
        <button type="button" onClick={() => open({ type: 'exercise' })}>
          {t('header.exercise')}
        </button>
        <button type="button" onClick={() => open({ type: 'seats' })}>
          {t('header.seats')}
        </button>
        <button type="button" onClick={() => open({ type: 'tasks' })}>
          {t('header.tasks')}
        </button>
        <LedgerButton />
        <ResourceButton />
        <MapButton />
        <MediaButton />
        <ImproveButton />
        <ReplayButton hint="G T" />
        <button type="button" onClick={() => open({ type: 'help' })} aria-keyshortcuts="?">
          ? <span className="visually-hidden">{t('header.help')}</span>
        </button>
      </span>
    </div>
  );
}

function ClockGauge() {
  const { t, say } = useConsoleWords();
  const exercise = useExercise();
  const now = useNow();
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const act = useAct();
  const pause = useMay('pause_exercise');
  const resume = useMay('resume_exercise');
  const rate = useMay('set_rate');
  if (!exercise) return null;
  const paused = exercise.status === 'paused';
  const known = RATES.some((one) => one === exercise.clock.rate);
  return (
    <section className={`con-gauge${paused ? ' con-gauge-paused' : ''}`} aria-label={t('header.clock')}>
      <div className="con-clock-big">
        <strong className="num" title={say('common:clock.exercise')}>
          {exerciseTime(now.exercise)}
        </strong>
        <span className="num quiet" title={say('common:clock.wall')}>
          {wallTime(now.wall, zone)}
        </span>
      </div>
      <label className="con-rate">
        <span className="visually-hidden">{t('header.rate')}</span>
        <select
          value={String(exercise.clock.rate)}
          disabled={!rate.ok}
          title={rate.ok ? t('header.rate') : say(`common:why.${rate.why ?? 'loading'}`)}
          onChange={(event) => act.give({ type: 'set_rate', rate: Number(event.target.value) })}
        >
          {known ? null : <option value={String(exercise.clock.rate)}>×{exercise.clock.rate}</option>}
          {RATES.map((one) => (
            <option key={one} value={String(one)}>
              ×{one}
            </option>
          ))}
        </select>
      </label>
      {paused ? (
        <ActButton
          may={resume}
          tone="main"
          hint="⇧P"
          busy={act.busy}
          onAct={() => act.give({ type: 'resume_exercise' })}
        >
          {t('header.resume')}
        </ActButton>
      ) : (
        <ActButton may={pause} hint="⇧P" onAct={() => open({ type: 'pause' })}>
          {t('header.pause')}
        </ActButton>
      )}
      <EmergencyButton />
      {exercise.pause ? (
        <span className="con-paused">
          ‖ {say(`common:pause.${exercise.pause.reason}`)} {wallTime(exercise.pause.since.wall, zone)}
          {exercise.pause.note ? ` · ${exercise.pause.note}` : ''}
        </span>
      ) : null}
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}

function Figures() {
  const { t } = useConsoleWords();
  const presence = usePresence();
  const seats = useItems('seat');
  const deliveries = useItems('delivery');
  const { live, taken } = useMemo(() => {
    const connected = new Set(presence.seats.filter((seat) => seat.connections > 0).map((seat) => seat.seat));
    const seated = seats.filter((seat) => seat.presence !== 'vacant');
    return { live: seated.filter((seat) => connected.has(seat.code)).length, taken: seated.length };
  }, [presence, seats]);
  const late = useMemo(() => deliveries.filter((one) => lateNow(one).length > 0).length, [deliveries]);
  return (
    <section className="con-gauge con-figures" aria-label={t('header.figures')}>
      <span className={live < taken ? 'con-figure con-figure-off' : 'con-figure'}>
        {t('header.online')}{' '}
        <b className="num">
          {live}/{taken}
        </b>
      </span>
      <span className={late > 0 ? 'con-figure con-figure-late' : 'con-figure'}>
        <span aria-hidden="true">{late > 0 ? '◆ ' : ''}</span>
        {t('header.overdue')} <b className="num">{late}</b>
      </span>
      <RollGauge />
      {presence.waiting.length > 0 ? (
        <span className="con-figure con-figure-soon">
          ▲ {t('header.waiting')} <b className="num">{presence.waiting.length}</b>
        </span>
      ) : null}
      <Head />
    </section>
  );
}

/** The record's head as this desk remembers it: what a later check of the chain must contain. */
function Head() {
  const { t } = useConsoleWords();
  const head = useHead();
  if (!head) return null;
  return (
    <span className="con-figure quiet" title={head}>
      {t('header.head')} <span className="num">{`${head.slice(0, 4)}…${head.slice(-2)}`}</span>
    </span>
  );
}
