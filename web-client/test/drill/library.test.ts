/** The library's order, tags and short names. */
import { expect, it } from 'vitest';
import { copyName, inOrder, isShortName, readTags, tagsOf } from '../../src/lib/drill/library';
import type { ScenarioSummary } from '../../src/protocol';

const one = (id: string, more: Partial<ScenarioSummary> = {}): ScenarioSummary => ({
  id,
  title: { zh: id },
  rows: 1,
  drafts: 0,
  departments: 1,
  bundled: false,
  version: 1,
  tags: [],
  archived: false,
  saved: 1,
  by: null,
  ...more,
});

it('puts the blank one first and leaves the rest as the server orders it', () => {
  const list = [one('b'), one('a'), one('blank', { bundled: true })];
  expect(inOrder(list).map(({ id }) => id)).toEqual(['blank', 'b', 'a']);
});

it('reads tags with commas of either kind, each once', () => {
  expect(readTags(' 夜间，室外, night、夜间 ;; ')).toEqual(['夜间', '室外', 'night']);
  expect(readTags(' ')).toEqual([]);
  expect(tagsOf([one('a', { tags: ['y', 'x'] }), one('b', { tags: ['x'] })])).toEqual(['x', 'y']);
});

it('knows what can be a short name, and finds one that is free', () => {
  for (const good of ['a', '和平里-2', 'v1.2_x']) expect(isShortName(good), good).toBe(true);
  for (const bad of ['', 'a b', 'a/b', 'x'.repeat(41)]) expect(isShortName(bad), bad).toBe(false);
  expect(copyName('drill', ['drill', 'drill-2'])).toBe('drill-3');
  expect(copyName('drill-2', ['drill-2'])).toBe('drill-3');
  expect(isShortName(copyName('x'.repeat(40), []))).toBe(true);
});
