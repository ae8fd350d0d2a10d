/** Ten minutes of silence on this device, or sound again. A real emergency sounds all the same. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readSetting, writeSetting } from './storage';

const MUTE = 10 * 60_000;

const store = createStore<{ until: number }>(() => ({ until: Number(readSetting('muted') ?? 0) }));

let ending: ReturnType<typeof setTimeout> | undefined;

/** Screens that say "muted until" are told when it is over. */
function endInTime(): void {
  clearTimeout(ending);
  const left = store.getState().until - Date.now();
  if (left > 0) ending = setTimeout(() => store.setState({ until: 0 }), left);
}
endInTime();

export function mute(on: boolean): void {
  const until = on ? Date.now() + MUTE : 0;
  store.setState({ until });
  writeSetting('muted', String(until));
  endInTime();
}

export function muted(): boolean {
  return store.getState().until > Date.now();
}

/** Device time until which it is silent; in the past where it is not. */
export function useMutedUntil(): number {
  return useStore(store, ({ until }) => until);
}
