// A relay test as it stands on this screen: what was ticked, what waits in the outbox, what is proposed.
import type { Command, ExerciseTime, Heard, RelayHopView, RelayItem } from '../../protocol';

export const HEARD: readonly Heard[] = ['kept', 'changed', 'lost'];

/** Shape and tone of what became of a fact; null is what nobody has ticked. */
export const HEARD_SIGNS: Record<Heard, readonly [shape: string, tone: string]> = {
  kept: ['✓', 'good'],
  changed: ['≠', 'soon'],
  lost: ['✕', 'late'],
};

/** A fact at a hop. */
export interface FactHere {
  /** What counts now: the server's tick, or a later one of this device that is under way. */
  heard: Heard | null;
  said: string | null;
  /** Ticked here and not yet recorded. */
  waits: boolean;
  /** The writing in which the fact stands, by its place; a proposal only where nobody has ticked. */
  proposed: number | null;
}

/** As much of an outbox entry as matters here. */
export interface Pending {
  command: Command;
  state: 'waiting' | 'sending' | 'recorded' | 'rejected';
}

type Tick = Extract<Command, { type: 'tick_relay' }>;

/** Every fact of a hop, with what this device has ticked and the server does not show yet. */
export function factsHere(relay: RelayItem, hop: number, outbox: readonly Pending[]): FactHere[] {
  const facts = (relay.hops[hop]?.facts ?? []).map(
    (fact): FactHere => ({
      heard: fact.heard,
      said: fact.said,
      waits: false,
      proposed: fact.heard === null ? fact.proposed_by : null,
    }),
  );
  for (const { command, state } of outbox) {
    if (state !== 'waiting' && state !== 'sending') continue;
    if (command.type !== 'tick_relay' || command.row !== relay.row || command.hop !== hop) continue;
    for (const { fact, heard, said } of command.heard)
      if (facts[fact]) facts[fact] = { heard, said: said ?? null, waits: true, proposed: null };
  }
  return facts;
}

export interface Counts {
  kept: number;
  changed: number;
  lost: number;
  open: number;
}

export function countHeard(facts: readonly { heard: Heard | null }[]): Counts {
  const counts: Counts = { kept: 0, changed: 0, lost: 0, open: 0 };
  for (const { heard } of facts) counts[heard ?? 'open'] += 1;
  return counts;
}

/** The hop at which somebody stands: the department he watches, else the first one not ticked through. */
export function hopFor(relay: RelayItem, watches: string | null): number {
  const own = relay.hops.findIndex((hop) => hop.department === watches);
  if (own >= 0) return own;
  return Math.max(
    0,
    relay.hops.findIndex((hop) => hop.facts.some((fact) => fact.heard === null)),
  );
}

/** The hops with a name for each: a department may be a hop twice, and places never move. */
export function hopsOf(relay: RelayItem): { id: string; hop: RelayHopView; place: number }[] {
  return relay.hops.map((hop, place) => ({ id: `${place}/${hop.department}`, hop, place }));
}

/** One command that ticks several facts alike. */
export function tickAll(relay: RelayItem, hop: number, facts: readonly number[], heard: Heard): Tick {
  return { type: 'tick_relay', row: relay.row, hop, heard: facts.map((fact) => ({ fact, heard })) };
}

/** From the first hop to the last in exercise milliseconds; null until both have heard it. */
export function relayTook(relay: RelayItem): number | null {
  const at = (hop: RelayHopView | undefined): ExerciseTime | null => hop?.at ?? null;
  const [first, last] = [at(relay.hops[0]), at(relay.hops.at(-1))];
  return first === null || last === null ? null : Math.max(0, last - first);
}

/** By when the last hop should have it, by the exercise clock. */
export function relayDue(relay: RelayItem): ExerciseTime | null {
  if (relay.released === null || relay.within === null) return null;
  return relay.released.exercise + relay.within * 1_000;
}

/** Under way: released, and some hop has a fact that nobody has ticked. */
export function relayOpen(relay: RelayItem): boolean {
  return relay.released !== null && relay.hops.some((hop) => hop.facts.some((fact) => fact.heard === null));
}
