/** What people choose and type in the panel, and how cells are read. */
import { beforeEach, describe, expect, it } from 'vitest';
import { inputOf, shownText } from '../../src/lib/msel/cells';
import { COLUMNS, chosenColumns, columnOf, viewColumns } from '../../src/lib/msel/columns';
import {
  asType,
  CONDITION_TYPES,
  depthOf,
  joined,
  partAt,
  replaced,
  whole,
} from '../../src/lib/msel/conditions';
import { NO_FILTER, passes } from '../../src/lib/msel/filter';
import { corrections, planOf, remember, taken } from '../../src/lib/msel/import';
import { momentText, readMoment, readSpan, spanText } from '../../src/lib/msel/time';
import type { Condition, ImportPreview } from '../../src/protocol';

describe('times', () => {
  it.each([
    ['38', 2_280],
    ['0:38', 2_280],
    ['T+38', 2_280],
    ['T+1:05:30', 3_930],
    ['１：０５', 3_900],
    ['9h30ish', undefined],
    ['0:75', undefined],
  ])('a moment %s', (text, seconds) => {
    expect(readMoment(text)).toBe(seconds);
  });
  it.each([
    ['3', 180],
    ['1:30', 90],
    ['90s', 90],
    ['90秒', 90],
    ['2分钟', 120],
    ['1h', 3_600],
    ['soon', undefined],
  ])('a span %s', (text, seconds) => {
    expect(readSpan(text)).toBe(seconds);
  });
  it('are read back as they are written', () => {
    for (const seconds of [0, 59, 60, 3_599, 3_600, 7_325]) {
      expect(readMoment(momentText(seconds))).toBe(seconds);
      expect(readSpan(spanText(seconds))).toBe(seconds);
    }
  });
});

const time = (at: number): Condition => ({ type: 'time', at });

describe('a condition', () => {
  it('turns into any other kind and keeps what both have', () => {
    const silent: Condition = { type: 'no_ack', ref: 'I-01', within: 120, dept: 'XF' };
    expect(asType('no_response', silent)).toEqual({
      type: 'no_response',
      ref: 'I-01',
      within: 120,
      dept: 'XF',
    });
    expect(asType('after', silent)).toEqual({ type: 'after', ref: 'I-01', event: 'released', delay: 120 });
    expect(asType('not_done', time(600))).toEqual({ type: 'not_done', ref: '', by: 600 });
    expect(asType('all', time(600))).toEqual({ type: 'all', of: [time(600)] });
    for (const type of CONDITION_TYPES) expect(asType(type, silent).type).toBe(type);
  });

  it('grows and shrinks at one place', () => {
    const two = joined(time(60), [], 'all', time(120));
    expect(two).toEqual({ type: 'all', of: [time(60), time(120)] });
    const three = joined(two, [], 'all', time(180));
    expect('of' in three && three.of).toHaveLength(3);
    const nested = joined(three, [1], 'any', { type: 'manual' });
    expect(depthOf(nested)).toBe(3);
    expect(partAt(nested, [1, 1])).toEqual({ type: 'manual' });
    expect(replaced(nested, [1, 1], undefined)).toEqual(three);
    expect(replaced(two, [0], undefined), 'a group of one is that one').toEqual(time(120));
    expect(replaced(time(1), [], undefined)).toBeUndefined();
  });

  it('is whole once everything is named', () => {
    expect(whole({ type: 'done', ref: '' })).toBe(false);
    expect(whole({ type: 'decision', ref: 'I-01', value: '' })).toBe(false);
    expect(whole({ type: 'any', of: [] })).toBe(false);
    expect(whole({ type: 'all', of: [time(1), { type: 'done', ref: 'CT1' }] })).toBe(true);
  });
});

const words = { t: (key: string) => key, say: (key: string) => key, lang: 'zh' as const };

