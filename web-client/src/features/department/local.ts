/** What this device remembers for itself: what was read, whether the window is wide. */
import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readSetting, writeSetting } from '../../lib/storage';
import type { DeliveryId } from '../../protocol';
import { looksAs } from '../../sync';

interface Local {
  /** Injects that were opened here, and those that ask nothing and were noted. */
  read: ReadonlySet<DeliveryId>;
  /** Wall time of the last message that was on screen. */
  messagesReadTo: number;
}

/** Ids kept at most: a drill has a few hundred injects a department. */
const READ_MAX = 1_000;

const store = createStore<Local>(() => ({ read: new Set(), messagesReadTo: 0 }));
let exercise = '';

/** Takes up what this device remembers of a seat in an exercise. */
export function remember(id: string): void {
  if (id === exercise) return;
  exercise = id;
  // What this device's own seat has read says nothing of a seat that is only looked through.
  if (looksAs()) return;
  const read = (readSetting(`read.${id}`) ?? '').split(',').filter(Boolean);
  const messagesReadTo = Number(readSetting(`letters.${id}`) ?? 0);
  store.setState({ read: new Set(read), messagesReadTo });
}

export function markRead(delivery: DeliveryId): void {
  const { read } = store.getState();
  if (read.has(delivery) || looksAs()) return;
  const next = [...read, delivery].slice(-READ_MAX);
  store.setState({ read: new Set(next) });
  writeSetting(`read.${exercise}`, next.join(','));
}

export function markMessagesRead(to: number): void {
  if (to <= store.getState().messagesReadTo || looksAs()) return;
  store.setState({ messagesReadTo: to });
  writeSetting(`letters.${exercise}`, String(to));
}

export function isRead(delivery: DeliveryId): boolean {
  return store.getState().read.has(delivery);
}

export function useLocal(): Local {
  return useStore(store);
}

const wide = typeof matchMedia === 'function' ? matchMedia('(min-width: 1024px)') : undefined;

/** Three panes side by side, or one after the other. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide?.addEventListener('change', changed);
      return () => wide?.removeEventListener('change', changed);
    },
    () => wide?.matches ?? false,
  );
}
