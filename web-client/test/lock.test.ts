/** The lock of a screen: opens by its PIN alone, and wrong tries cost time, also over a reload. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

async function fresh() {
  vi.resetModules();
  return import('../src/lib/lock');
}

describe('lock', () => {
  beforeEach(() => localStorage.clear());

  it('does not lock what nobody could open again', async () => {
    const { lock, locked } = await fresh();
    lock();
    expect(locked()).toBe(false);
  });

  it('opens by its PIN alone, and keeps no PIN in the clear', async () => {
    const first = await fresh();
    await first.setPin('2580', 10);
    first.lock(1_000);
    expect(localStorage.getItem('startex.lock')).not.toContain('2580');
    // A reload opens nothing.
    const { locked, unlock } = await fresh();
    expect(locked()).toBe(true);
    expect(await unlock('2581', 2_000)).toBe('wrong');
    expect(locked()).toBe(true);
    expect(await unlock('2580', 3_000)).toBe('open');
    expect(locked()).toBe(false);
  });

  it('slows down after the third wrong try, more each time, and a reload does not help', async () => {
    const first = await fresh();
    await first.setPin('2580', 0);
    first.lock(1);
    for (const at of [10, 20, 30]) expect(await first.unlock('0000', at)).toBe('wrong');
    const second = await fresh();
    expect(await second.unlock('2580', 40)).toBe('wait');
    expect(await second.unlock('1111', 2_100)).toBe('wrong');
    expect(await second.unlock('2580', 6_000)).toBe('wait');
    expect(await second.unlock('2580', 6_200)).toBe('open');
    expect([1, 2, 3, 4, 5].map(second.waitAfter)).toEqual([0, 0, 2_000, 4_000, 8_000]);
    expect(second.waitAfter(40)).toBe(60_000);
  });

  it('takes digits only, four to eight of them', async () => {
    const { PIN, setPin } = await fresh();
    for (const bad of ['123', '123456789', '12a4', '', '１２３４']) expect(PIN.test(bad)).toBe(false);
    await expect(setPin('abc', 0)).rejects.toThrow();
  });
});
