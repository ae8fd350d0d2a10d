// One clock for all counters of a long list: a timer in every row would draw the list row by row.
import { useSyncExternalStore } from 'react';
import { now } from '../../sync';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let second = now();

function tick(): void {
  second = now();
  for (const listener of [...listeners]) listener();
  timer = listeners.size > 0 ? setTimeout(tick, 1_005 - (second.wall % 1_000)) : undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => listeners.delete(listener);
}

/** Both clocks, once a second, for everybody who asks at the same moment. */
export function useTick(): { wall: number; exercise: number } {
  return useSyncExternalStore(subscribe, () => second);
}
