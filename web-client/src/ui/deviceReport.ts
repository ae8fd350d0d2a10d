/** Reports what the checks of this device found: once each time that something changed, for the record. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { notificationState } from '../lib/browser';
import { clientName } from '../lib/device';
import { screenKept, wakeLockPossible } from '../lib/wake';
import type { CheckItem, CheckResult, ReportCheck } from '../protocol';
import { clock, disk, submit, useConnection, useExercise, useItem, useMay, useYou } from '../sync';

interface Tried {
  /** What the person of this page said of the test tone. */
  sound: CheckResult;
  /** Counts what was tried: the browser itself is asked again. */
  times: number;
}

const tried = createStore<Tried>(() => ({ sound: 'open', times: 0 }));

/** The person heard the tone, or did not, or this browser cannot play. */
export function heardTone(sound: CheckResult): void {
  tried.setState({ sound });
}

/** Something else was switched on or allowed. */
export function triedSomething(): void {
  tried.setState((before) => ({ times: before.times + 1 }));
}

function screenNow(): CheckResult {
  if (!wakeLockPossible()) return 'unsupported';
  return screenKept() ? 'passed' : 'open';
}

function notificationsNow(): CheckResult {
  const state = notificationState();
  if (state === 'impossible') return 'unsupported';
  return state === 'granted' ? 'passed' : state === 'denied' ? 'failed' : 'open';
}

/** Room in this browser for what is written without a network. */
export function storageNow(): CheckResult {
  return disk.durable ? 'passed' : 'failed';
}

/** What is to be reported; what was heard before this page was opened again still counts for the same browser. */
function checksNow(sound: CheckResult, last: CheckItem | undefined): ReportCheck {
  const client = clientName();
  const before = last?.client === client ? last.sound : 'open';
  return {
    client,
    sound: sound === 'open' ? before : sound,
    screen: screenNow(),
    notifications: notificationsNow(),
    storage: storageNow(),
  };
}

function same(check: ReportCheck, last: CheckItem | undefined): boolean {
  return (
    last !== undefined &&
    check.client === last.client &&
    check.sound === last.sound &&
    check.screen === last.screen &&
    check.notifications === last.notifications &&
    check.storage === last.storage
  );
}

/** Answers that come one after the other are one report. */
const SETTLE_MS = 1_500;
/** What was sent last and is not shown yet: not sent twice. */
let sent = '';

export function useDeviceReport(): void {
  const { seat } = useYou();
  const item = useItem(`check/${seat}`);
  const last = item?.kind === 'check' ? item : undefined;
  const may = useMay('report_check').ok;
  const status = useExercise()?.status;
  const { sound, times } = useStore(tried);
  const connection = useConnection();
  const measured = useRef(connection);
  measured.current = connection;
  const { state } = connection;
  // A check speaks of now: without a connection there is nothing to measure and nothing to send.
  const live = state === 'live' || state === 'reloaded';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was tried is asked of the browser again
  useEffect(() => {
    if (!may || !live) return;
    const timer = setTimeout(() => {
      const check = checksNow(sound, last);
      const name = `${seat} ${JSON.stringify(check)}`;
      if (same(check, last) || name === sent) return;
      sent = name;
      const { rtt } = measured.current;
      submit({
        type: 'report_check',
        ...check,
        ...(rtt === undefined ? {} : { round_trip_ms: Math.round(rtt) }),
        ...(clock.offset === undefined ? {} : { clock_ahead_ms: clock.offset }),
      });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [may, live, sound, times, last, seat, status]);
}
