import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForNotifications, battery, notificationState, type Permission } from '../lib/browser';
import { play, soundReady, unlockSound, vibrate } from '../lib/sound';
import { keepScreenOn, screenKept, wakeLockPossible } from '../lib/wake';
import { clock, useConnection, useNow } from '../sync';
import { heardTone, storageNow, triedSomething, useDeviceReport } from './deviceReport';

type Verdict = 'good' | 'open' | 'bad';
const MARKS: Record<Verdict, string> = { good: '●', open: '○', bad: '▲' };

function Check({ verdict, name, children }: { verdict: Verdict; name: string; children: ReactNode }) {
  return (
    <li className={`check ${verdict}`}>
      <span aria-hidden="true" className="mark">
        {MARKS[verdict]}
      </span>
      <strong>{name}</strong>
      <span className="row grow">{children}</span>
    </li>
  );
}

/** A round trip over which a person notices that things come late. */
const SLOW_MS = 500;
/** A clock as wrong as this is worth a word. */
const CLOCK_OFF_MS = 2_000;
const BATTERY_LOW = 0.3;

function ConnectionCheck() {
  const { t } = useTranslation('join');
  const { state, rtt } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const slow = rtt !== undefined && rtt > SLOW_MS;
  return (
    <Check verdict={live ? (slow ? 'bad' : 'good') : 'open'} name={t('lobby.connection')}>
      {rtt === undefined ? null : <span>{t('connection.ms', { ns: 'common', ms: Math.round(rtt) })}</span>}
      <span>{live ? t(slow ? 'lobby.slow' : 'lobby.ok') : t('looking')}</span>
    </Check>
  );
}

function ClockCheck() {
  const { t } = useTranslation('join');
  useNow();
  const { offset } = clock;
  if (offset === undefined) {
    return (
      <Check verdict="open" name={t('lobby.clock')}>
        {t('lobby.clockUnknown')}
      </Check>
    );
  }
  const seconds = (Math.abs(offset) / 1000).toFixed(1);
  const off = Math.abs(offset) > CLOCK_OFF_MS;
  return (
    <Check verdict={off ? 'bad' : 'good'} name={t('lobby.clock')}>
      {Math.abs(offset) < 100
        ? t('lobby.clockSame')
        : t(offset > 0 ? 'lobby.clockAhead' : 'lobby.clockBehind', { seconds })}
      {off ? <span className="small quiet">{t('lobby.clockNote')}</span> : null}
    </Check>
  );
}

/** Whether the person of this page has said that he heard it: only his ears can tell. */
let heardOnce = false;

function SoundCheck() {
  const { t } = useTranslation('join');
  const [heard, setHeard] = useState<'no' | 'yes' | 'playing' | 'untried' | 'impossible'>(
    soundReady() && heardOnce ? 'yes' : 'untried',
  );
  const test = async () => {
    const possible = await unlockSound();
    if (possible) play('test');
    vibrate('test');
    setHeard(possible ? 'playing' : 'impossible');
    if (!possible) heardTone('unsupported');
  };
  const verdict: Verdict =
    heard === 'yes' ? 'good' : heard === 'no' || heard === 'impossible' ? 'bad' : 'open';
  return (
    <Check verdict={verdict} name={t('lobby.sound')}>
      <button type="button" onClick={() => void test()}>
        {t(heard === 'untried' ? 'lobby.play' : 'lobby.playAgain')}
      </button>
      {heard === 'playing' ? (
        <>
          <button
            type="button"
            onClick={() => {
              heardOnce = true;
              setHeard('yes');
              heardTone('passed');
            }}
          >
            {t('lobby.heard')}
          </button>
          <button
            type="button"
            onClick={() => {
              setHeard('no');
              heardTone('failed');
            }}
          >
            {t('lobby.notHeard')}
          </button>
        </>
      ) : null}
      {heard === 'yes' ? t('lobby.heardYes') : null}
      {heard === 'no' ? t('lobby.heardNo') : null}
      {heard === 'impossible' ? t('lobby.soundImpossible') : null}
    </Check>
  );
}

function ScreenCheck() {
  const { t } = useTranslation('join');
  const [kept, setKept] = useState(screenKept());
  if (!wakeLockPossible()) {
    return (
      <Check verdict="bad" name={t('lobby.screen')}>
        {t('lobby.impossible')} <span className="small quiet">{t('lobby.screenHelp')}</span>
      </Check>
    );
  }
  return (
    <Check verdict={kept ? 'good' : 'open'} name={t('lobby.screen')}>
      {kept ? (
        t('lobby.on')
      ) : (
        <button type="button" onClick={() => void keepScreenOn().then(setKept).then(triedSomething)}>
          {t('lobby.turnOn')}
        </button>
      )}
    </Check>
  );
}

function BatteryCheck() {
  const { t } = useTranslation('join');
  const [state, setState] = useState<{ level: number; charging: boolean }>();
  useEffect(() => {
    let here = true;
    void battery().then((found) => here && setState(found));
    return () => {
      here = false;
    };
  }, []);
  if (!state) return null;
  const low = state.level < BATTERY_LOW && !state.charging;
  return (
    <Check verdict={low ? 'bad' : 'good'} name={t('lobby.battery')}>
      {Math.round(state.level * 100)} %{' '}
      {low ? t('lobby.batteryLow') : state.charging ? t('lobby.charging') : t('lobby.ok')}
    </Check>
  );
}

function NotificationCheck() {
  const { t } = useTranslation('join');
  const [state, setState] = useState<Permission>(notificationState());
  return (
    <Check
      verdict={state === 'granted' ? 'good' : state === 'default' ? 'open' : 'bad'}
      name={t('lobby.notify')}
    >
      {state === 'granted' ? t('lobby.on') : null}
      {state === 'default' ? (
        <button type="button" onClick={() => void askForNotifications().then(setState).then(triedSomething)}>
          {t('lobby.allow')}
        </button>
      ) : null}
      {state === 'denied' ? t('lobby.denied') : null}
      {state === 'impossible' ? t('lobby.impossible') : null}
    </Check>
  );
}

/** Whether what is written without a network survives closing the page. */
function StorageCheck() {
  const { t } = useTranslation('join');
  const kept = storageNow() === 'passed';
  return (
    <Check verdict={kept ? 'good' : 'bad'} name={t('lobby.storage')}>
      {t(kept ? 'lobby.ok' : 'lobby.storageNone')}
    </Check>
  );
}

/** What this device can do for the drill, each in words, each tried by the person; reported for the roll call. */
export function DeviceChecks() {
  useDeviceReport();
  return (
    <ul className="checks">
      <ConnectionCheck />
      <ClockCheck />
      <SoundCheck />
      <ScreenCheck />
      <BatteryCheck />
      <NotificationCheck />
      <StorageCheck />
    </ul>
  );
}
