/** The lobby: checks, a test inject and the countdown, until STARTEX. */
import './join.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { span, wallTime } from '../../lib/time';
import type { InjectItem } from '../../protocol';
import {
  shown,
  submit,
  useCommandResult,
  useExercise,
  useItems,
  useMay,
  useNow,
  useOutbox,
  useYou,
} from '../../sync';
import {
  ConnectionChip,
  DeviceChecks,
  EmergencyButton,
  LanguageSwitch,
  ProblemNote,
  StaffTest,
  TextSize,
} from '../../ui';

export interface LobbyProps {
  /** The person wants to see his screen before the start. */
  onEnter: () => void;
}

export default function Lobby({ onEnter }: LobbyProps) {
  const { t } = useTranslation(['common', 'join']);
  const you = useYou();
  const exercise = useExercise();
  const pick = usePick();
  return (
    <>
      <div className="top-bar no-print">
        <LanguageSwitch />
        <TextSize />
        <ConnectionChip />
      </div>
      <main className="door" id="main">
        <div>
          <h1>{t('join:lobby.seat', { seat: you.seat })}</h1>
          <p>
            {pick(you.seat_name)} · {t(`role.${you.role}`)}
            {you.name ? ` · ${you.name}` : ''}
          </p>
          <p className="quiet">{pick(exercise?.title)}</p>
        </div>
        <Start />
        <section className="card">
          <h2>{t('join:lobby.check')}</h2>
          <DeviceChecks />
          <StaffTest />
        </section>
        {you.role === 'PLY' ? <Tests /> : null}
        <OwnRoll />
        <Mates />
        <button type="button" onClick={onEnter}>
          {t('join:lobby.enter')}
        </button>
        <EmergencyButton />
      </main>
    </>
  );
}

function Start() {
  const { t } = useTranslation('join');
  const exercise = useExercise();
  const now = useNow();
  const counting = exercise?.status === 'standby' && exercise.clock.running && now.exercise < 0;
  return (
    <section className="card">
      {counting ? (
        <>
          <h2>{t('lobby.starts')}</h2>
          <div className="starts" role="timer" aria-live="off">
            {span(-now.exercise + 999)}
          </div>
        </>
      ) : (
        <h2>{exercise?.status === 'standby' ? t('lobby.startNow') : t('lobby.notYet')}</h2>
      )}
      <p className="quiet">{t('lobby.stay')}</p>
    </section>
  );
}

function Tests() {
  const { t } = useTranslation('join');
  const injects = useItems('inject');
  return (
    <section className="card stack">
      <h2>{t('lobby.tests')}</h2>
      {injects.length === 0 ? <p className="quiet">{t('lobby.testsNone')}</p> : null}
      {injects.map((inject) => (
        <Test key={inject.delivery} inject={inject} />
      ))}
    </section>
  );
}

function Test({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('join');
  const pick = usePick();
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const may = useMay('acknowledge_inject');
  const asked = useOutbox()
    .filter(
      (entry) => entry.command.type === 'acknowledge_inject' && entry.command.delivery === inject.delivery,
    )
    .at(-1);
  const result = useCommandResult(asked?.id);
  const { delivery } = inject;
  useEffect(() => shown(delivery), [delivery]);
  const done = inject.rungs.acknowledged;
  const wanted = inject.duties.includes('acknowledge');
  const open = !done && wanted && ['sent', 'delivered', 'seen', 'queued'].includes(inject.stage);
  return (
    <div className="stack">
      <strong>{pick(inject.title) || pick(inject.from)}</strong>
      <p className="prewrap">{pick(inject.body)}</p>
      {open ? (
        <button
          type="button"
          className="primary"
          disabled={!may.ok || result?.state === 'sending' || result?.state === 'waiting'}
          title={may.why ? t(`why.${may.why}`, { ns: 'common' }) : undefined}
          onClick={() => submit({ type: 'acknowledge_inject', delivery })}
        >
          {t('lobby.acknowledge', { number: inject.number })}
        </button>
      ) : null}
      {result?.state === 'rejected' ? <ProblemNote problem={result.problem} /> : null}
      {done ? <p>● {t('lobby.acknowledged', { time: wallTime(done.at.wall, zone) })}</p> : null}
    </div>
  );
}

/** How ready our own unit is, and what control says of it. */
function OwnRoll() {
  const { t } = useTranslation(['common', 'join']);
  const roll = useItems('own_roll')[0];
  const standby = useExercise()?.status === 'standby';
  if (!roll) return null;
  const { seats, live, sound, tested, tests } = roll.count;
  const parts = [
    { name: t('join:lobby.rollIn'), have: live, of: seats },
    { name: t('join:lobby.rollSound'), have: sound, of: seats },
    ...(tests > 0 ? [{ name: t('join:lobby.rollTest'), have: tested, of: tests }] : []),
  ];
  return (
    <section className="card stack">
      <h2>{t('join:lobby.roll')}</h2>
      <ul className="lobby-roll">
        {parts.map(({ name, have, of }) => (
          <li key={name} className="row">
            <span aria-hidden="true">{have >= of ? '●' : '◑'}</span> {name}{' '}
            <strong className="num">
              {have}/{of}
            </strong>
          </li>
        ))}
      </ul>
      {standby ? (
        <p>
          {t('join:lobby.rollWord')}{' '}
          <strong>{roll.word ? t(`readiness.${roll.word}`) : t('join:lobby.rollNone')}</strong>
        </p>
      ) : null}
    </section>
  );
}

function Mates() {
  const { t } = useTranslation(['common', 'join']);
  const pick = usePick();
  const mates = useItems('mate');
  if (mates.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('join:lobby.mates')}</h2>
      <ul>
        {mates.map((mate) => (
          <li key={mate.code} className="row">
            <span aria-hidden="true">
              {mate.presence === 'seated' ? '●' : mate.presence === 'lost' ? '⌀' : '○'}
            </span>
            <strong>{mate.code}</strong> {pick(mate.name)} {mate.person ?? ''}
            <span className="quiet">{t(`presence.${mate.presence}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
