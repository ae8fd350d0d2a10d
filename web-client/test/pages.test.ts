/** Pages of a wall: all in turn, long lists in parts, or one fixed by the link. */
import { expect, it } from 'vitest';
import { fixedPage, partOf, partsOf, stepsOf } from '../src/lib/drill/pages';

const PAGES = ['picture', 'departments', 'timeline'] as const;

it('turns through every page and every part of a long one', () => {
  const steps = stepsOf(PAGES, (name) => (name === 'departments' ? 2 : 1), undefined);
  expect(steps.map(({ name, part }) => `${name} ${part}`)).toEqual([
    'picture 0',
    'departments 0',
    'departments 1',
    'timeline 0',
  ]);
  expect(steps.map(({ page }) => page)).toEqual([0, 1, 1, 2]);
});

it('stays on the page that the link fixes, and turns its parts', () => {
  const steps = stepsOf(PAGES, () => 2, fixedPage('?page=2', 3));
  expect(steps).toEqual([
    { name: 'departments', part: 0, page: 1 },
    { name: 'departments', part: 1, page: 1 },
  ]);
});

it('fixes nothing for what is no page', () => {
  for (const search of ['', '?page=', '?page=0', '?page=4', '?page=1.5', '?page=two'])
    expect(fixedPage(search, 3), search).toBeUndefined();
});

it('cuts a list into parts of one length, so that no screen holds one line', () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const parts = partsOf(list.length, 8);
  expect(parts).toBe(2);
  expect([partOf(list, 0, parts).length, partOf(list, 1, parts).length]).toEqual([5, 4]);
  expect(partsOf(0, 8)).toBe(1);
});
