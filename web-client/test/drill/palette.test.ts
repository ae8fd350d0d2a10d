/** What a few letters find, and in which order. */
import { describe, expect, it } from 'vitest';
import { findChoices } from '../../src/lib/drill/palette';

const choice = (text: string, ...also: string[]) => ({ text, also });
const ROWS = [
  choice('I-02 人群分流到东门', 'I-02', 'The crowd splits to the east gate'),
  choice('I-20 台账提问', 'I-20', 'Ledger question'),
  choice('I-22 东门被车辆堵住', 'I-22', 'East gate is blocked'),
  choice('切换到浅色', 'light'),
];
const texts = (query: string) => findChoices(ROWS, query).map(({ text }) => text.slice(0, 4));

describe('finding anything', () => {
  it('an empty query means all, in their order', () => {
    expect(findChoices(ROWS, '  ')).toEqual(ROWS);
  });
  it('a number finds its row first, with or without its letter', () => {
    expect(texts('i-22')).toEqual(['I-22']);
    expect(texts('2')).toEqual(['I-20', 'I-22', 'I-02']);
  });
  it('titles are found in both languages, and every word counts', () => {
    expect(texts('east gate')).toEqual(['I-22', 'I-02']);
    expect(texts('gate crowd')).toEqual(['I-02']);
    expect(texts('东门')).toEqual(['I-22', 'I-02']);
    expect(texts('nothing')).toEqual([]);
  });
  it('wide letters of a Chinese keyboard count as the narrow ones', () => {
    expect(texts('Ｉ－２２')).toEqual(['I-22']);
  });
});
