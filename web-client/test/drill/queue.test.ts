import { describe, expect, it } from 'vitest';
import { counts, HORIZON_MS, type QueueView, queue, rowStates, still } from '../../src/lib/drill/queue';
import { delivery, row, rung } from './made';

const whose = { seat: 'CTL-XF', watches: 'XF' };
const view = (over: Partial<QueueView> = {}): QueueView => ({
  tab: 'due',
  filter: '',
  now: 0,
  states: new Map(),
  whose,
  ...over,
});
const ids = (rows: { id: string }[]) => rows.map((r) => r.id);

const soon = row({ id: 'I-03', order: 3, due: 300_000 });
const later = row({ id: 'I-04', order: 4, due: HORIZON_MS + 1, planned: HORIZON_MS + 1 });
const armed = row({ id: 'I-09', order: 9, status: 'armed', release: 'suggest', due: 10_000 });
const late = row({ id: 'I-01', order: 1, status: 'released', released: rung(5_000) });
const skipped = row({ id: 'I-02', order: 2, status: 'skipped', to: [{ department: 'JD' }] });
const template = row({ id: 'R-00', order: 5, template: 'real_emergency', due: 0, planned: 0 });
const manual = row({
  id: 'I-06',
  order: 6,
  when: { type: 'manual' },
  due: null,
  planned: 0,
  release: 'manual',
});
const rows = [skipped, later, soon, template, armed, late, manual];
const states = rowStates([
  delivery({ row: 'I-01', stage: 'delivered', overdue: ['acknowledge'] }),
  delivery({ row: 'I-02', stage: 'acknowledged', overdue: ['acknowledge'] }),
]);

describe('the queue', () => {
  it('shows under "Due" what waits, what is late and the next 15 minutes, by its moment', () => {
    expect(ids(queue(rows, view({ states })))).toEqual(['I-01', 'I-09', 'I-03']);
  });

  it('takes a row in when the clock comes near it', () => {
    expect(ids(queue(rows, view({ states, now: 1 })))).toContain('I-04');
  });

  it('shows a row without a known moment while its estimate is ahead, and not once that has passed', () => {
    const branch = row({ id: 'I-50', due: null, planned: 120_000, when: { type: 'done', ref: 'I-02' } });
    expect(queue([branch], view({ now: 60_000 }))).toHaveLength(1);
    expect(queue([branch], view({ now: 120_001 }))).toHaveLength(0);
  });

  it('drops a released row from "Due" once everybody has it', () => {
    const calm = rowStates([delivery({ row: 'I-01', stage: 'acknowledged' })]);
    expect(ids(queue(rows, view({ states: calm })))).not.toContain('I-01');
  });

  it('orders "All" as the list is ordered, and "Done" latest first', () => {
    expect(ids(queue(rows, view({ tab: 'all' })))).toEqual([
      'I-01',
      'I-02',
      'I-03',
      'I-04',
      'R-00',
      'I-06',
      'I-09',
    ]);
    const first = row({
      id: 'I-10',
      status: 'complete',
      settled: { at: { wall: 1, exercise: 1 }, by: null, text: '' },
    });
    const last = row({
      id: 'I-11',
      status: 'missed',
      settled: { at: { wall: 2, exercise: 2 }, by: null, text: '' },
    });
    expect(ids(queue([first, last], view({ tab: 'done' })))).toEqual(['I-11', 'I-10']);
  });

  it('knows whose a row is: by name, else by the department that is watched', () => {
    const named = row({ id: 'I-20', controller: 'CTL-XF', to: [{ department: 'JD' }] });
    const anothers = row({ id: 'I-21', controller: 'CTL-GA' });
    const mine = queue([named, anothers, soon, skipped], view({ tab: 'mine' }));
    expect(ids(mine).sort()).toEqual(['I-03', 'I-20']);
  });

  it('filters by number, title in both languages, department and task, all words', () => {
    const target = row({
      id: 'I-30',
      title: { zh: '扩音器故障', en: 'Loudspeaker fails' },
      tasks: ['CT6.1'],
    });
    const find = (filter: string) => ids(queue([target, soon], view({ tab: 'all', filter })));
    expect(find('扩音')).toEqual(['I-30']);
    expect(find('loud ct6.1')).toEqual(['I-30']);
    expect(find('loud ct9')).toEqual([]);
  });

  it('counts each tab', () => {
    expect(counts(rows, view({ states }))).toEqual({ due: 3, all: 7, mine: 6, done: 1 });
  });
});

describe('a list that holds still', () => {
  const exists = (id: string) => id !== 'gone';

  it('keeps every row in its place while it is held, and counts who waits', () => {
    const held = still(['b', 'gone', 'a'], ['a', 'c', 'b', 'd'], exists, true);
    expect(held).toEqual({ shown: ['b', 'a'], waiting: 2 });
  });

  it('takes the wanted order as soon as it is let go', () => {
    expect(still(['b', 'a'], ['a', 'c', 'b'], exists, false)).toEqual({ shown: ['a', 'c', 'b'], waiting: 0 });
  });
});
