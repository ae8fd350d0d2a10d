/**
 * What a seat holds of an exercise: items per channel, fed by server frames and by nothing else.
 * Pure: the same frames give the same state, on the wire, in tests and when restored from disk.
 */
import type {
  ChannelName,
  Epoch,
  ExerciseId,
  Item,
  ItemKey,
  PresenceFrame,
  ServerFrame,
  You,
} from '../protocol';
import { type ItemOf, type Kind, sortItems } from './order';

export interface Channel {
  /** Last position that was applied in full. */
  n: number;
  /** Positions up to this one may come in one leap: what was missed is sent merged. */
  target: number;
  items: ReadonlyMap<ItemKey, Item>;
  /** Parts of a snapshot that is still coming. */
  loading: Map<ItemKey, Item> | undefined;
}

export interface Held {
  exercise: ExerciseId | undefined;
  epoch: Epoch | undefined;
  you: You | undefined;
  /** The record's head; control only. */
  head: string | null;
  channels: Partial<Record<ChannelName, Channel>>;
  /** Every item once, by key; the narrower channel wins. */
  items: ReadonlyMap<ItemKey, Item>;
  /** Items by kind, in their order; an unchanged kind keeps its list. */
  kinds: Partial<{ [K in Kind]: readonly ItemOf<K>[] }>;
  presence: PresenceFrame;
}

/** What a frame means beyond the state. */
export type Effect =
  /** A position is missing: close and resume. */
  | { type: 'gap'; channel: ChannelName }
  /** The positions were gone: the person is told to look again. */
  | { type: 'reloaded' };

export const NOTHING: Held = {
  exercise: undefined,
  epoch: undefined,
  you: undefined,
  head: null,
  channels: {},
  items: new Map(),
  kinds: {},
  presence: { seats: [], waiting: [], looking: [], cells: [] },
};

const WIDE_TO_NARROW: readonly ChannelName[] = ['all', 'group', 'own'];

/** Where to resume; undefined where a fresh start is needed. */
export function resumePoint(
  held: Held,
): { epoch: Epoch; channels: Partial<Record<ChannelName, number>> } | undefined {
  if (!held.epoch) return undefined;
  const channels: Partial<Record<ChannelName, number>> = {};
  for (const name of WIDE_TO_NARROW) {
    const channel = held.channels[name];
    // A half-read snapshot is worth nothing.
    if (channel && !channel.loading) channels[name] = channel.n;
  }
  return Object.keys(channels).length > 0 ? { epoch: held.epoch, channels } : undefined;
}

/** The item list after some keys changed. Only the touched kinds get new lists. */
function remerge(held: Held, channels: Held['channels'], touched: Iterable<ItemKey>): Held {
  const items = new Map(held.items);
  const kinds = new Set<Kind>();
  for (const key of touched) {
    const before = items.get(key);
    if (before) kinds.add(before.kind);
    let after: Item | undefined;
    for (const name of WIDE_TO_NARROW) after = channels[name]?.items.get(key) ?? after;
    if (after) {
      kinds.add(after.kind);
      items.set(key, after);
    } else {
      items.delete(key);
    }
  }
  if (kinds.size === 0) return { ...held, channels };
  const lists = new Map<Kind, Item[]>();
  for (const kind of kinds) lists.set(kind, []);
  for (const item of items.values()) lists.get(item.kind)?.push(item);
  const next: Record<string, readonly Item[]> = { ...held.kinds };
  for (const [kind, list] of lists) next[kind] = sortItems(kind, list);
  return { ...held, channels, items, kinds: next as Held['kinds'] };
}

function welcome(held: Held, frame: Extract<ServerFrame, { type: 'welcome' }>): [Held, Effect[]] {
  const other = held.exercise !== frame.exercise || held.you?.seat !== frame.you.seat;
  const base: Held = other ? { ...NOTHING } : held;
  const channels: Held['channels'] = {};
  const effects: Effect[] = [];
  const gone = new Set<ItemKey>();
  for (const name of WIDE_TO_NARROW) {
    const start = frame.channels[name];
    const before = base.channels[name];
    if (!start) {
      for (const key of before?.items.keys() ?? []) gone.add(key);
      continue;
    }
    if (start.start === 'resumed' && before) {
      channels[name] = { n: before.n, target: start.n, items: before.items, loading: undefined };
    } else {
      // What was held stays readable until the snapshot is whole.
      channels[name] = { n: 0, target: start.n, items: before?.items ?? new Map(), loading: new Map() };
      if (start.start === 'reloaded') effects.push({ type: 'reloaded' });
    }
  }
  const next = { ...base, exercise: frame.exercise, epoch: frame.epoch, you: frame.you, head: frame.head };
  return [gone.size > 0 ? remerge(next, channels, gone) : { ...next, channels }, effects.slice(0, 1)];
}

