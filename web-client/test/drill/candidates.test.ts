/** Looking for evidence: the likeliest commits first, in Chinese without word breaks, by names, rows and times. */
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  likeliest,
  matches,
  minutesIn,
  piecesOfText,
  spanBegin,
  spanEnd,
  type Wanted,
} from '../../src/lib/drill/candidates';

const MINUTE = 60_000;
/** A commit a number of minutes in; the wall clock began at nine. */
const candidate = (
  seq: number,
  minute: number,
  words: string,
  line: { row?: string; department?: string } = {},
  seat = 'XF-1',
): Candidate => ({
  words,
  commit: {
    seq,
    at: { wall: (9 * 60 + minute) * MINUTE, exercise: minute * MINUTE },
    by: { seat, name: null, via: null, told: null, robot: false },
    role: 'PLY',
    lines: [
      {
        entry_kind: 'delivery',
        fact: 'delivery_acknowledged',
        row: line.row ?? null,
        title: null,
        department: line.department ?? null,
        seat: null,
        text: null,
        withheld: false,
      },
    ],
    more: 0,
  },
});
const RECORD = [
  candidate(1, 0, '演练开始 running', {}, 'DIR'),
  candidate(2, 5, 'XF-1 签收 I-02 门口聚集的群众 消防救援站', { row: 'I-02', department: 'XF' }),
  candidate(3, 6, 'GA-1 签收 I-02 门口聚集的群众 公安分局', { row: 'I-02', department: 'GA' }, 'GA-1'),
  candidate(4, 28, 'XF-1 回复 扩音器坏了 消防救援站 loudspeaker fails', { row: 'I-13', department: 'XF' }),
  candidate(5, 30, 'GA-1 签收 I-13 扩音器故障', { row: 'I-13', department: 'GA' }, 'GA-1'),
];
const NAMES = {
  departments: [
    { code: 'XF', names: ['消防救援站', 'Fire station'] },
    { code: 'GA', names: ['公安分局', 'Police'] },
  ],
  minuteOf: (wall: number) => wall / MINUTE,
};
const first = (text: string) => likeliest(text, RECORD, NAMES)[0]?.candidate.commit.seq;
const wanted = (over: Partial<Wanted>): Wanted => ({
  words: '',
  department: '',
  row: '',
  from: undefined,
  to: undefined,
  ...over,
});
const found = (over: Partial<Wanted>) =>
  RECORD.filter((one) => matches(one, wanted(over))).map((one) => one.commit.seq);

describe('looking for evidence', () => {
  it('compares Chinese by pairs of signs and other scripts by words', () => {
    expect([...piecesOfText('消防到场, fire at 9')]).toEqual(['消防', '防到', '到场', 'fire', 'at', '9']);
    expect([...piecesOfText('I-02 XF')]).toEqual(['i-02', 'xf']);
  });

  it('puts first what shares the rarest words, without word breaks', () => {
    expect(first('现场扩音器坏了，后排听不清。')).toBe(4);
    expect(first('The loudspeaker did not work.')).toBe(4);
  });

  it('knows departments by name or code, rows and seats by code', () => {
    expect(first('公安分局很快签收了门口聚集的通报。')).toBe(3);
    expect(first('GA acknowledged I-13.')).toBe(5);
    expect(first('Police were slow.')).toBe(3);
  });

  it('knows times, by either clock', () => {
    expect(minutesIn('14:05、14时06分和 T+0:38，比例 3:2')).toEqual([845, 846, 38]);
    expect(first('9:28 有人回复。')).toBe(4);
    expect(first('T+0:30')).toBe(5);
  });

  it('keeps the order of the record among those that nothing tells apart', () => {
    expect(likeliest('天气晴。', RECORD, NAMES).map((one) => one.candidate.commit.seq)).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(likeliest('', [], NAMES)).toEqual([]);
  });

  it('filters by words in any order, department, row and span', () => {
    expect(found({})).toEqual([1, 2, 3, 4, 5]);
    expect(found({ words: '签收 公安' })).toEqual([3]);
    expect(found({ words: '公安分局签收' })).toEqual([3]);
    expect(found({ words: 'LOUDspeaker' })).toEqual([4]);
    expect(found({ words: '没有这样的话' })).toEqual([]);
    expect(found({ department: 'XF' })).toEqual([2, 4]);
    expect(found({ department: 'XF', row: 'I-13' })).toEqual([4]);
    expect(found({ from: 6 * MINUTE, to: 28 * MINUTE })).toEqual([3, 4]);
  });

  it('reads ends of a span as people write them', () => {
    expect(spanBegin('')).toBeUndefined();
    expect(spanBegin('38')).toBe(38 * MINUTE);
    expect(spanBegin('T+1:02:03')).toBe(62 * MINUTE + 3_000);
    for (const wrong of ['x', '1:75', '0:10:61', '-3', '1:2:3:4']) expect(spanEnd(wrong)).toBeNull();
    expect(spanEnd(' ')).toBeUndefined();
    expect(spanEnd('0:38')).toBe(39 * MINUTE - 1);
    expect(spanEnd('0：38：10')).toBe(38 * MINUTE + 10_999);
  });
});
