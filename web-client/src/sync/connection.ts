/** What the person is told about the connection. */
import { createStore } from 'zustand/vanilla';

export type ConnectionState = 'live' | 'reconnecting' | 'no_network' | 'reloaded' | 'signed_out';

export interface Connection {
  state: ConnectionState;
  /** Device time since which it is so. */
  since: number;
  /** Last round trip in milliseconds. */
  rtt: number | undefined;
  /** Why it ended for good, where it did. */
  ended: 'signed_out' | 'superseded' | 'gone' | 'version' | 'refused' | undefined;
}

/** Attempts that fail for this long are called "no network". */
const GIVE_IT_A_NAME = 8_000;

const START: Connection = {
  state: 'reconnecting',
  since: 0,
  rtt: undefined,
  ended: undefined,
};

export const connectionStore = createStore<Connection>(() => START);

/** Device time of the last frame. No part of the store: nothing is drawn anew because a frame came. */
let heardAt = 0;
let naming: ReturnType<typeof setTimeout> | undefined;
/** Told once after a reload of the list, until the person says that he has looked. */
let reloaded = false;

function stopNaming(): void {
  clearTimeout(naming);
  naming = undefined;
}

function to(state: ConnectionState): void {
  const now = connectionStore.getState();
  if (now.state !== state) connectionStore.setState({ state, since: Date.now() });
}

export const connection = {
  reset(): void {
    stopNaming();
    reloaded = false;
    heardAt = 0;
    connectionStore.setState({ ...START, since: Date.now() }, true);
    connection.lost();
  },
  live(): void {
    stopNaming();
    to(reloaded ? 'reloaded' : 'live');
  },
  /**
   * Lost, and trying again; each attempt that fails says so too. A line that said nothing since some
   * moment was no network since then.
   */
  lost(silentSince?: number): void {
    if (silentSince !== undefined) {
      stopNaming();
      connectionStore.setState({ state: 'no_network', since: silentSince });
      return;
    }
    if (typeof navigator !== 'undefined' && navigator.onLine === false) {
      stopNaming();
      to('no_network');
      return;
    }
    if (connectionStore.getState().state === 'no_network') return;
    to('reconnecting');
    naming ??= setTimeout(() => {
      naming = undefined;
      // Since the first failure nothing comes through: that moment stays.
      connectionStore.setState({ state: 'no_network' });
    }, GIVE_IT_A_NAME);
  },
  reloaded(): void {
    reloaded = true;
    to('reloaded');
  },
  /** The person has looked at the list again. */
  lookedAgain(): void {
    reloaded = false;
    if (connectionStore.getState().state === 'reloaded') to('live');
  },
  ended(why: NonNullable<Connection['ended']>): void {
    stopNaming();
    connectionStore.setState({ ended: why });
    to(why === 'signed_out' ? 'signed_out' : 'no_network');
  },
  heard(): void {
    heardAt = Date.now();
  },
  /** Device time of the last frame; zero before the first. */
  lastHeard(): number {
    return heardAt;
  },
  roundTrip(rtt: number): void {
    connectionStore.setState({ rtt });
  },
};
