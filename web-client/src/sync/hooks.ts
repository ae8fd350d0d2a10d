/** The door through which screens see the exercise. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Command, CommandId, ExerciseItem, Item, ItemKey, PresenceFrame, RowId, You } from '../protocol';
import { exerciseAt } from './clock';
import { type Connection, connectionStore } from './connection';
import { dropDraft, peekDraft, readDraft, writeDraft } from './drafts';
import type { PickedFile } from './files';
import { clock, files, heldStore, looksAs, outbox, pulse } from './live';
import type { ItemOf, Kind } from './order';
import { type Entry, mayWait } from './outbox';
import type { Held } from './reducer';

const EMPTY: readonly never[] = [];

/** The signed-in seat. Screens of an exercise are shown only while there is one. */
export function useYou(): You {
  const you = useStore(heldStore, (held) => held.you);
  if (!you) throw new Error('useYou outside an open exercise');
  return you;
}

function exerciseOf(held: Held): ExerciseItem | undefined {
  return held.kinds.exercise?.[0];
}

/** The exercise item; undefined until the first picture is whole. */
export function useExercise(): ExerciseItem | undefined {
  return useStore(heldStore, exerciseOf);
}

/** All items of a kind in their order; the same list while none of them changed. */
export function useItems<K extends Kind>(kind: K): readonly ItemOf<K>[] {
  return useStore(heldStore, (held) => (held.kinds[kind] as readonly ItemOf<K>[] | undefined) ?? EMPTY);
}

/** One item by its key. */
export function useItem(key: ItemKey): Item | undefined {
  return useStore(heldStore, (held) => held.items.get(key));
}

/** One item as it is now, for what is done with it. */
export function heldItem(key: ItemKey): Item | undefined {
  return heldStore.getState().items.get(key);
}

/** Who is there, latest wins. */
export function usePresence(): PresenceFrame {
  return useStore(heldStore, (held) => held.presence);
}

/** Other seats at control that have a row open, in one line; empty where nobody has. */
export function useOthersAt(row: RowId): string {
  return useStore(heldStore, ({ presence, you }) =>
    presence.looking
      .filter((one) => one.row === row && one.seat !== you?.seat)
      .map((one) => one.seat)
      .join(', '),
  );
}

/** The connection in the words of the chip. */
export function useConnection(): Connection {
  return useStore(connectionStore);
}

/** Everything this seat wrote since the page was opened, and what an earlier page left unsent. */
export function useOutbox(): readonly Entry[] {
  return useStore(outbox.store);
}

/** Files picked here, on their way or up. */
export function useFiles(): readonly PickedFile[] {
  return useStore(files.store);
}

/** What became of a command. */
export function useCommandResult(id: CommandId | undefined): Entry | undefined {
  return useStore(outbox.store, (entries) => (id ? entries.find((entry) => entry.id === id) : undefined));
}

export interface Now {
  /** The server's wall time in milliseconds. */
  wall: number;
  /** Exercise time in milliseconds; zero until the exercise is known. */
  exercise: number;
}

/** Both clocks now, without a tick. */
export function now(): Now {
  const wall = clock.now();
  const item = exerciseOf(heldStore.getState());
  return { wall, exercise: item ? exerciseAt(item.clock, wall) : 0 };
}

/** Both clocks as a screen shows them, by how often it looks. */
interface Reading {
  at: Now;
  /** Which multiple of the time between two looks it belongs to. */
  count: number;
}

const readings = new Map<number, Reading>();

/** The reading of this moment: the same for everybody who looks as often, until the next one is due. */
function reading(every: number): Now {
  const count = Math.floor(clock.now() / every);
  let held = readings.get(every);
  if (held?.count !== count) {
    held = { at: now(), count };
    readings.set(every, held);
  }
  return held.at;
}

// A clock that was stopped, set or let run shows so at once, not at the next look.
let anchor = exerciseOf(heldStore.getState())?.clock;
heldStore.subscribe((held) => {
  const next = exerciseOf(held)?.clock;
  if (next !== anchor) readings.clear();
  anchor = next;
});

/** Both clocks, ticking on the server's whole seconds (or every `every` milliseconds). */
export function useNow(every = 1_000): Now {
  // Whoever looks at another clock looks again.
  useStore(heldStore, (held) => exerciseOf(held)?.clock);
  return useSyncExternalStore(
    useCallback((changed) => pulse.each(every, changed), [every]),
    () => reading(every),
  );
}

/** Calls at every multiple of `every` milliseconds, with the counters; the answer ends it. */
export function everyBeat(every: number, call: () => void): () => void {
  return pulse.each(every, call);
}

/** Why a command is not possible now. */
export type WhyNot = 'looking' | 'role' | 'status' | 'emergency' | 'off_line' | 'loading';

export interface May {
  ok: boolean;
  why: WhyNot | undefined;
}

const YES: May = { ok: true, why: undefined };
const NO: Record<WhyNot, May> = {
  looking: { ok: false, why: 'looking' },
  role: { ok: false, why: 'role' },
  status: { ok: false, why: 'status' },
  emergency: { ok: false, why: 'emergency' },
  off_line: { ok: false, why: 'off_line' },
  loading: { ok: false, why: 'loading' },
};

function judge(held: Held, line: Connection['state'], word: Command['type']): May {
  if (looksAs()) return NO.looking;
  const exercise = exerciseOf(held);
  if (!held.you || !exercise) return NO.loading;
  if (!held.you.may.includes(word)) return NO.role;
  if (!exercise.gates.includes(word)) return exercise.emergency ? NO.emergency : NO.status;
  const connected = line === 'live' || line === 'reloaded';
  return connected || mayWait(word) ? YES : NO.off_line;
}

/** Whether this seat may give a command in this state, and if not, why. The server stays the judge. */
export function may(word: Command['type']): May {
  return judge(heldStore.getState(), connectionStore.getState().state, word);
}

/** The same, kept up to date. */
export function useMay(word: Command['type']): May {
  const line = useStore(connectionStore, (connection) => connection.state);
  return useStore(heldStore, (held) => judge(held, line, word));
}

/** A draft that survives leaving, reloading and killing the page. */
export function useDraft(name: string): [text: string, write: (text: string) => void, drop: () => void] {
  const [text, setText] = useState(() => (looksAs() ? '' : (peekDraft(name) ?? '')));
  useEffect(() => {
    let here = true;
    // Drafts are the device's own: whoever looks through another's eyes neither reads nor leaves any.
    if (looksAs()) return;
    setText(peekDraft(name) ?? '');
    void readDraft(name).then((kept) => {
      // What was typed while the disk was read wins.
      if (here) setText((typed) => typed || kept);
    });
    return () => {
      here = false;
    };
  }, [name]);
  const write = useCallback(
    (next: string) => {
      setText(next);
      if (!looksAs()) writeDraft(name, next);
    },
    [name],
  );
  const drop = useCallback(() => {
    setText('');
    if (!looksAs()) dropDraft(name);
  }, [name]);
  return [text, write, drop];
}

/** Whether the page can be seen. */
export function useVisible(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('visibilitychange', changed);
      return () => document.removeEventListener('visibilitychange', changed);
    },
    () => document.visibilityState === 'visible',
  );
}
