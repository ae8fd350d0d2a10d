import { describe, expect, it } from 'vitest';
import { pick, pickedLanguage } from '../src/lib/bilingual';
import { age, calendarDate, exerciseTime, span, took, wallMinute, wallTime } from '../src/lib/time';
import { uuid } from '../src/lib/uuid';
import type { Clock } from '../src/protocol';
import { exerciseAt, ServerClock, wallOf } from '../src/sync/clock';

const running: Clock = { rate: 10, anchor_wall: 1_000, anchor_exercise: -60_000, running: true, until: 0 };

describe('times as written', () => {
  it('shows wall time in the zone of the exercise', () => {
    const at = Date.UTC(2026, 10, 23, 6, 52, 17);
    expect(wallTime(at, 'Asia/Shanghai')).toBe('14:52:17');
    expect(wallMinute(at, 'Europe/Berlin')).toBe('07:52');
    expect(wallTime(Date.UTC(2026, 0, 1, 16, 0, 0), 'Asia/Shanghai')).toBe('00:00:00');
    expect(wallTime(at, 'No/Such')).toMatch(/^\d\d:52:17$/);
  });
  it('always marks exercise time', () => {
    expect(exerciseTime(0)).toBe('T+00:00:00');
    expect(exerciseTime(3_137_999)).toBe('T+00:52:17');
    expect(exerciseTime(-900_000)).toBe('T−15:00');
    expect(exerciseTime(-1)).toBe('T−00:01');
    expect(exerciseTime(-4_500_000)).toBe('T−1:15:00');
  });
  it('writes spans, ages and dates', () => {
    expect(span(103_000)).toBe('1:43');
    expect(span(-35_000)).toBe('0:35');
    expect(span(3_725_000)).toBe('1:02:05');
    expect(span(59_999)).toBe('0:59');
    expect(took(59_999)).toBe('1:00');
    expect(took(1_400)).toBe('0:01');
    expect(took(114_000)).toBe('1:54');
    expect(took(122_000)).toBe('2:02');
    expect(took(3_599_600)).toBe('1:00:00');
    expect(age(0, 59_999)).toEqual({ unit: 'seconds', count: 59 });
    expect(age(0, 240_000)).toEqual({ unit: 'minutes', count: 4 });
    expect(age(10, 0)).toEqual({ unit: 'seconds', count: 0 });
    const day = Date.UTC(2026, 10, 23);
    expect(calendarDate(day, 'Asia/Shanghai', 'zh')).toBe('2026年11月23日');
    expect(calendarDate(day, 'Asia/Shanghai', 'en')).toBe('23 Nov 2026');
  });
  it('falls back to the other language and says so', () => {
    expect(pick({ zh: '甲' }, 'en')).toBe('甲');
    expect(pickedLanguage({ zh: '甲' }, 'en')).toBe('zh');
    expect(pickedLanguage({ zh: '甲', en: 'A' }, 'en')).toBeUndefined();
    expect(pick(null, 'zh')).toBe('');
  });
  it('makes version 4 ids', () => {
    const made = new Set(Array.from({ length: 100 }, uuid));
    expect(made.size).toBe(100);
    for (const id of made)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('exercise clock, as the server computes it', () => {
  it('runs at its rate, never before the anchor and never past its end', () => {
    expect(exerciseAt(running, 1_000)).toBe(-60_000);
    expect(exerciseAt(running, 2_500)).toBe(-45_000);
    expect(exerciseAt(running, 0)).toBe(-60_000);
    expect(exerciseAt(running, 1_000_000)).toBe(0);
    expect(exerciseAt({ ...running, running: false }, 9_000)).toBe(-60_000);
    expect(exerciseAt({ ...running, rate: 0.1, until: null }, 1_019)).toBe(-59_999);
  });
  it('knows when it will show a moment, and when it will not', () => {
    expect(wallOf(running, -50_000)).toBe(2_000);
    expect(wallOf(running, 1)).toBeUndefined();
    expect(wallOf({ ...running, running: false }, 0)).toBeUndefined();
  });
});

describe('the server’s clock as estimated here', () => {
  it('believes the probe with the shortest way', () => {
    const clock = new ServerClock();
    expect(clock.offset).toBeUndefined();
    clock.welcome(10_000, 12_000);
    clock.pong(12_000, 10_020, 12_040);
    expect(clock.offset).toBe(2_000);
    clock.pong(13_000, 11_900, 14_200);
    expect(clock.offset).toBe(2_000);
    expect(clock.now(15_000)).toBe(13_000);
  });
  it('starts again when this device’s clock was set', () => {
    const clock = new ServerClock();
    clock.pong(1_000, 1_010, 1_020);
    expect(clock.offset).toBe(0);
    clock.pong(61_000, 2_010, 61_020);
    expect(clock.offset).toBe(59_000);
  });
});
