import { describe, expect, it } from 'vitest';
import { conditionSentence, namedIn } from '../../src/lib/drill/condition';
import type { Condition } from '../../src/protocol';
import { saying } from './made';

const en = saying('en');
const zh = saying('zh');

/** All ten kinds of node, nested three deep. */
const WHOLE: Condition = {
  type: 'any',
  of: [
    {
      type: 'all',
      of: [
        { type: 'after', ref: 'I-02', event: 'released', delay: 780 },
        { type: 'not_done', ref: 'CT1.2', by: 900 },
        {
          type: 'any',
          of: [
            { type: 'done', ref: 'CT2.1' },
            { type: 'time', at: 3690 },
          ],
        },
      ],
    },
    { type: 'no_ack', ref: 'I-05', dept: 'GA', within: 120 },
    { type: 'no_ack', ref: 'I-05', within: 90 },
    { type: 'no_response', ref: 'I-07', dept: 'XF', within: 300 },
    { type: 'no_response', ref: 'I-07', within: 3900 },
    { type: 'decision', ref: 'I-28', value: 'b' },
    { type: 'manual' },
  ],
};

describe('a condition as a sentence', () => {
  it('says all ten kinds of node, nested, in English', () => {
    expect(conditionSentence(WHOLE, en, { choice: () => 'talks first' })).toBe(
      '(I-02 released + 13 min and CT1.2 not done by T+0:15 and (CT2.1 done or clock at T+1:01:30))' +
        ' or I-05 not acknowledged by GA 2 min after delivery' +
        ' or I-05 acknowledged by nobody 1 min 30 s after delivery' +
        ' or I-07 not answered by XF 5 min after release' +
        ' or I-07 answered by nobody 1 h 5 min after release' +
        ' or I-28 decided “talks first” or by hand only',
    );
  });

  it('says the same in Chinese', () => {
    expect(conditionSentence(WHOLE, zh)).toBe(
      '（I-02 下发后 13 分钟，且到 T+0:15 时 CT1.2 仍未完成，且（CT2.1 已完成，或到 T+1:01:30））' +
        '，或 I-05 送达 2 分钟后 GA 仍未签收' +
        '，或 I-05 送达 1 分钟 30 秒后仍无人签收' +
        '，或 I-07 下发 5 分钟后 XF 仍未回复' +
        '，或 I-07 下发 1 小时 5 分钟后仍无人回复' +
        '，或 I-28 决策为“b”，或由导调员手动下发',
    );
  });

  it.each(['released', 'acknowledged', 'responded', 'complete'] as const)('knows the moment %s', (event) => {
    const words = conditionSentence({ type: 'after', ref: 'I-02', event, delay: 0 }, en);
    expect(words).toMatch(/^I-02 [a-z]+$/);
  });

  it('puts no brackets around a group of one and has words for an empty group', () => {
    expect(conditionSentence({ type: 'all', of: [{ type: 'any', of: [{ type: 'manual' }] }] }, en)).toBe(
      'by hand only',
    );
    expect(conditionSentence({ type: 'all', of: [] }, en)).toBe('always');
    expect(conditionSentence({ type: 'any', of: [] }, zh)).toBe('永不成立');
  });

  it('lists what it names, each once', () => {
    expect(namedIn(WHOLE)).toEqual(['I-02', 'CT1.2', 'CT2.1', 'I-05', 'I-07', 'I-28']);
  });
});