function snapshot(held: Held, frame: Extract<ServerFrame, { type: 'snapshot' }>): Held {
  const before = held.channels[frame.channel];
  const loading = new Map(before?.loading ?? []);
  for (const { key, item } of frame.items) loading.set(key, item);
  if (!frame.last) {
    const channel: Channel = { n: 0, target: frame.n, items: before?.items ?? new Map(), loading };
    return { ...held, channels: { ...held.channels, [frame.channel]: channel } };
  }
  const channel: Channel = { n: frame.n, target: frame.n, items: loading, loading: undefined };
  const touched = new Set([...(before?.items.keys() ?? []), ...loading.keys()]);
  return remerge(held, { ...held.channels, [frame.channel]: channel }, touched);
}

function update(held: Held, frame: Extract<ServerFrame, { type: 'update' }>): [Held, Effect[]] {
  const before = held.channels[frame.channel];
  if (!before || before.loading) return [held, [{ type: 'gap', channel: frame.channel }]];
  // Said twice does no harm.
  if (frame.n <= before.n) return [held, []];
  // What a reader who was behind is given says itself where it goes on.
  const leaps = frame.after === before.n || frame.n <= before.target;
  if (frame.n > before.n + 1 && !leaps) return [held, [{ type: 'gap', channel: frame.channel }]];
  const items = new Map(before.items);
  const touched: ItemKey[] = [];
  for (const { key, item } of frame.upsert) {
    items.set(key, item);
    touched.push(key);
  }
  for (const key of frame.remove) {
    items.delete(key);
    touched.push(key);
  }
  const channel: Channel = { ...before, n: frame.n, target: Math.max(before.target, frame.n), items };
  return [remerge(held, { ...held.channels, [frame.channel]: channel }, touched), []];
}

/** Takes a frame in. Answers to commands and probes change nothing here. */
export function reduce(held: Held, frame: ServerFrame): [Held, Effect[]] {
  switch (frame.type) {
    case 'welcome':
      return welcome(held, frame);
    case 'snapshot':
      return [snapshot(held, frame), []];
    case 'update':
      return update(held, frame);
    case 'presence':
      return [
        {
          ...held,
          presence: {
            seats: frame.seats,
            waiting: frame.waiting,
            looking: frame.looking ?? [],
            cells: frame.cells ?? [],
          },
        },
        [],
      ];
    case 'recorded':
    case 'rejected':
    case 'refused':
    case 'pong':
      return [held, []];
    default:
      return unknownFrame(frame, held);
  }
}

/** A newer server may send kinds of frames that this page does not know: they are not ours to judge. */
function unknownFrame(_: never, held: Held): [Held, Effect[]] {
  return [held, []];
}

/** A picture as it lies on disk. */
export interface Frozen {
  exercise: ExerciseId;
  epoch: Epoch;
  you: You;
  channels: { name: ChannelName; n: number; items: [ItemKey, Item][] }[];
}

/** What is worth keeping over a reload; undefined before the first picture is whole. */
export function freeze(held: Held): Frozen | undefined {
  if (!held.exercise || !held.epoch || !held.you) return undefined;
  const channels: Frozen['channels'] = [];
  for (const name of WIDE_TO_NARROW) {
    const channel = held.channels[name];
    if (channel && !channel.loading) channels.push({ name, n: channel.n, items: [...channel.items] });
  }
  return { exercise: held.exercise, epoch: held.epoch, you: held.you, channels };
}

/** The picture that was kept. */
export function thaw(frozen: Frozen): Held {
  const channels: Held['channels'] = {};
  const keys = new Set<ItemKey>();
  for (const { name, n, items } of frozen.channels) {
    channels[name] = { n, target: n, items: new Map(items), loading: undefined };
    for (const [key] of items) keys.add(key);
  }
  const base: Held = { ...NOTHING, exercise: frozen.exercise, epoch: frozen.epoch, you: frozen.you };
  return remerge(base, channels, keys);
}
