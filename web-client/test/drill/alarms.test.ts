/** One alarm for one burst, and only for what nobody else can take care of. */
import { describe, expect, it } from 'vitest';
import {
  type Concern,
  concerns,
  type Heard,
  hear,
  lostDepartments,
  type Standing,
} from '../../src/lib/drill/alarms';
import type { FactItem, SeatItem } from '../../src/protocol';
import { commitment, fault, post, resourceRequest, statement } from '../items.mjs';
import { delivery, row, rung } from './made';

const question = (key: string): Concern => ({
  kind: 'question',
  key,
  departments: ['XF'],
  department: 'XF',
  letter: 'question',
});
const late = (key: string): Concern => ({
  kind: 'overdue',
  key,
  departments: ['GA'],
  department: 'GA',
  row: 'I-01',
  duty: 'acknowledge',
  delivery: key,
  level: 'red',
});
const seat = (code: string, presence: SeatItem['presence'], over: Partial<SeatItem> = {}): SeatItem =>
  ({ code, role: 'PLY', department: code.split('-')[0] ?? null, presence, ...over }) as SeatItem;

/** Plays looks of one second each; gives the seconds at which something sounded. */
function sounding(looks: readonly (readonly Concern[])[], every = 1_000): [number, string][] {
  let heard: Heard | undefined;
  const found: [number, string][] = [];
  for (const [at, look] of looks.entries()) {
    const result = hear(heard, look, at * every);
    heard = result.heard;
    if (result.sound) found.push([at, result.sound]);
  }
  return found;
}

const NOTHING: Standing = {
  rows: [],
  deliveries: [],
  seats: [],
  letters: [],
  facts: [],
  promises: [],
  faults: [],
  requests: [],
  posts: [],
  statements: [],
};

describe('bursts', () => {
  it('what was there when the page opened is no news', () => {
    expect(sounding([[question('a'), late('b')]])).toEqual([]);
  });
  it('ten that come together sound once, in the tone of the gravest', () => {
    const ten = Array.from({ length: 10 }, (_, n) => question(`q${n}`));
    expect(sounding([[], [...ten, late('x')]])).toEqual([[1, 'overdue']]);
  });
  it('what trickles in afterwards stays quiet until there were two minutes of rest', () => {
    const looks: Concern[][] = [[]];
    for (let at = 1; at <= 20; at++) looks.push(Array.from({ length: at }, (_, n) => late(`x${n}`)));
    while (looks.length < 79) looks.push(looks[20] ?? []);
    looks.push([...(looks[20] ?? []), question('q')]);
    looks.push([question('q')], [question('q'), late('y')]);
    expect(sounding(looks)).toEqual([[1, 'overdue']]);
    while (looks.length < 210) looks.push([]);
    looks.push([question('r')]);
    expect(sounding(looks)).toEqual([
      [1, 'overdue'],
      [210, 'question'],
    ]);
  });
  it('a stream that never rests sounds at most every five minutes', () => {
    const looks = Array.from({ length: 60 }, (_, at) => (at === 0 ? [] : [question(`q${at}`)]));
    expect(sounding(looks, 30_000).map(([at]) => at)).toEqual([1, 11, 21, 31, 41, 51]);
  });
  it('the same trouble coming back is news again', () => {
    const look = Array.from({ length: 130 }, () => [] as Concern[]);
    expect(sounding([[], [late('x')], ...look, [late('x')]]).map(([at]) => at)).toEqual([1, 132]);
  });
  it('fresh tells what the badge counts, sound or no sound', () => {
    const first = hear(undefined, [], 0);
    const second = hear(first.heard, [late('a')], 1_000);
    const third = hear(second.heard, [late('a'), late('b')], 2_000);
    expect(third.sound).toBeUndefined();
    expect(third.fresh.map(({ key }) => key)).toEqual(['b']);
  });
});

describe('levels of what is late', () => {
  const standing = {
    rows: [],
    seats: [],
    letters: [],
    facts: [],
    promises: [],
    faults: [],
    requests: [],
    posts: [],
    statements: [],
  };
  const at = (level: 'amber' | 'red' | null) =>
    concerns({
      ...standing,
      deliveries: [
        delivery({ overdue: ['acknowledge'], stage: 'seen', escalation: { level, taken: [], offered: [] } }),
      ],
    });
  it('amber is a badge, red sounds once, and what comes is gone', () => {
    expect(sounding([[], at('amber'), at('amber'), at('red'), at('red'), []])).toEqual([[3, 'overdue']]);
    expect(hear(hear(undefined, [], 0).heard, at('amber'), 1).fresh).toHaveLength(1);
  });
  it('a quiet concern begins no burst that would swallow a loud one', () => {
    expect(sounding([[], at('amber'), [...at('amber'), question('q')]])).toEqual([[2, 'question']]);
  });
  it('overload and old facts are badges with a way to them', () => {
    const loads = new Map([
      ['GA', { open: 3, peak: 5, at: 60_000, over: true, coming: [] }],
      ['XF', { open: 1, peak: 2, at: 0, over: false, coming: [] }],
    ]);
    const old = [{ key: 'people', beliefs: [] }] as unknown as FactItem[];
    const found = concerns({ ...standing, deliveries: [], loads, old });
    expect(found).toMatchObject([
      { kind: 'overload', department: 'GA', peak: 5, quiet: true },
      { kind: 'stale', fact: 'people', quiet: true },
    ]);
    expect(sounding([[], found])).toEqual([]);
  });
});

