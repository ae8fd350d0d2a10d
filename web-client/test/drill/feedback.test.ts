/** The questionnaire: what was filled in as answers, and what a counted value is called. */
import { describe, expect, it } from 'vitest';
import { answersOf, filledOf, valueName } from '../../src/lib/drill/feedback';
import type { FeedbackQuestion } from '../../src/protocol';

const text = (word: string) => ({ zh: word, en: word });
const scale: FeedbackQuestion = {
  key: 'clear',
  text: text('clear?'),
  form: { type: 'scale', low: text('no'), high: text('yes') },
};
const choice: FeedbackQuestion = {
  key: 'late',
  text: text('late?'),
  form: { type: 'choice', of: [{ value: 'news', text: text('the news') }] },
};
const words: FeedbackQuestion = { key: 'words', text: text('words?'), form: { type: 'text' } };
const named = (name: { zh?: string; en?: string }) => name.en ?? '';

describe('the questionnaire', () => {
  it('sends what was filled in, in the order of the questions, and nothing that was passed over', () => {
    expect(answersOf([scale, choice, words], { words: '  late  ', clear: '4', other: 'x' })).toEqual([
      { question: 'clear', value: 4 },
      { question: 'words', value: 'late' },
    ]);
    expect(answersOf([scale, choice, words], { words: '   ' })).toEqual([]);
  });

  it('takes up what was left on this device, and nothing where that cannot be read', () => {
    expect(filledOf('{"clear":"4"}')).toEqual({ clear: '4' });
    for (const kept of ['', '{', 'null', '7']) expect(filledOf(kept)).toEqual({});
  });

  it('names the ends of a scale and choices', () => {
    expect(['1', '2', '5'].map((value) => valueName(scale, value, named))).toEqual(['1 no', '2', '5 yes']);
    expect(valueName(choice, 'news', named)).toBe('the news');
    expect(valueName(choice, 'gone', named)).toBe('gone');
  });
});
