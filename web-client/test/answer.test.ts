import { describe, expect, it } from 'vitest';
import { dueAgain, newsOf } from '../src/features/department/alerts';
import {
  BLANK,
  draftOf,
  missing,
  readAnswer,
  respondCommand,
  writeAnswer,
} from '../src/features/department/answer';
import { bareCode, grouped } from '../src/features/join/CodeForm';
import { inject } from './frames';

const option = (value: string) => ({ value, text: { zh: value } });

describe('an answer', () => {
  it('is asked for what its form wants, as the server does', () => {
    expect(missing(inject(1), BLANK)).toBe('missingText');
    expect(missing(inject(1), { ...BLANK, text: ' ' })).toBe('missingText');
    expect(missing(inject(1), { ...BLANK, files: [{ file: 'f', name: 'n' }] })).toBeUndefined();
    const choice = inject(1, { response: { type: 'choice', of: [option('a')] } });
    expect(missing(choice, { ...BLANK, text: 'x' })).toBe('missingChoice');
    expect(missing(choice, { ...BLANK, choice: 'a' })).toBeUndefined();
    const number = inject(1, { response: { type: 'number', unit: { zh: '人' } } });
    expect(missing(number, { ...BLANK, number: 'many' })).toBe('missingNumber');
    expect(missing(number, { ...BLANK, number: '60' })).toBeUndefined();
    expect(missing(inject(1, { response: { type: 'file' } }), { ...BLANK, text: 'x' })).toBe('missingFile');
    const decision = inject(1, { decision: [option('go')] });
    expect(missing(decision, { ...BLANK, choice: 'go' })).toBeUndefined();
    expect(missing(decision, BLANK)).toBe('missingChoice');
  });

  it('becomes a command with what was asked and nothing else', () => {
    const number = inject(1, { response: { type: 'number', unit: { zh: '人' } } });
    const draft = { ...BLANK, number: '60', choice: 'x', ticked: ['y'], text: ' about ' };
    expect(respondCommand(number, draft)).toEqual({
      type: 'respond_inject',
      delivery: number.delivery,
      progress: 'doing',
      ticked: [],
      files: [],
      text: 'about',
      number: 60,
    });
  });

  it('comes back as a draft when it was not accepted', () => {
    const checklist = inject(1, { response: { type: 'checklist', of: [option('a'), option('b')] } });
    const draft = { ...BLANK, ticked: ['b'], text: 'half', progress: 'need_help' as const };
    expect(draftOf(respondCommand(checklist, draft))).toEqual(draft);
  });

  it('lies on disk as it was written, and a blank one does not', () => {
    const draft = { ...BLANK, text: '在办', ticked: ['a'] };
    expect(readAnswer(writeAnswer(draft))).toEqual(draft);
    expect(writeAnswer(BLANK)).toBe('');
    expect(readAnswer('')).toBe(BLANK);
    expect(readAnswer('{broken').text).toBe('{broken');
  });
});

describe('news', () => {
  it('tells what is new, answered, returned and nudged, each once', () => {
    const question = {
      id: 'q',
      asked: { at: { wall: 1, exercise: 1 }, by: null, happened_at: null },
      text: '?',
    };
    const before = [
      inject(1, { clarifications: [{ ...question, answer: null, answered: null }] }),
      inject(2),
      inject(3),
    ];
    const after = [
      inject(1, { clarifications: [{ ...question, answer: '!', answered: { wall: 2, exercise: 2 } }] }),
      inject(2, { returned: { at: { wall: 3, exercise: 3 }, by: null, text: 'more' } }),
      inject(3, { nudged: { wall: 4, exercise: 4 } }),
      inject(4),
    ];
    const news = newsOf(before, after);
    expect(news.fresh.map((item) => item.number)).toEqual([4]);
    expect(news.answered.map((item) => item.number)).toEqual([1]);
    expect(news.returned.map((item) => item.number)).toEqual([2]);
    expect(news.nudged.map((item) => item.number)).toEqual([3]);
    expect(Object.values(newsOf(after, after)).flat()).toEqual([]);
  });

  it('says a new inject again every 20 s, three times; an urgent one every 15 s, eight times', () => {
    const heard = (priority: number, seconds: number) => {
      const entry = { inject: inject(1, { priority }), since: 0, told: 1 };
      let times = 1;
      for (let wall = 0; wall <= seconds * 1_000; wall += 1_000) {
        for (const due of dueAgain([entry], wall)) {
          due.told += 1;
          times += 1;
        }
      }
      return times;
    };
    expect(heard(3, 19)).toBe(1);
    expect(heard(3, 20)).toBe(2);
    expect(heard(3, 600)).toBe(3);
    expect(heard(5, 15)).toBe(2);
    expect(heard(5, 600)).toBe(8);
  });
});

describe('the room code', () => {
  it('is read however it was typed or pasted', () => {
    expect(bareCode(' k7m-4qp ')).toBe('K7M4QP');
    expect(bareCode('Ｋ７Ｍ４ＱＰ')).toBe('K7M4QP');
    expect(bareCode('K7M4QP99')).toBe('K7M4QP');
    expect(grouped('K7M4QP')).toBe('K7M 4QP');
    expect(grouped('K7')).toBe('K7');
  });
});
