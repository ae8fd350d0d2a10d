/** The server's clock as this device knows it, and exercise time as the server computes it. */
import type { Clock, ExerciseTime, Timestamp } from '../protocol';

interface Sample {
  /** Milliseconds that this device is ahead of the server. */
  offset: number;
  /** Round trip in milliseconds: half of it is how wrong the offset can be. */
  rtt: number;
  /** Device time of the sample. */
  at: number;
}

/** Samples older than this say nothing about a clock that may have been set since. */
const SAMPLE_AGE_MAX = 120_000;
const SAMPLES_MAX = 8;
/** What a welcome is taken for before the first probe came back. */
const WELCOME_RTT = 2_000;

/** Keeps the sample with the shortest round trip of the last ones: the others hold queueing. */
export class ServerClock {
  private samples: Sample[] = [];

  /** A probe came back: sent at `t0`, stamped `t1` by the server, received now. */
  pong(t0: Timestamp, t1: Timestamp, received: number): number {
    const rtt = Math.max(0, received - t0);
    this.add({ offset: received - (t1 + rtt / 2), rtt, at: received });
    return rtt;
  }

  /** The welcome's stamp: coarse, until the first probe is back. */
  welcome(server: Timestamp, received: number): void {
    this.add({ offset: received - server, rtt: WELCOME_RTT, at: received });
  }

  private add(sample: Sample): void {
    const last = this.samples.at(-1);
    // This device's clock was set: everything before is worthless.
    if (last && Math.abs(sample.offset - last.offset) > (sample.rtt + last.rtt) / 2 + 1_000)
      this.samples = [];
    this.samples = [...this.samples.filter((old) => sample.at - old.at < SAMPLE_AGE_MAX), sample].slice(
      -SAMPLES_MAX,
    );
  }

  /** Milliseconds that this device is ahead; undefined before anything came from the server. */
  get offset(): number | undefined {
    let best: Sample | undefined;
    for (const sample of this.samples) if (!best || sample.rtt < best.rtt) best = sample;
    return best ? Math.round(best.offset) : undefined;
  }

  /** The server's wall time now. */
  now(device: number = Date.now()): Timestamp {
    return device - (this.offset ?? 0);
  }
}

/** Exercise time at a wall time of the server. Never before the anchor, never past `until`. */
export function exerciseAt(clock: Clock, wall: Timestamp): ExerciseTime {
  if (!clock.running) return clock.anchor_exercise;
  const elapsed = Math.max(0, wall - clock.anchor_wall) * clock.rate;
  const now = clock.anchor_exercise + Math.trunc(elapsed);
  return clock.until === null ? now : Math.min(now, clock.until);
}

/** Wall time at which the clock will show `exercise`; undefined if it will not. */
export function wallOf(clock: Clock, exercise: ExerciseTime): Timestamp | undefined {
  if (!clock.running || (clock.until !== null && exercise > clock.until)) return undefined;
  return clock.anchor_wall + Math.ceil(Math.max(0, exercise - clock.anchor_exercise) / clock.rate);
}
