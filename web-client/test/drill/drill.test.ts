/** The worked drill at the lead controller's desk, as recorded: how often it sounds. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { concerns, type Heard, hear } from '../../src/lib/drill/alarms';
import { noticed } from '../../src/lib/drill/facts';
import { inbox } from '../../src/lib/drill/inbox';
import { loadAhead } from '../../src/lib/drill/load';
import type { Item } from '../../src/protocol';

interface Frame {
  /** Exercise time in milliseconds. */
  at: number;
  upsert: { key: string; item: Item }[];
  remove: string[];
}

// Recorded with robots in every seat; how, stands in test/golden/record.mjs.
const FILE = 'test/golden/petition-desk.json.gz';
const frames = JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Frame[];
/** How often the desk is looked at here: exercise time stands for wall time, as at the pace of life. */
const LOOK_MS = 5_000;

function play() {
  const held = new Map<string, Item>();
  const kind = <K extends Item['kind']>(name: K) =>
    [...held.values()].filter((item): item is Extract<Item, { kind: K }> => item.kind === name);
  const sounds: { at: number; kind: string }[] = [];
  let heard: Heard | undefined;
  let seen = 0;
  let next = 0;
  const end = frames.at(-1)?.at ?? 0;
  for (let now = 0; now <= end; now += LOOK_MS) {
    let changed = false;
    while (next < frames.length && (frames[next]?.at ?? 0) <= now) {
      const frame = frames[next++];
      for (const { key, item } of frame?.upsert ?? []) held.set(key, item);
      for (const key of frame?.remove ?? []) held.delete(key);
      changed = true;
    }
    if (!changed && now % 30_000 !== 0) continue;
    const [rows, deliveries, facts] = [kind('row'), kind('delivery'), kind('fact')];
    const seats = kind('seat');
    const homes = new Map(seats.flatMap((seat) => (seat.department ? [[seat.code, seat.department]] : [])));
    const codes = kind('department').map((department) => department.code);
    const limit = kind('plan')[0]?.load_limit ?? 4;
    const waiting = concerns({
      rows,
      deliveries,
      seats,
      facts,
      promises: kind('commitment'),
      faults: kind('fault'),
      requests: kind('resource_request'),
      posts: kind('post'),
      statements: kind('statement'),
      seat: 'LC',
      commanded: kind('exercise').some((one) => one.command !== null),
      letters: inbox({
        clarifications: kind('clarification'),
        messages: kind('message'),
        reports: kind('report'),
        deliveries,
      }),
      loads: loadAhead(codes, deliveries, rows, homes, limit, now),
      old: facts.filter((fact) => noticed([fact], now, 1).old > 0),
    });
    const result = hear(heard, waiting, now);
    heard = result.heard;
    seen += result.fresh.length;
    if (result.sound) sounds.push({ at: now, kind: result.sound });
  }
  return { sounds, seen, minutes: end / 60_000 };
}

it('the desk sounds less than once in ten minutes on average, and much more is seen than heard', () => {
  const { sounds, seen, minutes } = play();
  expect(minutes, 'the drill was recorded to its end').toBeGreaterThan(140);
  const said = sounds.map(({ at, kind }) => `${Math.round(at / 60_000)} ${kind}`).join(', ');
  expect(seen).toBeGreaterThan(sounds.length * 2);
  expect(sounds.length, `sounded at minute: ${said}`).toBeLessThan(minutes / 10);
});
