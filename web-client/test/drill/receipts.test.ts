import { describe, expect, it } from 'vitest';
import { cellsMark, loadOf, matrixOf } from '../../src/lib/drill/matrix';
import { median, share, spanOf, spreads } from '../../src/lib/drill/medians';
import { awaitsReceipt, lateNow, nextDeadline } from '../../src/lib/drill/stage';
import { delivery } from './made';

const declined = { at: { wall: 1, exercise: 1 }, by: null, text: 'for GA' };

describe('what is owed', () => {
  it('is late only while the duty is still owed', () => {
    expect(lateNow(delivery({ stage: 'seen', overdue: ['acknowledge'] }))).toEqual(['acknowledge']);
    expect(lateNow(delivery({ stage: 'responded', overdue: ['acknowledge', 'respond'] }))).toEqual([]);
    expect(lateNow(delivery({ stage: 'acknowledged', overdue: ['acknowledge', 'respond'] }))).toEqual([
      'respond',
    ]);
  });

  it('ends with closing, recalling, cancelling and declining', () => {
    for (const stage of ['closed', 'recalled', 'cancelled'] as const) {
      expect(lateNow(delivery({ stage, overdue: ['respond'] }))).toEqual([]);
      expect(awaitsReceipt(delivery({ stage }))).toBe(false);
    }
    expect(lateNow(delivery({ stage: 'seen', declined, overdue: ['acknowledge'] }))).toEqual([]);
  });

  it('names the next limit that is not met', () => {
    const deadlines = { acknowledge: 60_000, respond: 180_000, complete: 120_000 };
    expect(nextDeadline(delivery({ stage: 'seen', deadlines }))).toEqual({ duty: 'acknowledge', at: 60_000 });
    expect(nextDeadline(delivery({ stage: 'acknowledged', deadlines }))).toEqual({
      duty: 'complete',
      at: 120_000,
    });
    expect(nextDeadline(delivery({ stage: 'closed', deadlines }))).toBeNull();
  });
});

describe('who has what', () => {
  const matrix = matrixOf([
    delivery({ id: 'a', stage: 'seen', overdue: ['acknowledge'] }),
    delivery({ id: 'b', recipient: { seat: 'XF-2' }, stage: 'responded' }),
    delivery({ id: 'c', department: 'GA', stage: 'delivered' }),
  ]);

  it('shows the best stage of a department and stays late while any of its deliveries is', () => {
    const cell = matrix.get('I-01')?.get('XF');
    expect(cell).toMatchObject({ stage: 'responded', late: true, waits: true, deliveries: ['a', 'b'] });
    expect(matrix.get('I-01')?.get('GA')).toMatchObject({ stage: 'delivered', late: false });
    expect(matrix.get('I-01')?.has('SS')).toBe(false);
  });

  it('has a mark that changes with what a cell shows and with nothing else', () => {
    const mark = (stage: 'seen' | 'acknowledged', nudged: { wall: number; exercise: number } | null) =>
      cellsMark(matrixOf([delivery({ stage, nudged })]).get('I-01'));
    expect(mark('seen', null)).toBe(mark('seen', { wall: 1, exercise: 1 }));
    expect(mark('seen', null)).not.toBe(mark('acknowledged', null));
  });

  it('counts open and late deliveries of each department', () => {
    const load = loadOf([
      delivery({ id: 'a', stage: 'seen', overdue: ['acknowledge'] }),
      delivery({ id: 'b', stage: 'acknowledged' }),
      delivery({ id: 'c', stage: 'completed' }),
      delivery({ id: 'd', department: 'GA', stage: 'closed' }),
    ]);
    expect(load.get('XF')).toEqual({ open: 2, late: 1 });
    expect(load.get('GA')).toEqual({ open: 0, late: 0 });
  });
});

describe('times of a department', () => {
  const quick = delivery({
    at: { queued: 0, delivered: 1_000, seen: 3_000, acknowledged: 19_000, responded: 61_000 },
  });

  it('measures each step between two first stamps on the exercise clock', () => {
    expect(spanOf(quick, 'deliver')).toBe(1_000);
    expect(spanOf(quick, 'see')).toBe(2_000);
    expect(spanOf(quick, 'acknowledge')).toBe(18_000);
    expect(spanOf(quick, 'answer')).toBe(60_000);
  });

  it('leaves out a delivery without its beginning instead of inventing one', () => {
    expect(spanOf(delivery({ at: { queued: 0, acknowledged: 9_000 } }), 'acknowledge')).toBeNull();
  });

  it('takes the middle value, and the mean of two middle ones', () => {
    expect(median([])).toBeNull();
    expect(median([30, 10, 20])).toBe(20);
    expect(median([40, 10, 20, 30])).toBe(25);
  });

  it('counts a limit as due only when it was met or has passed', () => {
    const deadlines = { acknowledge: 20_000, respond: null, complete: null };
    const met = { ...quick, deadlines };
    const open = delivery({ id: 'o', stage: 'delivered', deadlines, at: { delivered: 1_000 } });
    const missed = delivery({ id: 'm', stage: 'delivered', deadlines, overdue: ['acknowledge'] });
    const tardy = delivery({
      id: 't',
      stage: 'acknowledged',
      deadlines,
      overdue: ['acknowledge'],
      at: { delivered: 1_000, acknowledged: 30_000 },
    });
    const spread = spreads([met, open, missed, tardy]).get('XF')?.acknowledge;
    expect(spread).toEqual({ n: 2, median: 23_500, longest: 29_000, due: 3, inTime: 1 });
  });

  it('gives no percentage below five values', () => {
    expect(share(3, 4)).toEqual({ percent: null, part: 3, n: 4 });
    expect(share(19, 22).percent).toBe(86);
  });
});
