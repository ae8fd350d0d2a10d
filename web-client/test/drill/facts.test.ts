/** How a value is said, how old it is, how far it lags: the same on every screen. */
import { describe, expect, it } from 'vitest';
import { pick } from '../../src/lib/bilingual';
import {
  ageOf,
  errorWords,
  factNamer,
  isOld,
  lagOf,
  noticed,
  readValue,
  valueWords,
} from '../../src/lib/drill/facts';
import type { BeliefView, FactForm, FactItem, Sighting } from '../../src/protocol';
import { rung } from './made';

const PEOPLE: FactForm = { type: 'number', unit: { zh: '人', en: 'people' } };
const GATE: FactForm = { type: 'choice', of: [{ value: 'half', text: { zh: '半占', en: 'half blocked' } }] };
const en = (text: Parameters<typeof pick>[0]) => pick(text, 'en');
const MIN = 60_000;

const sighting = (department: string, value: number, at: number): Sighting => ({
  report: `r-${department}`,
  department,
  value,
  rung: rung(at),
  seen_at: null,
  source: null,
  in_report: null,
  confirmed: null,
});
const belief = (department: string, now: Sighting | null, matched: number | null = null): BeliefView => ({
  department,
  now,
  error: null,
  matched: matched === null ? null : rung(matched).at,
});
const fact = (over: Partial<FactItem> = {}): FactItem => ({
  key: 'people',
  order: 0,
  name: { zh: '在场群众', en: 'People on site' },
  form: PEOPLE,
  old_after: 900,
  truth: { value: 60, at: rung(10 * MIN).at, row: 'I-02', by: null },
  beliefs: [],
  disagree: false,
  confirmed: null,
  ...over,
});

describe('values', () => {
  it('are said with their unit or the words of the choice', () => {
    expect(valueWords(PEOPLE, 60, en)).toBe('60 people');
    expect(valueWords(PEOPLE, 60, en, true)).toBe('60');
    expect(valueWords(GATE, 'half', en)).toBe('half blocked');
    expect(factNamer([fact()], en)('people', '45')).toBe('People on site 45 people');
    expect(factNamer([fact()], en)('other', '45')).toBeUndefined();
  });

  it('are read as they are typed, in full width too, and nothing else is taken for a number', () => {
    expect(readValue(PEOPLE, ' ６０ ')).toBe(60);
    expect(readValue(PEOPLE, '76.8')).toBe(76.8);
    for (const text of ['', 'about 60', '1e3', '6O', '--1']) expect(readValue(PEOPLE, text)).toBeUndefined();
    expect(readValue(GATE, 'half')).toBe('half');
    expect(readValue(GATE, 'open')).toBeUndefined();
    expect(readValue({ type: 'text' }, ' calm ')).toBe('calm');
  });

  it('have an error with its sign, without the dust of binary fractions', () => {
    expect(errorWords(-20)).toBe('−20');
    expect(errorWords(76.8 - 70)).toBe('+6.8');
  });
});

describe('age', () => {
  it('is exercise time since it was seen', () => {
    const { at } = rung(10 * MIN);
    expect(ageOf({ at, seen_at: null }, 14 * MIN, 1)).toBe(4 * MIN);
    expect(ageOf({ at, seen_at: at.wall - 5 * MIN }, 14 * MIN, 1)).toBe(9 * MIN);
    expect(ageOf({ at, seen_at: at.wall - MIN }, 14 * MIN, 10)).toBe(14 * MIN);
  });

  it('is old above the limit and never without one', () => {
    expect(isOld(900_001, 900)).toBe(true);
    expect(isOld(900_000, 900)).toBe(false);
    expect(isOld(1e9, null)).toBe(false);
  });
});

describe('lag', () => {
  it('counts while it lags and says afterwards how long it took', () => {
    const known = fact();
    const behind = belief('XF', sighting('XF', 40, 9 * MIN));
    expect(lagOf(known.truth, behind, 12 * MIN, true)).toEqual({ state: 'behind', millis: 2 * MIN });
    const caught = belief('XF', sighting('XF', 60, 13 * MIN), 13 * MIN);
    expect(lagOf(known.truth, caught, 20 * MIN, true)).toEqual({ state: 'took', millis: 3 * MIN });
    expect(lagOf(known.truth, belief('GA', null, 10 * MIN), 20 * MIN, true)).toEqual({ state: 'right' });
  });

  it('is nothing before STARTEX or without a truth, and counts from STARTEX', () => {
    const early = { value: 0, at: rung(-15 * MIN).at, row: null, by: null };
    expect(lagOf(early, belief('XF', null), -MIN, false)).toBeUndefined();
    expect(lagOf(null, belief('XF', null), MIN, true)).toBeUndefined();
    expect(lagOf(early, belief('XF', null), MIN, true)).toEqual({ state: 'behind', millis: MIN });
  });
});

it('badges count facts, not departments', () => {
  const beliefs = [belief('XF', sighting('XF', 60, 0)), belief('GA', sighting('GA', 45, 0))];
  expect(noticed([fact({ beliefs, disagree: true }), fact({ key: 'injured' })], 20 * MIN, 1)).toEqual({
    disagree: 1,
    old: 1,
  });
});
