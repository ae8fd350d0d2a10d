/** A post has spread as far here as on the server: the vectors are written by its own function. */
import { describe, expect, it } from 'vitest';
import { lastFinding, postState, reachAt } from '../../src/lib/drill/media';
import type { FeedItem, ReachAnchor } from '../../src/protocol';
import vectors from '../golden/reach.json';

describe('reach', () => {
  it('has many vectors, with and without growth', () => {
    expect(vectors.length).toBeGreaterThan(50);
    expect(new Set(vectors.map(({ reach }) => reach)).size).toBeGreaterThan(20);
  });
  it.each(vectors.map((one, index) => ({ ...one, index })))('vector $index at $at ms', (one) => {
    expect(reachAt(one.anchors as ReachAnchor[], one.ceiling, one.at)).toBe(one.reach);
  });
});

describe('a post as a department sees it', () => {
  const bare = { notices: [], checks: [], answered: null, taken_down: false } as unknown as FeedItem;
  const rung = { at: { wall: 0, exercise: 0 }, by: null, happened_at: null };
  it('stands where the deeds have brought it that it is told of', () => {
    expect(postState(bare)).toBe('new');
    const theirs = { ...bare, notices: [{ department: 'GA', rung, note: null }] };
    expect(postState(theirs)).toBe('noticed');
    const check = { department: 'XC', rung, finding: 'false' as const, source: 'medics', facts: [] };
    const ours = { ...theirs, checks: [check] };
    expect(postState(ours)).toBe('verified');
    expect(lastFinding(ours, 'XC')).toBe('false');
    expect(lastFinding(ours, 'GA')).toBeUndefined();
    expect(postState({ ...ours, answered: rung.at })).toBe('answered');
  });
});
