// Facts of the common picture: how a value is said, how old it is, how far it lags behind the truth.
import type {
  BeliefView,
  FactForm,
  FactItem,
  FactValue,
  PictureItem,
  ReportedFact,
  Sighting,
  Stamp,
  Timestamp,
} from '../../protocol';
import { type Age, age } from '../time';
import type { Words } from './useWords';

type Pick = Words['in'];

/** A value as people say it: with its unit, or the words of the choice. `bare` leaves the unit out. */
export function valueWords(form: FactForm, value: FactValue, pick: Pick, bare = false): string {
  if (form.type === 'choice') {
    const choice = form.of.find((one) => one.value === value);
    return choice ? pick(choice.text) : String(value);
  }
  if (form.type === 'number' && !bare) return `${value} ${pick(form.unit)}`.trim();
  return String(value);
}

/** What was typed or chosen as a value of this form; undefined where it is none. */
export function readValue(form: FactForm, text: string): FactValue | undefined {
  const words = text.normalize('NFKC').trim();
  if (words === '') return undefined;
  switch (form.type) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(words) ? Number(words) : undefined;
    case 'choice':
      return form.of.some((choice) => choice.value === words) ? words : undefined;
    case 'text':
      return words;
  }
}

/** When something was seen and when it was reported. */
export interface Seen {
  at: Stamp;
  seen_at: Timestamp | null;
}

export function seenOf(sighting: Sighting): Seen {
  return { at: sighting.rung.at, seen_at: sighting.seen_at ?? sighting.rung.happened_at };
}

/**
 * Exercise milliseconds since it was seen: in a pause nothing happens, so nothing gets older. What passed
 * between seeing and reporting is known as wall time only and counts at the present rate.
 */
export function ageOf({ at, seen_at }: Seen, exercise: number, rate: number): number {
  const before = seen_at === null ? 0 : Math.max(0, at.wall - seen_at) * rate;
  return Math.max(0, exercise - at.exercise + before);
}

export function isOld(millis: number, oldAfter: number | null): boolean {
  return oldAfter !== null && millis > oldAfter * 1000;
}

/** An age in its unit, for words. */
export function ageIn(millis: number): Age {
  return age(0, millis);
}

/** `−20`, `+3`; a value that is right has no error. */
export function errorWords(error: number): string {
  const size = Math.abs(error);
  // Tenths of what was added up in binary: 76.8 − 70 is no 6.799999.
  const shown = Number(size.toFixed(6));
  return `${error < 0 ? '−' : '+'}${shown}`;
}

export type Lag =
  /** Still behind, for so long. */
  | { state: 'behind'; millis: number }
  /** Came to know it after so long. */
  | { state: 'took'; millis: number }
  /** It held already when it became true. */
  | { state: 'right' };

/** How far a department is behind the truth; nothing before STARTEX, and where no truth is known. */
export function lagOf(
  truth: FactItem['truth'],
  belief: BeliefView,
  exercise: number,
  started: boolean,
): Lag | undefined {
  if (!truth || !started) return undefined;
  // What became true before STARTEX is to be known from STARTEX on.
  const since = Math.max(0, truth.at.exercise);
  if (!belief.matched) return { state: 'behind', millis: Math.max(0, exercise - since) };
  const millis = belief.matched.exercise - since;
  return millis <= 0 ? { state: 'right' } : { state: 'took', millis };
}

export interface Noticed {
  disagree: number;
  old: number;
}

/** What the badges count: facts that departments differ on, facts of which a department's value is old. */
export function noticed(facts: readonly (FactItem | PictureItem)[], exercise: number, rate: number): Noticed {
  const sightings = (fact: FactItem | PictureItem) =>
    'sightings' in fact ? fact.sightings : fact.beliefs.flatMap(({ now }) => (now ? [now] : []));
  const old = (fact: FactItem | PictureItem) =>
    sightings(fact).some((one) => isOld(ageOf(seenOf(one), exercise, rate), fact.old_after));
  return { disagree: facts.filter((fact) => fact.disagree).length, old: facts.filter(old).length };
}

/** Names and values for lines of the record, which hold `key = value`. */
export function factNamer(
  facts: readonly (FactItem | PictureItem)[],
  pick: Pick,
): (key: string, value: string) => string | undefined {
  return (key, value) => {
    const fact = facts.find((one) => one.key === key);
    return fact ? `${pick(fact.name)} ${valueWords(fact.form, value, pick)}` : undefined;
  };
}

/** A key fact of a situation report: as a value where the picture knows its form, else as it was written. */
export function reportedWords(
  reported: ReportedFact,
  facts: readonly { key: string; form: FactForm }[],
  pick: Pick,
): string {
  const form = facts.find((fact) => fact.key === reported.key)?.form;
  const value = form ? readValue(form, reported.value) : undefined;
  return form && value !== undefined ? valueWords(form, value, pick) : reported.value;
}
