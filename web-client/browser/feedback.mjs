// The questionnaire after a drill: as those who played are asked, and what came back, for the scenes.
import { MIN, stamp } from './control.mjs';

const text = (zh, en) => ({ zh, en });
export const QUESTIONS = [
  {
    key: 'duties_known',
    text: text(
      '演练开始时，我清楚本岗位按预案要做什么。',
      'When it began, I knew what the plan asks of my post.',
    ),
    about: 'plan',
    form: { type: 'scale', low: text('完全不清楚', 'not at all'), high: text('非常清楚', 'perfectly') },
  },
  {
    key: 'news_wrong',
    text: text('我收到的信息中，最常出错的是', 'What was wrong most often in what I was told'),
    about: 'coordination',
    form: {
      type: 'choice',
      of: [
        { value: 'numbers', text: text('人数、时间等数字', 'numbers: people, times') },
        { value: 'places', text: text('地点、路线', 'places, routes') },
        { value: 'nothing', text: text('没有发现错误', 'I noticed nothing wrong') },
      ],
    },
  },
  {
    key: 'next_time',
    text: text('下一次最应先改的一件事是', 'The one thing to change first'),
    about: null,
    form: { type: 'text' },
  },
];

/** What somebody who is asked gets. */
export const form = (over = {}) => ({
  kind: 'feedback_form',
  anonymous: true,
  intro: text(
    '只用于改进预案和演练，不评价个人。',
    'For the plan and the next exercise only; it judges nobody.',
  ),
  questions: QUESTIONS,
  ...over,
});

const closed = {
  at: stamp(140 * MIN),
  by: { seat: 'LEV', name: null, via: null, told: null, robot: false },
  happened_at: null,
};
const counts = (question, numbers) =>
  (question.form.type === 'scale' ? ['1', '2', '3', '4', '5'] : question.form.of.map((one) => one.value)).map(
    (value, at) => ({ value, n: numbers[at] }),
  );
const [scale, choice, words] = QUESTIONS;

/** What control and evaluators get: open, too few, or whole. */
export function came(how) {
  const given = how === 'few' ? 3 : 7;
  const shown = how === 'whole';
  const withheld = shown ? null : how;
  const nothing = (question) => ({ question, n: 0, counts: [], median: null, texts: [] });
  return {
    kind: 'feedback',
    anonymous: true,
    audience: 'players',
    seats: 22,
    given,
    closed: how === 'open' ? null : closed,
    withheld,
    questions: shown
      ? [
          { question: scale, n: 7, counts: counts(scale, [1, 3, 1, 2, 0]), median: 2, texts: [] },
          { question: choice, n: 6, counts: counts(choice, [4, 1, 1]), median: null, texts: [] },
          {
            question: words,
            n: 2,
            counts: [],
            median: null,
            texts: [
              { seat: null, text: '值班电话表要更新。' },
              { seat: null, text: '扩音器先试一遍。' },
            ],
          },
        ]
      : QUESTIONS.map(nothing),
  };
}
