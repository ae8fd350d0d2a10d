import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mayPaint, Pulse } from '../src/sync/pulse';

let pulse: Pulse;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_300 });
  pulse = new Pulse(() => Date.now());
});
afterEach(() => vi.useRealTimers());

describe('the one timer', () => {
  it('calls on whole seconds, and what waits for a quarter in the same stroke', () => {
    const called: [string, number][] = [];
    const call = (name: string) => () => called.push([name, Date.now() - 1_000_000]);
    const stop = pulse.each(1_000, call('second'));
    pulse.next(250, call('quarter'));
    vi.advanceTimersByTime(600);
    pulse.next(250, call('quarter'));
    vi.advanceTimersByTime(1_500);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(called).toEqual([
      ['quarter', 505],
      ['second', 1_005],
      ['quarter', 1_005],
      ['second', 2_005],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
  it('forgets what was taken back', () => {
    const call = vi.fn();
    pulse.next(250, call)();
    vi.advanceTimersByTime(1_000);
    expect(call).not.toHaveBeenCalled();
  });
  it('comes once for several seconds that the device slept through', () => {
    const call = vi.fn();
    pulse.each(1_000, call);
    vi.setSystemTime(1_060_000);
    vi.advanceTimersByTime(705);
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe('how often a screen is drawn', () => {
  it('at once where every inject counts', () => expect(mayPaint(0, 1_000, 1_000)).toBe(true));
  it('in each quarter of a second once, the first being the counters’', () => {
    expect(mayPaint(250, 0, 10_600)).toBe(true);
    expect(mayPaint(250, 10_510, 10_740)).toBe(false);
    expect(mayPaint(250, 10_510, 10_751)).toBe(true);
    expect(mayPaint(250, 10_510, 11_100)).toBe(false);
    expect(mayPaint(250, 10_510, 11_250)).toBe(true);
  });
  it('however much comes: four times a second', () => {
    let painted = 0;
    const paints = new Set<number>();
    for (let now = 20_000; now < 30_000; now += 1) {
      if (now % 1_000 === 5) paints.add(now);
      if (!mayPaint(250, painted, now)) continue;
      painted = now;
      paints.add(now);
    }
    for (let second = 20; second < 30; second += 1) {
      const within = [...paints].filter((at) => Math.floor(at / 1_000) === second);
      expect(within.length).toBeLessThanOrEqual(4);
    }
  });
});
