/** Measures as they are written, and actions with their days. */
import { describe, expect, it } from 'vitest';
import { closing, dayOf, daysOver, filtered, nextStages } from '../../src/lib/drill/improvement';
import { byObjective, offLine, ofTask, reach, scaleOf, valueWords } from '../../src/lib/drill/measures';
import type { ActionItem, EvaluatorRowItem, Measure, ObjectiveView } from '../../src/protocol';

const say = (key: string, gaps?: object) => `${key} ${JSON.stringify(gaps ?? {})}`;
const measure = (over: Partial<Measure>): Measure => ({
  code: 'M04',
  of: { kind: 'department', id: 'XF' },
  part: 'value',
  value: 3,
  unit: 'of_n',
  n: 4,
  target: null,
  met: null,
  not_counted_ms: 0,
  evidence: [],
  ...over,
});

describe('measures', () => {
  it('give no percentage below five values, and say where nothing was measured', () => {
    expect(valueWords(measure({}), say)).toBe('bars.of {"part":3,"n":4}');
    expect(valueWords(measure({ n: 5 }), say)).toBe('bars.share {"percent":60,"part":3,"n":5}');
    expect(valueWords(measure({ value: null, n: 0 }), say)).toBe('–');
    expect(valueWords(measure({ unit: 'exercise_ms', value: 590_000 }), say)).toBe('9:50');
    expect(valueWords(measure({ unit: 'wall_ms', value: 420 }), say)).toBe('measure:ms {"n":420}');
  });

  it('reach as far as their share of all, or of the longest', () => {
    expect(reach(measure({}), scaleOf([measure({})]))).toBe(0.75);
    const times = [20_000, 80_000].map((value) => measure({ unit: 'exercise_ms', value }));
    expect(times.map((one) => reach(one, scaleOf(times)))).toEqual([0.25, 1]);
    expect(reach(measure({ value: null }), 1)).toBe(0);
  });

  it('find their task by mark, row and delivery, and their objective by its tasks', () => {
    const rows = [{ id: 'I-1', tasks: ['CT1'] }] as EvaluatorRowItem[];
    const list = [
      measure({ of: { kind: 'mark', id: 'CT1/on_scene' }, met: true }),
      measure({ of: { kind: 'mark', id: 'CT10/on_scene' }, met: false }),
      measure({ code: 'M07', of: { kind: 'delivery', id: 'I-1/XF' }, met: false, not_counted_ms: 70_000 }),
      measure({ of: { kind: 'row', id: 'I-2' } }),
      measure({ code: 'M27', part: 'total', unit: 'exercise_ms', value: 9_000 }),
    ];
    expect(ofTask(list, 'CT1', rows)).toEqual([list[0], list[2]]);
    const objective = { id: 'O1', name: {}, tasks: ['CT1'] } as ObjectiveView;
    expect(byObjective(list, [objective], rows)).toEqual([
      { objective, inTime: { part: 1, n: 1 }, late: 1, notCounted: 70_000 },
    ]);
    expect(offLine(list)).toEqual([{ department: 'XF', millis: 9_000 }]);
  });
});

const action = (stage: ActionItem['stage'], due: string | null, unit = 'XF') =>
  ({ stage, due, unit, area: 'plan' }) as ActionItem;

describe('actions', () => {
  it('are late by days, never on their own day, never once closed', () => {
    expect(daysOver(action('assigned', '2026-12-30'), '2026-12-30')).toBe(0);
    expect(daysOver(action('assigned', '2026-12-30'), '2027-01-02')).toBe(3);
    expect(daysOver(action('verified', '2026-12-30'), '2027-01-02')).toBe(0);
    expect(daysOver(action('open', null), '2027-01-02')).toBe(0);
    expect(dayOf(Date.UTC(2026, 11, 30, 17), 'Asia/Shanghai')).toBe('2026-12-31');
  });

  it('go on as the server lets them', () => {
    expect(nextStages('submitted')).toEqual(['verified', 'returned', 'waived']);
    expect(nextStages('open')).not.toContain('submitted');
    expect(nextStages('waived')).toEqual([]);
  });

  it('are filtered and counted', () => {
    const all = [
      action('assigned', '2026-01-01'),
      action('verified', '2026-01-01', 'GA'),
      action('open', null),
    ];
    const pick = (stage: 'over' | 'unclosed' | 'all', unit = '') =>
      filtered(all, { stage, area: '', unit }, '2026-06-01').length;
    expect([pick('all'), pick('unclosed'), pick('over'), pick('all', 'GA')]).toEqual([3, 2, 1, 1]);
    expect(closing(all, '2026-06-01')).toEqual({ closed: 1, over: 1, n: 3 });
  });
});
