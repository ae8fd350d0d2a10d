/**
 * Measures M01–M30, asked for while somebody looks: every ten seconds, and sooner when the record grows.
 * Without a network the last ones stay, with their time.
 */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { Measure } from '../../protocol';
import { listMeasures, useConnection, useExercise, useItems, useVisible } from '../../sync';

const EVERY = 10_000;
/** A burst of entries is one reason to ask, not thirty. */
const NOT_WITHIN = 3_000;

interface Measured {
  exercise: string | null;
  list: readonly Measure[];
  /** Device time of the answer; none before the first. */
  at: number | null;
}

const useStore = create<Measured>(() => ({ exercise: null, list: [], at: null }));
const NOTHING: Measured = { exercise: null, list: [], at: null };

export function useMeasures(): Measured {
  const id = useExercise()?.id;
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const visible = useVisible();
  const entries = useItems('entry').length;
  const measured = useStore();
  const asked = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new entries are a reason to ask again
  useEffect(() => {
    if (!id || !live || !visible) return;
    const cut = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => {
      asked.current = Date.now();
      listMeasures(id, cut.signal).then(
        (list) => useStore.setState({ exercise: id, list, at: Date.now() }),
        // The last ones stay; the connection says what is wrong.
        () => undefined,
      );
      timer = setTimeout(ask, EVERY);
    };
    timer = setTimeout(ask, Math.max(0, asked.current + NOT_WITHIN - Date.now()));
    return () => {
      clearTimeout(timer);
      cut.abort();
    };
  }, [id, live, visible, entries]);
  return measured.exercise === id ? measured : NOTHING;
}
