/** What a relay sheet shows: the server's ticks, this device's own on their way, proposals as proposals. */
import { describe, expect, it } from 'vitest';
import {
  countHeard,
  factsHere,
  hopFor,
  type Pending,
  relayDue,
  relayOpen,
  relayTook,
  tickAll,
} from '../../src/lib/drill/relay';
import type { Heard, RelayHopView, RelayItem } from '../../src/protocol';

const fact = (heard: Heard | null, proposed_by: number | null = null) => ({
  heard,
  said: null,
  ticked: null,
  proposed_by,
});
const hop = (department: string, at: number | null, facts: RelayHopView['facts']): RelayHopView => ({
  department,
  at,
  facts,
  writings: [],
});
const relay = (over: Partial<RelayItem> = {}): RelayItem => ({
  row: 'I-22',
  title: { zh: '转达', en: 'Relay' },
  key_facts: [{ zh: '102室' }, { zh: '轮椅2部' }, { zh: '东侧坡道' }],
  released: { wall: 0, exercise: 2_820_000 },
  within: 300,
  hops: [
    hop('GA', 2_850_000, [fact('kept'), fact('kept'), fact('kept')]),
    hop('XF', null, [fact(null, 0), fact(null), fact(null)]),
    hop('SS', null, [fact(null), fact(null), fact(null)]),
  ],
  ...over,
});
const tick = (heard: Heard, state: Pending['state'], over = {}): Pending => ({
  state,
  command: { type: 'tick_relay', row: 'I-22', hop: 1, heard: [{ fact: 0, heard }], ...over },
});

describe('facts at a hop', () => {
  it('a proposal is no tick, and is gone once somebody ticks', () => {
    expect(factsHere(relay(), 1, [])[0]).toEqual({ heard: null, said: null, waits: false, proposed: 0 });
    expect(factsHere(relay(), 1, [tick('lost', 'waiting')])[0]).toEqual({
      heard: 'lost',
      said: null,
      waits: true,
      proposed: null,
    });
  });
  it('the latest tick of this device counts while it is under way; what was answered does not', () => {
    const outbox = [tick('lost', 'waiting'), tick('kept', 'sending'), tick('changed', 'rejected')];
    expect(factsHere(relay(), 1, outbox)[0]).toMatchObject({ heard: 'kept', waits: true });
    expect(factsHere(relay(), 1, [tick('lost', 'recorded')])[0]).toMatchObject({ heard: null, waits: false });
  });
  it('another hop and another row are not touched', () => {
    expect(factsHere(relay(), 2, [tick('lost', 'waiting')])[0]?.heard).toBeNull();
    expect(factsHere(relay(), 1, [tick('lost', 'waiting', { row: 'I-01' })])[0]?.heard).toBeNull();
    expect(factsHere(relay(), 9, [])).toEqual([]);
  });
});

it('counts', () => {
  expect(countHeard([fact('kept'), fact('lost'), fact(null), fact('kept')])).toEqual({
    kept: 2,
    changed: 0,
    lost: 1,
    open: 1,
  });
});

it('an evaluator stands at his department, anybody else at the first open hop', () => {
  expect(hopFor(relay(), 'SS')).toBe(2);
  expect(hopFor(relay(), null)).toBe(1);
  expect(hopFor(relay(), 'JD')).toBe(1);
});

it('times: due from release, took from first to last hop, open until all is ticked', () => {
  expect(relayDue(relay())).toBe(3_120_000);
  expect(relayDue(relay({ within: null }))).toBeNull();
  expect(relayTook(relay())).toBeNull();
  const whole = relay({
    hops: [hop('GA', 2_850_000, [fact('kept')]), hop('SS', 3_000_000, [fact('lost')])],
  });
  expect(relayTook(whole)).toBe(150_000);
  expect([relayOpen(relay()), relayOpen(whole), relayOpen(relay({ released: null }))]).toEqual([
    true,
    false,
    false,
  ]);
});

it('several facts are one command', () => {
  expect(tickAll(relay(), 2, [0, 2], 'kept')).toEqual({
    type: 'tick_relay',
    row: 'I-22',
    hop: 2,
    heard: [
      { fact: 0, heard: 'kept' },
      { fact: 2, heard: 'kept' },
    ],
  });
});
