/**
 * The lock of this device's screen. It keeps glances away, not thieves: who holds the device can read what
 * its browser keeps. It therefore never claims more, and the PIN is kept only as a slow hash.
 */
import { pbkdf2Async } from '@noble/hashes/pbkdf2';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readSetting, writeSetting } from './storage';

/** Digits of a PIN: short enough to type while the drill goes on. */
export const PIN = /^\d{4,8}$/;
/** Rounds of the hash: about a tenth of a second on a slow desk. In script, because plain HTTP has no other. */
const ROUNDS = 30_000;
/** Wrong tries that cost nothing: a slip of the finger. */
const FREE_TRIES = 3;
/** The first wait; each further wrong try doubles it, up to the longest. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
/** Minutes without a touch after which the screen locks by itself; 0 never. */
export const IDLE_MINUTES = [0, 5, 10, 15, 30] as const;

interface Kept {
  salt: string;
  hash: string;
  /** Device time since which it is locked; 0 while it is open. */
  since: number;
  idle: number;
  wrong: number;
  /** Device time until which no try is taken. */
  until: number;
}

const OPEN: Kept = { salt: '', hash: '', since: 0, idle: 0, wrong: 0, until: 0 };

function read(): Kept {
  try {
    return { ...OPEN, ...(JSON.parse(readSetting('lock') ?? '{}') as Partial<Kept>) };
  } catch {
    return OPEN;
  }
}

const store = createStore<Kept>(read);

function keep(change: Partial<Kept>): void {
  store.setState(change);
  writeSetting('lock', JSON.stringify(store.getState()));
}

async function hashOf(pin: string, salt: Uint8Array): Promise<string> {
  return bytesToHex(await pbkdf2Async(sha256, pin, salt, { c: ROUNDS, dkLen: 32 }));
}

/** Takes a PIN for this device, with the minutes after which it locks by itself. */
export async function setPin(pin: string, idle: number): Promise<void> {
  if (!PIN.test(pin)) throw new Error('a PIN has four to eight digits');
  const salt = crypto.getRandomValues(new Uint8Array(16));
  keep({ salt: bytesToHex(salt), hash: await hashOf(pin, salt), idle, wrong: 0, until: 0 });
}

/** Whether a PIN is there, so that locking needs no question. */
export function hasPin(): boolean {
  return store.getState().hash !== '';
}

/** Locks every window of this device. Does nothing without a PIN: nobody could open it again. */
export function lock(now = Date.now()): void {
  if (hasPin() && store.getState().since === 0) keep({ since: now });
}

export type Tried = 'open' | 'wrong' | 'wait';

/** Tries a PIN. Wrong ones cost time, more each time, also over a reload. */
export async function unlock(pin: string, now = Date.now()): Promise<Tried> {
  const { salt, hash, wrong, until } = store.getState();
  if (now < until) return 'wait';
  if ((await hashOf(pin, hexToBytes(salt))) === hash) {
    keep({ since: 0, wrong: 0, until: 0 });
    return 'open';
  }
  keep({ wrong: wrong + 1, until: now + waitAfter(wrong + 1) });
  return 'wrong';
}

/** How long after this many wrong tries no other is taken. */
export function waitAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE_TRIES));
}

/** Forgets PIN and lock: when nobody is signed in here any more, there is nothing to keep from glances. */
export function forgetLock(): void {
  keep(OPEN);
}

export function useLock(): Kept {
  return useStore(store);
}

export function locked(): boolean {
  return store.getState().since > 0;
}

// Windows of one device are locked and opened together.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === 'startex.lock') store.setState(read(), true);
  });
}
