import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connection, connectionStore } from '../src/sync/connection';

const state = () => connectionStore.getState().state;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  connection.reset();
  connection.live();
});
afterEach(() => vi.useRealTimers());

describe('the connection in words', () => {
  it('is called lost after eight seconds of failing attempts, since the first', () => {
    vi.setSystemTime(2_000_000);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      connection.lost();
      vi.advanceTimersByTime(1_000);
    }
    expect(state()).toBe('no_network');
    expect(connectionStore.getState().since).toBe(2_000_000);
    connection.lost();
    expect(state()).toBe('no_network');
    connection.live();
    expect(state()).toBe('live');
  });
  it('is called lost at once when the device says so', () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    connection.lost();
    expect(state()).toBe('no_network');
  });
  it('stays reloaded until somebody has looked, also over a reconnect', () => {
    connection.reloaded();
    connection.lost();
    expect(state()).toBe('reconnecting');
    connection.live();
    expect(state()).toBe('reloaded');
    connection.lookedAgain();
    expect(state()).toBe('live');
  });
  it('ends for good where the server says so', () => {
    connection.ended('signed_out');
    vi.advanceTimersByTime(20_000);
    expect(state()).toBe('signed_out');
  });
});
