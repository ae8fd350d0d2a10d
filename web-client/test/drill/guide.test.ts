/** The guide: order, coverage, agreement, evidence; notes and what waits. */
import { describe, expect, it } from 'vitest';
import { agreement, coverage, evidenceOf, inOrder, neighbour, ratingOfKey } from '../../src/lib/drill/guide';
import { byMoment, isMark, markText, waiting } from '../../src/lib/drill/notes';
import { fitted, jpegName } from '../../src/lib/photo';
import type {
  AssessmentItem,
  DeliveryItem,
  EvaluationItem,
  EvaluatorRowItem,
  ObjectiveView,
  ObservationItem,
  TaskItem,
} from '../../src/protocol';

const task = (id: string) => ({ id, objective: 'O1' }) as TaskItem;
const tasks = ['CT1', 'CT2', 'CT3'].map(task);
const stamp = (exercise: number) => ({ wall: exercise, exercise });
const rung = (exercise: number, seat = 'XF-1') => ({
  at: stamp(exercise),
  by: { seat, name: null, via: null, told: null, robot: false },
  happened_at: null,
});
const given = (of: string, seat: string, rating: 'P' | 'not_observed') =>
  ({ task: of, seat, rating: { rating, rung: rung(0, seat), note: null }, behaviours: {} }) as AssessmentItem;

describe('ratings', () => {
  it('have keys of their own and no others', () => {
    expect(['p', 'S', 'm', 'U', '0', 'o', '1', 'N'].map(ratingOfKey)).toEqual([
      'P',
      'S',
      'M',
      'U',
      'not_observed',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('lie more than one step apart only where it says so', () => {
    expect(agreement([])).toBe('none');
    expect(agreement(['P', 'not_observed'])).toBe('one');
    expect(agreement(['S', 'S', 'not_observed'])).toBe('same');
    expect(agreement(['S', 'M'])).toBe('near');
    expect(agreement(['P', 'S', 'M'])).toBe('far');
    expect(agreement(['P', 'U'])).toBe('far');
  });
});

describe('tasks', () => {
  it('stand as the objectives list them, and the ends are ends', () => {
    const objectives = [{ id: 'O1', name: {}, tasks: ['CT2', 'CT1'] }] as ObjectiveView[];
    const order = inOrder(objectives, tasks);
    expect(order.map(({ id }) => id)).toEqual(['CT2', 'CT1', 'CT3']);
    expect(neighbour(order, 'CT2', 1)).toBe('CT1');
    expect(neighbour(order, 'CT2', -1)).toBe('CT2');
    expect(neighbour(order, null, 1)).toBe('CT2');
    expect(neighbour([], null, 1)).toBeUndefined();
  });

  it('are seen by a note or a rating, and not by "not observed"', () => {
    const evaluation = {
      rated: { CT1: ['EVA-A', 'EVA-B'], CT2: ['EVA-A'] },
      notes: {},
    } as unknown as EvaluationItem;
    const blind = [given('CT2', 'EVA-A', 'not_observed')];
    expect(coverage(tasks, evaluation, blind).unseen.map(({ id }) => id)).toEqual(['CT2', 'CT3']);
    const noted = { ...evaluation, notes: { CT2: 1 } };
    expect(coverage(tasks, noted, blind)).toMatchObject({ seen: 2, of: 3 });
    expect(coverage(tasks, noted, blind, new Set(['CT3'])).unseen).toEqual([]);
    expect(coverage(tasks, undefined, []).seen).toBe(0);
  });
});

describe('evidence', () => {
  it('holds released rows of the task with what was met, late, and open', () => {
    const row = (id: string, more: object) =>
      ({ id, tasks: ['CT1'], released: stamp(1_000), inject_kind: 'trigger', ...more }) as EvaluatorRowItem;
    const rows = [row('I-2', { released: null }), row('I-1', {}), row('I-3', { tasks: ['CT2'] })];
    const delivery = {
      id: 'd',
      row: 'I-1',
      department: 'XF',
      rungs: { delivered: rung(2_000), acknowledged: rung(24_000) },
      deadlines: { acknowledge: 62_000, respond: 122_000, complete: null },
      overdue: ['respond'],
    } as unknown as DeliveryItem;
    const found = evidenceOf('CT1', rows, [delivery]);
    expect(found.map(({ row: of }) => of.id)).toEqual(['I-1']);
    expect(found[0]?.steps).toEqual([
      { stage: 'delivered', at: 2_000, by: 'XF-1', took: null, limit: null, late: false },
      { stage: 'acknowledged', at: 24_000, by: 'XF-1', took: 22_000, limit: 60_000, late: false },
      { stage: 'responded', at: null, by: null, took: null, limit: 120_000, late: true },
    ]);
    // Answered in time, sent back, and then too late: the answer itself was not.
    const back = { ...delivery, rungs: { ...delivery.rungs, responded: rung(100_000) } } as DeliveryItem;
    const answered = evidenceOf('CT1', rows, [back])[0]?.steps.at(-1);
    expect(answered).toMatchObject({ stage: 'responded', took: 98_000, limit: 120_000, late: false });
  });
});

describe('notes', () => {
  it('know a mark of the moment from a note about one', () => {
    expect(isMark(markText('zh', 2_510_000))).toBe(true);
    expect(isMark(markText('en', -5_000))).toBe(true);
    expect(isMark('Time mark T+00:41:50 chairs came')).toBe(false);
  });

  it('stand by the moment they speak of, not by when they came', () => {
    const note = (id: string, wall: number, happened_at: number | null) =>
      ({ id, rung: { at: { wall, exercise: 0 }, by: null, happened_at } }) as ObservationItem;
    const all = [note('live', 50, null), note('offline-2', 90, 40), note('offline-1', 90, 30)];
    expect(byMoment(all).map(({ id }) => id)).toEqual(['live', 'offline-2', 'offline-1']);
  });

  it('are counted with their photos while they wait', () => {
    const note = (state: string, files: string[]) => ({
      state,
      command: { type: 'record_observation' as const, text: 'x', kind: 'fact' as const, files },
    });
    const rated = {
      state: 'sending',
      command: { type: 'rate_task' as const, task: 'CT1', rating: 'P' as const },
    };
    expect(
      waiting([note('waiting', ['a', 'b']), note('recorded', ['c']), note('sending', []), rated]),
    ).toEqual({
      notes: 2,
      photos: 2,
      other: 1,
    });
  });

  it('take photos no larger than they need to be', () => {
    expect(fitted(4_000, 3_000)).toEqual({ width: 1_600, height: 1_200 });
    expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
    expect(fitted(9_000, 1)).toEqual({ width: 1_600, height: 1 });
    expect(jpegName('IMG_1.HEIC')).toBe('IMG_1.jpg');
  });
});
