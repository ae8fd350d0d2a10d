/** For what a turning wall stops, and for how long. */
import { describe, expect, it } from 'vitest';
import { confirmedWords, HELD_MS, urgentNow } from '../../src/lib/drill/urgent';
import type { PublishedItem, WallFactItem } from '../../src/protocol';

const NOW = 1_800_000_000_000;
const stamp = (ago: number) => ({ wall: NOW - ago, exercise: 0 });
const calm = { exercise: { emergency: null, pause: null }, published: [], fact: undefined };
const published = (ago: number) => [{ published: stamp(ago) } as PublishedItem];
const pause = (ago: number) => ({ reason: 'admin' as const, note: null, since: stamp(ago) });

describe('what a wall stops for', () => {
  it('is nothing most of the time', () => expect(urgentNow(calm, NOW)).toBeUndefined());

  it('is the gravest first, each for its time', () => {
    const all = {
      exercise: { emergency: null, pause: pause(1_000) },
      published: published(1_000),
      fact: NOW,
    };
    expect(urgentNow(all, NOW)).toBe('paused');
    expect(urgentNow({ ...all, exercise: calm.exercise }, NOW)).toBe('statement');
    expect(urgentNow({ ...calm, fact: NOW }, NOW)).toBe('fact');
    expect(urgentNow({ ...calm, fact: NOW }, NOW + HELD_MS.fact)).toBeUndefined();
    expect(urgentNow({ ...calm, published: published(HELD_MS.statement) }, NOW)).toBeUndefined();
    const long = { emergency: null, pause: pause(HELD_MS.paused) };
    expect(urgentNow({ ...calm, exercise: long }, NOW), 'a long pause turns again').toBeUndefined();
  });

  it('is a real emergency for as long as it lasts', () => {
    const emergency = { since: stamp(3_600_000), seat: null, note: null, confirmed: [] };
    expect(urgentNow({ ...calm, exercise: { emergency, pause: null } }, NOW)).toBe('emergency');
  });

  it('sees a confirmed value change, and not who else reports what', () => {
    const sighting = (value: number, confirmed: boolean) => ({
      department: 'XF',
      value,
      at: stamp(0),
      seen_at: null,
      confirmed,
    });
    const fact = (...shown: ReturnType<typeof sighting>[]) => [
      { key: 'people', shown } as unknown as WallFactItem,
    ];
    const before = confirmedWords(fact(sighting(60, true)));
    expect(confirmedWords(fact(sighting(60, true), sighting(70, false)))).toBe(before);
    expect(confirmedWords(fact(sighting(70, true)))).not.toBe(before);
  });
});
