// What is typed, read out and drawn of the map.
import { describe, expect, it } from 'vitest';
import {
  audiences,
  ended,
  positionWords,
  readDegrees,
  rounded,
  spotOf,
  standing,
} from '../../src/lib/drill/site';
import type { FeatureItem, PlaceItem } from '../../src/protocol';
import { whereWords } from '../../src/ui/map/where';

const at = (lon: number, lat: number) => ({ lon, lat });
const say = (key: string, gaps: object = {}) => `${key} ${JSON.stringify(gaps)}`;

function feature(id: string, wall: number, over: Partial<FeatureItem> = {}): FeatureItem {
  return {
    id,
    feature_kind: 'blockage',
    shape: { type: 'point', at: at(0.0019, 0.0015) },
    place: null,
    label: id,
    note: null,
    owner: 'GA',
    audience: 'departments',
    rung: { at: { wall, exercise: wall }, by: null, happened_at: null },
    seen_at: null,
    confirmed: null,
    replaces: null,
    reason: null,
    ended: null,
    ...over,
  };
}

const place = (key: string, lon: number, lat: number): PlaceItem => ({
  key,
  order: 0,
  name: { zh: key, en: key },
  place_kind: 'entrance',
  position: at(lon, lat),
  restricted: false,
});

describe('degrees as people type them', () => {
  it.each([
    ['0.0015', 90, 0.0015],
    [' 0,0015 ', 90, 0.0015],
    ['0.0015N', 90, 0.0015],
    ['0.0015° s', 90, -0.0015],
    ['北', 90, undefined],
    ['39.9 北', 90, 39.9],
    ['116.4西', 180, -116.4],
    ['-116.4', 180, -116.4],
    ['116.4 N', 180, undefined],
    ['90.1', 90, undefined],
    ['180', 180, 180],
    ['', 90, undefined],
    ['a', 90, undefined],
    ['0.00150000004', 90, 0.0015],
  ] as const)('%s', (text, most, degrees) => {
    expect(readDegrees(text, most)).toBe(degrees);
  });

  it('a tap is rounded to what the server keeps', () => {
    expect(rounded(0.123456789)).toBe(0.1234568);
    expect(positionWords(at(-0.0019, 0.0015))).toBe('0.0015° N, 0.0019° W');
  });
});

describe('what stands on the map', () => {
  it('a line needs two corners, an area three', () => {
    const [a, b, c] = [at(0, 0), at(1, 0), at(1, 1)];
    expect(spotOf('point', [])).toBeUndefined();
    expect(spotOf('point', [a])).toEqual({ type: 'point', at: a });
    expect(spotOf('line', [a])).toBeUndefined();
    expect(spotOf('line', [a, b])).toEqual({ type: 'line', along: [a, b] });
    expect(spotOf('area', [a, b])).toBeUndefined();
    expect(spotOf('area', [a, b, c])).toEqual({ type: 'area', around: [a, b, c] });
  });

  it('the latest comes first, and what ended stands apart', () => {
    const noted = { at: { wall: 9, exercise: 9 }, by: null, text: 'free' };
    const items = [feature('a', 1), feature('b', 3, { ended: { noted, by: null } }), feature('c', 2)];
    expect(standing(items).map(({ id }) => id)).toEqual(['c', 'a']);
    expect(ended(items).map(({ id }) => id)).toEqual(['b']);
  });

  it('says the place it is at, or the nearest one', () => {
    const places = [place('north', 0.001, 0.0018), place('east', 0.0019, 0.00151)];
    const name = (one: PlaceItem) => one.key;
    expect(whereWords(feature('a', 1, { place: 'north' }), places, say, name)).toBe('north');
    expect(whereWords(feature('a', 1), places, say, name)).toContain('"place":"east"');
    const line = feature('a', 1, { shape: { type: 'line', along: [at(0.001, 0.0018), at(0, 0)] } });
    expect(whereWords(line, places, say, name)).toMatch(/^where\.line .*"n":2.*north/);
    expect(whereWords(feature('a', 1), [], say, name)).toBe('0.0015° N, 0.0019° E');
  });

  it('a department offers itself, control itself', () => {
    expect(audiences('GA')).toEqual(['departments', 'own']);
    expect(audiences(null)).toEqual(['departments', 'control']);
  });
});
