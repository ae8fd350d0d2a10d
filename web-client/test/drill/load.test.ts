/** Load ahead: what is open and stays open, what will come, and the warning before it is too much. */
import { expect, it } from 'vitest';
import { AHEAD_MS, loadAhead } from '../../src/lib/drill/load';
import type { DeliveryItem, RowItem } from '../../src/protocol';
import { delivery, row } from './made';

const MIN = 60_000;
const targets = { acknowledge: 60, respond: 180, complete: null };
const limits = { acknowledge: 61_000, respond: 3 * MIN, complete: null };
const load = (deliveries: DeliveryItem[], rows: RowItem[], limit = 4, now = 0) =>
  loadAhead(['XF', 'GA'], deliveries, rows, new Map([['GA-2', 'GA']]), limit, now);
const open = (id: string, over: Partial<DeliveryItem> = {}) =>
  delivery({ id, stage: 'acknowledged', deadlines: limits, ...over });
const comes = (id: string, due: number | null, over: Partial<RowItem> = {}) =>
  row({ id, due, targets, ...over });

it('counts what is open now, and not what is done, closed or declined', () => {
  const done = [open('b', { stage: 'completed' }), open('c', { stage: 'closed' })];
  const found = load([open('a'), ...done], []);
  expect(found.get('XF')).toMatchObject({ open: 1, peak: 1, over: false, coming: [] });
  expect(found.get('GA')).toMatchObject({ open: 0, peak: 0 });
});

it('an item stays open until its last limit; a row adds itself at its moment', () => {
  const found = load([open('a')], [comes('I-02', 2 * MIN), comes('I-03', 4 * MIN)]);
  expect(found.get('XF')).toMatchObject({ open: 1, peak: 2, at: 2 * MIN });
  expect(found.get('XF')?.coming.map(({ row: id }) => id)).toEqual(['I-02', 'I-03']);
});

it('what is late already is expected to stay', () => {
  const late = open('a', { deadlines: { acknowledge: -MIN, respond: null, complete: null } });
  expect(load([late], [comes('I-02', 9 * MIN)]).get('XF')).toMatchObject({ peak: 2, at: 9 * MIN });
});

it('a row that waits for a word of control counts from now, as likely', () => {
  const asked = comes('I-05', null, { status: 'armed', release: 'suggest', armed: { wall: 1, exercise: 0 } });
  expect(load([], [asked]).get('XF')).toMatchObject({
    peak: 1,
    coming: [{ row: 'I-05', at: 0, likely: true }],
  });
});

it('neither rows beyond the horizon nor rows without a moment are counted', () => {
  const rows = [
    comes('I-06', AHEAD_MS + 1),
    comes('I-07', null, { when: { type: 'manual' } }),
    comes('I-08', MIN, { inject_kind: 'expected_action' }),
    comes('I-09', MIN, { template: 'endex' }),
    comes('I-10', MIN, { status: 'skipped' }),
  ];
  expect(load([], rows).get('XF')).toMatchObject({ peak: 0, coming: [] });
});

it('warns before it is too much: the peak ahead, not only what is open', () => {
  const rows = [1, 2, 3].map((n) => comes(`I-1${n}`, n * MIN));
  expect(load([open('a')], rows, 2).get('XF')).toMatchObject({ open: 1, peak: 3, over: true, at: 2 * MIN });
  expect(load([open('a')], rows, 3).get('XF')).toMatchObject({ over: false });
});

it('a row to one seat and to its department is one item of that department', () => {
  const both = comes('I-12', MIN, { to: [{ seat: 'GA-2' }, { department: 'GA' }] });
  expect(load([], [both]).get('GA')).toMatchObject({ peak: 1 });
});
