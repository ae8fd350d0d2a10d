/** Equipment and supplies: what is shown first, what can stand in, what an amount is. */
import { describe, expect, it } from 'vitest';
import {
  amountOf,
  backupsOf,
  inOrder,
  isBare,
  lineParts,
  openFaults,
  requestsInOrder,
} from '../../src/lib/drill/resources';
import { fault, resource, resourceRequest } from '../items.mjs';

const rung = { at: { wall: 0, exercise: 0 }, by: null, happened_at: null };

describe('equipment and supplies', () => {
  it('what failed comes first, then the order of the scenario', () => {
    const list = [
      resource('a', { order: 0 }),
      resource('b', { order: 1 }),
      resource('c', { order: 2, state: 'failed' }),
    ];
    expect(inOrder(list).map((item) => item.key)).toEqual(['c', 'a', 'b']);
  });
  it('faults without backup come first, fixed ones are over', () => {
    const list = [
      fault(1, { occurred: rung, backup: { resource: 'spare', on: rung } }),
      fault(2, { occurred: rung }),
      fault(3, { occurred: rung, fixed: { at: rung.at, by: null, text: '' } }),
    ];
    expect(openFaults(list).map((one) => one.number)).toEqual([2, 1]);
    expect(list.map(isBare)).toEqual([false, true, false]);
  });
  it('a backup is one that can be used and is here', () => {
    const spare = { backup_of: 'loudspeaker' };
    const list = [
      resource('here', spare),
      resource('broken', { ...spare, state: 'failed' }),
      resource('lent', { ...spare, with: 'SS' }),
      resource('handed', { ...spare, department: 'GA', with: 'XF' }),
      resource('other'),
    ];
    expect(backupsOf('loudspeaker', list, 'XF').map((item) => item.key)).toEqual(['here', 'handed']);
  });
  it('requests that wait come first, the newest first among equals', () => {
    const list = [
      resourceRequest(1, { asked: rung, stage: 'returned' }),
      resourceRequest(2, { asked: rung }),
      resourceRequest(3, { asked: rung }),
      resourceRequest(4, { asked: rung, stage: 'granted' }),
    ];
    expect(requestsInOrder(list).map((one) => one.number)).toEqual([3, 2, 4, 1]);
  });
  it('an amount is a whole number within its bounds, or nothing, or wrong', () => {
    expect([
      amountOf('', 9),
      amountOf(' 9 ', 9),
      amountOf('10', 9),
      amountOf('0', 9),
      amountOf('1.5', 9),
    ]).toEqual([undefined, 9, 'wrong', 'wrong', 'wrong']);
    expect(amountOf('six', 9)).toBe('wrong');
  });
  it('a line of the log names key, state and amount', () => {
    expect(lineParts('speaker → in_use · by hand')).toEqual({
      key: 'speaker',
      state: 'in_use',
      rest: ' · by hand',
    });
    expect(lineParts('water − 12')).toEqual({ key: 'water', used: '12', rest: '' });
    expect(lineParts('speaker')).toEqual({ key: 'speaker', rest: '' });
  });
});
