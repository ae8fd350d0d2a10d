/**
 * One timer for everything that is drawn by the clock: counters on whole seconds, and what the server
 * says at the pace a screen wants. What falls on one moment is drawn in one stroke.
 */
import type { Timestamp } from '../protocol';

/** Drawn a little after the full moment, so that a timer that comes early has not to come again. */
const LATE_MS = 5;

interface Beat {
  /** Which multiple of its time was drawn last. */
  count: number;
  each: Set<() => void>;
  once: Set<() => void>;
}

export class Pulse {
  private beats = new Map<number, Beat>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `now` is the server's clock: all screens of a room turn on the same second. */
  constructor(private readonly now: () => Timestamp) {}

  /** Calls at every multiple of `every` milliseconds until the answer is called. */
  each(every: number, call: () => void): () => void {
    const beat = this.beat(every);
    beat.each.add(call);
    this.arm();
    return () => {
      beat.each.delete(call);
      this.arm();
    };
  }

  /** Calls once, at the next multiple of `every`, unless the answer is called before. */
  next(every: number, call: () => void): () => void {
    const beat = this.beat(every);
    beat.once.add(call);
    this.arm();
    return () => {
      beat.once.delete(call);
      this.arm();
    };
  }

  private beat(every: number): Beat {
    let beat = this.beats.get(every);
    if (!beat) {
      beat = { count: 0, each: new Set(), once: new Set() };
      this.beats.set(every, beat);
    }
    if (beat.each.size + beat.once.size === 0) beat.count = Math.floor(this.now() / every);
    return beat;
  }

  private arm(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const now = this.now();
    let wait = Number.POSITIVE_INFINITY;
    for (const [every, beat] of this.beats) {
      if (beat.each.size + beat.once.size > 0) wait = Math.min(wait, every - (now % every));
    }
    if (wait < Number.POSITIVE_INFINITY) this.timer = setTimeout(() => this.strike(), wait + LATE_MS);
  }

  private strike(): void {
    this.timer = undefined;
    const now = this.now();
    const calls: (() => void)[] = [];
    for (const [every, beat] of this.beats) {
      const count = Math.floor(now / every);
      if (count === beat.count) continue;
      beat.count = count;
      calls.push(...beat.each, ...beat.once);
      beat.once.clear();
    }
    for (const call of calls) call();
    this.arm();
  }
}

/**
 * Whether something may be drawn now where a screen wants it no more often than `every` milliseconds.
 * Time is cut into pieces of that length and each is drawn in once; the first of every second belongs
 * to the counters.
 */
export function mayPaint(every: number, painted: Timestamp, now: Timestamp): boolean {
  if (every === 0) return true;
  const piece = Math.floor(now / every);
  return piece !== Math.floor(painted / every) && piece !== Math.floor((now - (now % 1_000)) / every);
}
