import { describe, expect, it } from 'vitest';
import { type Sign, sides } from '../src/ui/map/labels';

const sign = (x: number, y: number, over: Partial<Sign> = {}): Sign => ({
  x,
  y,
  gap: 18,
  width: 100,
  height: 16,
  drawn: true,
  ...over,
});
const SIZE = [1000, 600] as const;

describe('the words on the map', () => {
  it('stand after their sign, and before it where the picture ends', () => {
    expect(sides([sign(200, 100), sign(950, 300)], SIZE)).toEqual(['after', 'before']);
  });
  it('stand on another side where other words or another sign stand', () => {
    // Two at one spot, one just behind it.
    expect(sides([sign(200, 100), sign(200, 100, { drawn: false })], SIZE)).toEqual(['after', 'before']);
    expect(sides([sign(200, 100), sign(260, 100, { width: 300 })], SIZE)).toEqual(['before', 'after']);
  });
  it('stand nowhere where no side is free; the first has the choice', () => {
    const crowd = [1, 2, 3, 4, 5].map(() => sign(300, 300, { drawn: false }));
    expect(sides(crowd, SIZE)).toEqual(['after', 'before', 'below', 'above', undefined]);
  });
  it('stay inside where they can, and are read beyond the edge rather than not at all', () => {
    expect(sides([sign(480, 100, { width: 600 })], SIZE)).toEqual(['below']);
    expect(sides([sign(20, 100, { width: 990 })], SIZE)).toEqual(['after']);
  });
});