describe('a cell', () => {
  it('shows words for codes, and what cannot be read as it was typed', () => {
    expect(shownText({ text: 'trigger', version: 1 }, columnOf('kind'), words)).toBe('common:kind.trigger');
    expect(shownText({ text: 'trigga', version: 1, fault: 'unknown_word' }, columnOf('kind'), words)).toBe(
      'trigga',
    );
    expect(shownText(undefined, columnOf('kind'), words)).toBe('');
    const facts = { text: '', version: 1, value: [{ zh: '约20人' }, { en: 'two old' }] };
    expect(shownText(facts, columnOf('key_facts'), words)).toBe('约20人 · two old');
  });

  it('is put back by its text, or by its value where it has a form of its own', () => {
    const when = { text: 'T+10', version: 1, value: time(600) };
    expect(inputOf(when, 'value')).toEqual({ value: time(600) });
    expect(inputOf({ ...when, fault: 'not_valid' }, 'value')).toEqual({ text: 'T+10' });
    expect(inputOf({ text: 'XF GA', version: 1, value: [] }, 'codes')).toEqual({ text: 'XF GA' });
    expect(inputOf(undefined, 'text')).toEqual({ text: '' });
  });
});

describe('columns', () => {
  it('stand in a view in the reader’s language, chosen ones in the order of the list', () => {
    expect(viewColumns('planner', 'en').some(({ field }) => field === 'title_en')).toBe(true);
    expect(viewColumns('planner', 'en').some(({ field }) => field === 'title_zh')).toBe(false);
    expect(viewColumns('all', 'zh', ['extra:Weather']).at(-1)?.field).toBe('extra:Weather');
    expect(chosenColumns(['to', 'id']).map(({ field }) => field)).toEqual(['id', 'to']);
    expect(new Set(COLUMNS.map(({ field }) => field)).size).toBe(COLUMNS.length);
  });
});

describe('the filter', () => {
  const row = (cells: Record<string, string>, faulty = false) => ({
    text: (field: string) => cells[field] ?? '',
    fields: () => Object.keys(cells),
    faulty,
    commented: false,
  });
  it('finds every word in whichever column, a seat under its department', () => {
    const one = row({ id: 'I-01', title_zh: '人群分流', to: 'XF-1 GA', phase: 'P2' });
    expect(passes({ ...NO_FILTER, text: 'i-01 分流' }, one)).toBe(true);
    expect(passes({ ...NO_FILTER, text: '分流 记者' }, one)).toBe(false);
    expect(passes({ ...NO_FILTER, to: 'XF' }, one)).toBe(true);
    expect(passes({ ...NO_FILTER, to: 'X' }, one)).toBe(false);
    expect(passes({ ...NO_FILTER, phase: 'P1' }, one)).toBe(false);
    expect(passes({ ...NO_FILTER, faults: true }, one)).toBe(false);
  });
});

describe('a sheet that is brought in', () => {
  beforeEach(() => localStorage.clear());
  const preview = {
    columns: [
      { index: 0, letter: 'A', header: 'MSEL #', field: 'id', sure: true, samples: [] },
      { index: 1, letter: 'B', header: 'Receiver', field: 'from_en', sure: false, samples: [] },
    ],
    rows: [
      {
        line: 2,
        row: 'n',
        change: 'new',
        cells: { id: { text: 'I-1' }, when: { text: 'T+1', value: time(60) } },
        before: {},
        whole: true,
      },
      {
        line: 3,
        row: 'c',
        change: 'changed',
        cells: { id: { text: 'I-2' }, title_en: { text: 'New' } },
        before: { title_en: 'Old' },
        whole: true,
      },
      { line: 4, row: 's', change: 'same', cells: {}, before: {}, whole: true },
    ],
  } as unknown as ImportPreview;

  it('takes what is new; of a changed row only what differs, and only on purpose', () => {
    const lines = taken(preview);
    expect([...lines]).toEqual([2]);
    const structured = (field: string) => field === 'when';
    expect(planOf(preview, lines, structured)).toEqual({
      add: [{ row: 'n', cells: { id: { text: 'I-1' }, when: { value: time(60) } } }],
      edit: [],
    });
    expect(planOf(preview, new Set([2, 3, 4]), structured).edit).toEqual([
      { row: 'c', field: 'title_en', to: { text: 'New' } },
    ]);
  });

  it('remembers a corrected column by its header', () => {
    expect(corrections(preview)).toEqual({});
    remember(' receiver ', 'to');
    expect(corrections(preview)).toEqual({ 1: 'to' });
    remember('MSEL #', null);
    expect(corrections(preview)).toEqual({ 0: null, 1: 'to' });
  });
});
