/**
 * A film: what a seat held at every step of the record. Pure. Key frames bound what any jump costs: no
 * instant is further than `KEY_EVERY` steps from one.
 */
import type { ChannelName, Item, ItemKey, Replay, ReplayStep } from '../../protocol';
import { type ItemOf, type Kind, sortItems } from '../../sync';

/** Steps between two key frames: applying that many takes less than a screen's refresh. */
export const KEY_EVERY = 128;

const WIDE_TO_NARROW: readonly ChannelName[] = ['all', 'group', 'own'];

type Channels = Record<ChannelName, Map<ItemKey, Item>>;

const copy = (of: Channels): Channels => ({
  all: new Map(of.all),
  group: new Map(of.group),
  own: new Map(of.own),
});

function take(held: Channels, step: ReplayStep): void {
  for (const { channel, upsert, remove } of step.changes) {
    const items = held[channel];
    for (const { key, item } of upsert) items.set(key, item);
    for (const key of remove) items.delete(key);
  }
}

/** Everything that a seat held after a step. Never changes. */
export class Picture {
  private readonly lists = new Map<Kind, readonly Item[]>();
  constructor(readonly items: ReadonlyMap<ItemKey, Item>) {}

  /** The items of a kind in their order. */
  of<K extends Kind>(kind: K): readonly ItemOf<K>[] {
    let list = this.lists.get(kind);
    if (!list) {
      list = sortItems(
        kind,
        [...this.items.values()].filter((item) => item.kind === kind),
      );
      this.lists.set(kind, list);
    }
    return list as readonly ItemOf<K>[];
  }
}

const NOTHING = new Picture(new Map());

export class Film {
  readonly seat: string;
  readonly steps: readonly ReplayStep[];
  /** Steps that the last `at` had to apply: what a scrub costs. */
  applied = 0;
  private readonly frames: Channels[] = [];
  private held: Channels = { all: new Map(), group: new Map(), own: new Map() };
  private index = -1;
  private picture = NOTHING;

  constructor({ seat, steps }: Pick<Replay, 'seat' | 'steps'>) {
    this.seat = seat;
    this.steps = steps;
    const held = copy(this.held);
    for (const [index, step] of steps.entries()) {
      // Frame n holds what stood before step n × KEY_EVERY.
      if (index % KEY_EVERY === 0) this.frames.push(copy(held));
      take(held, step);
    }
  }

  /** What was held after the step of this number; before the first, nothing. */
  at(index: number): Picture {
    const wanted = Math.min(index, this.steps.length - 1);
    this.applied = 0;
    if (wanted < 0) return NOTHING;
    if (wanted === this.index) return this.picture;
    const frame = Math.floor(wanted / KEY_EVERY);
    const near = wanted > this.index && this.index >= frame * KEY_EVERY - 1;
    if (!near) {
      const from = this.frames[frame];
      if (!from) return NOTHING;
      this.held = copy(from);
      this.index = frame * KEY_EVERY - 1;
    }
    for (let next = this.index + 1; next <= wanted; next += 1) {
      const step = this.steps[next];
      if (step) take(this.held, step);
      this.applied += 1;
    }
    this.index = wanted;
    const items = new Map(this.held.all);
    for (const name of WIDE_TO_NARROW.slice(1))
      for (const [key, item] of this.held[name]) items.set(key, item);
    this.picture = new Picture(items);
    return this.picture;
  }

  /** The last step at or before a place, by the places of the steps in order; −1 before the first. */
  static indexAt(places: ArrayLike<number>, place: number): number {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
