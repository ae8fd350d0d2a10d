/**
 * A seat's socket as the real server spoke it, and what `GET …/items` said of the same seat at the end:
 * the reducer must hold the same.
 */
import { describe, expect, it } from 'vitest';
import type { ServerFrame, Upsert } from '../src/protocol';
import { type Held, NOTHING, reduce, resumePoint } from '../src/sync/reducer';
import recorded from './golden/petition-xf2.json';

const frames = recorded.frames as unknown as ServerFrame[];
const items = recorded.items as unknown as Upsert[];

describe('a recorded session', () => {
  it('V: ends with exactly what the server says the seat sees', () => {
    let held: Held = NOTHING;
    for (const frame of frames) {
      const [next, effects] = reduce(held, frame);
      expect(effects).toEqual([]);
      held = next;
    }
    expect(Object.fromEntries(held.items)).toEqual(
      Object.fromEntries(items.map(({ key, item }) => [key, item])),
    );
    const updates = frames.filter((frame) => frame.type === 'update');
    expect(updates.length).toBeGreaterThan(10);
    for (const update of updates) {
      expect(resumePoint(held)?.channels[update.channel]).toBeGreaterThanOrEqual(update.n);
    }
  });

  it('R: notices each single update that is lost on the way', () => {
    const lost = frames.flatMap((frame, index) => (frame.type === 'update' ? [index] : []));
    for (const missing of lost) {
      const { channel } = frames[missing] as Extract<ServerFrame, { type: 'update' }>;
      const later = frames
        .slice(missing + 1)
        .some((frame) => frame.type === 'update' && frame.channel === channel);
      let held: Held = NOTHING;
      let gaps = 0;
      for (const [index, frame] of frames.entries()) {
        if (index === missing) continue;
        const [next, effects] = reduce(held, frame);
        held = next;
        gaps += effects.length;
      }
      expect(gaps > 0, `update ${missing} of ${channel}`).toBe(later);
    }
  });
});
