/** A time of the day is today's, or what it was lately: never the future, never yesterday morning. */
import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../src/features/department/useFact';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`2026-11-25T${text}+08:00`);

describe('the time at which something was seen', () => {
  it('is a moment of the exercise’s zone', () => {
    expect(timeOfDay('14:50', at('14:52:17'), ZONE)).toBe(at('14:50:00'));
    expect(timeOfDay('23:58', at('00:03:00'), ZONE)).toBe(at('00:03:00') - 5 * 60_000);
  });

  it('is now within the same minute, so that it never lies in the future', () => {
    expect(timeOfDay('14:52', at('14:52:17'), ZONE)).toBe(at('14:52:17'));
  });

  it('is no time where nothing was chosen or it is still to come', () => {
    expect(timeOfDay('', at('14:52:17'), ZONE)).toBeUndefined();
    expect(timeOfDay('15:10', at('14:52:17'), ZONE)).toBeUndefined();
  });
});
