// The plan as this page has written it. What is on its way to the record stands already: a second word, written
// before the first one's answer, is written on top of it and does not take it back.
import { useEffect, useReducer, useRef } from 'react';
import type { WholeScenario } from '../../lib/msel/parts';
import { written } from '../../lib/msel/written';
import { type Entry, useOutbox } from '../../sync';

/** Changed items come behind the answer, those of earlier commands too, but within this time, in milliseconds. */
const FOLLOWS_WITHIN = 2_000;

/** Own parts by their command: until when they stand; as long as they are on their way, without end. */
type Own = Map<string, number>;

export function useWritten(scenario: WholeScenario | undefined): WholeScenario | undefined {
  const entries = useOutbox();
  const [, again] = useReducer((count: number) => count + 1, 0);
  const own = useRef<Own>(new Map());
  const laid = entries.filter((entry) => stands(own.current, entry));
  const last = laid.at(-1)?.id;
  const waits = laid.some(({ state }) => state === 'recorded');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new one stands as long again
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(again, FOLLOWS_WITHIN);
    return () => clearTimeout(timer);
  }, [waits, last]);
  return (
    scenario &&
    written(
      scenario,
      laid.map(({ command }) => command),
    )
  );
}

function stands(own: Own, { id, state, command }: Entry): boolean {
  if (command.type !== 'put_msel_part' && command.type !== 'remove_msel_part') return false;
  if (state === 'waiting' || state === 'sending') {
    own.set(id, Number.POSITIVE_INFINITY);
    return true;
  }
  const until = own.get(id);
  if (state !== 'recorded' || until === undefined) return false;
  if (until === Number.POSITIVE_INFINITY) own.set(id, performance.now() + FOLLOWS_WITHIN);
  return performance.now() < (own.get(id) ?? 0);
}