describe('what is a concern', () => {
  it('a lost seat only where no other of its department is there', () => {
    expect(
      lostDepartments([
        seat('XF-1', 'lost'),
        seat('XF-2', 'seated'),
        seat('GA-1', 'lost'),
        seat('GA-2', 'vacant'),
        seat('JD-1', 'vacant'),
        seat('EVA', 'lost', { role: 'EVA', department: null }),
      ]),
    ).toEqual(['GA']);
  });
  it('nothing without anything', () => {
    expect(concerns(NOTHING)).toEqual([]);
  });
  it('departments that differ are one concern for each fact, with those who uphold something', () => {
    const now = { value: 60 } as NonNullable<FactItem['beliefs'][number]['now']>;
    const beliefs = [
      { department: 'XF', now, error: null, matched: null },
      { department: 'GA', now: { ...now, value: 45 }, error: null, matched: null },
      { department: 'CMD', now: null, error: null, matched: null },
    ];
    const facts = [
      { key: 'people', disagree: true, beliefs },
      { key: 'injured', disagree: false, beliefs },
    ] as unknown as FactItem[];
    expect(concerns({ ...NOTHING, facts })).toEqual([
      {
        kind: 'contradiction',
        key: 'contradiction/people',
        departments: ['XF', 'GA'],
        quiet: true,
        fact: 'people',
      },
    ]);
  });
  it('a promise that is late and that nobody has settled', () => {
    const made = { text: '公布清单', made: rung(0) };
    const promises = [
      commitment(1, { ...made, overdue: true, owner: 'JD' }),
      commitment(2, { ...made, overdue: true, outcome: 'kept' }),
      commitment(3, made),
    ];
    const found = concerns({ ...NOTHING, promises });
    expect(found).toMatchObject([
      { kind: 'promise', departments: ['XF', 'JD'], number: 1, text: '公布清单' },
    ]);
  });
  it('what failed and stands without backup, and what waits for control as logistics', () => {
    const faults = [
      fault(1, { occurred: rung(0) }),
      fault(2, { occurred: rung(0), backup: { resource: 'spare', on: rung(1) } }),
      fault(3, { occurred: rung(0), fixed: { at: rung(1).at, by: null, text: '' } }),
    ];
    const requests = [
      resourceRequest(1, { asked: rung(0) }),
      resourceRequest(2, { asked: rung(0), to: 'control' }),
      resourceRequest(3, { asked: rung(0), to: 'control', stage: 'granted' }),
    ];
    expect(concerns({ ...NOTHING, faults, requests })).toMatchObject([
      { kind: 'fault', key: `fault/${faults[0]?.id}`, departments: ['XF'], resource: 'loudspeaker' },
      { kind: 'request', departments: ['SS'], number: 2, text: '备用电源' },
    ]);
  });
  it('a suggested row rings at the desk of its controller while somebody sits there, else at every desk', () => {
    const rows = [row({ id: 'I-09', status: 'armed', release: 'suggest', controller: 'CTL-XF' })];
    const quiet = (desk: string, presence: SeatItem['presence']) =>
      concerns({ ...NOTHING, rows, seats: [seat('CTL-XF', presence, { role: 'CTL' })], seat: desk })[0]
        ?.quiet;
    expect(quiet('LC', 'seated')).toBe(true);
    expect(quiet('CTL-XF', 'seated')).toBe(false);
    expect(quiet('LC', 'lost')).toBe(false);
  });

  it('a rumour beyond its limit, and a statement that waits for command', () => {
    const said = { appeared: rung(0), text: { zh: '老人被打伤' } };
    const posts = [
      post(1, { ...said, unanswered: true, to: ['XC'] }),
      post(2, { ...said, unanswered: true, answered: { wall: 1, exercise: 1 } }),
      post(3, { ...said, unanswered: true, taken_down: true }),
      post(4, said),
    ];
    const drafted = { drafted: rung(0), text: { zh: '情况通报' } };
    const statements = [
      statement(1, { ...drafted, stage: 'cosigned' }),
      statement(2, { ...drafted, stage: 'draft' }),
      statement(3, { ...drafted, stage: 'approved' }),
    ];
    expect(concerns({ ...NOTHING, posts, statements })).toMatchObject([
      { kind: 'rumour', key: `rumour/${posts[0]?.id}`, departments: ['XC'] },
      { kind: 'approval', departments: ['XC'], statement: { number: 1 }, quiet: false },
    ]);
    // Where a department plays command, control only watches whether it approves.
    const watched = concerns({ ...NOTHING, statements, commanded: true });
    expect(watched).toMatchObject([{ kind: 'approval', quiet: true }]);
  });
});
