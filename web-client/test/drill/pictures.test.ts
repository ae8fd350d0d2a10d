import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/features/console/AdHoc';
import { readTime } from '../../src/features/console/ControlSheets';
import { changed } from '../../src/features/console/EditSheet';
import { inbox } from '../../src/lib/drill/inbox';
import { rowMark, stageMark } from '../../src/lib/drill/mark';
import { freshness, pageOf } from '../../src/lib/drill/stale';
import { tShort } from '../../src/lib/drill/time';
import type { Answer, ClarificationItem, MessageItem } from '../../src/protocol';
import { delivery, row, rung } from './made';

const NONE = { clarifications: [], deliveries: [], reports: [], messages: [] };

function answer(progress: Answer['progress'], at: number, round = 0): Answer {
  return {
    rung: rung(at),
    round,
    progress,
    text: 'two on site',
    choice: null,
    ticked: [],
    number: null,
    files: [],
  };
}

function question(id: string, at: number, answered = false): ClarificationItem {
  const said = answered ? { at: rung(at + 1).at, by: null, text: 'yes' } : null;
  return { id, delivery: 'd', row: 'I-01', department: 'XF', asked: rung(at), text: 'real?', answer: said };
}

function message(id: string, to: MessageItem['to']): MessageItem {
  return { id, sent: rung(5), from: { department: 'JD' }, persona: null, to, text: 'hello', about: null };
}

describe('the inbox', () => {
  it('puts what waits first, the longest waiting on top, then the latest', () => {
    const letters = inbox({
      ...NONE,
      clarifications: [question('new', 900), question('old', 100), question('done', 50, true)],
      deliveries: [delivery({ id: 'help', stage: 'responded', answer: answer('need_help', 500) })],
      messages: [message('m', ['control'])],
    });
    expect(letters.map((letter) => letter.key.split('/')[1])).toEqual(['old', 'help', 'new', 'done', 'm']);
    expect(letters.map((letter) => letter.waits)).toEqual([true, true, true, false, false]);
  });

  it('takes only messages that are addressed to control', () => {
    const letters = inbox({
      ...NONE,
      messages: [message('a', [{ department: 'XF' }]), message('b', ['simulation'])],
    });
    expect(letters).toEqual([]);
  });

  it('no longer waits for help once the answer was accepted, sent back or closed', () => {
    const cry = { answer: answer('need_help', 500), stage: 'responded' as const };
    const returned = { at: rung(600).at, by: null, text: 'where?' };
    const waits = (over: object) => inbox({ ...NONE, deliveries: [delivery({ ...cry, ...over })] })[0]?.waits;
    expect(waits({})).toBe(true);
    expect(waits({ stage: 'accepted' })).toBe(false);
    expect(waits({ stage: 'closed' })).toBe(false);
    expect(waits({ stage: 'in_progress', returned })).toBe(false);
  });

  it('makes a second answer another letter, so that it is unread again', () => {
    const key = (round: number) =>
      inbox({ ...NONE, deliveries: [delivery({ stage: 'responded', answer: answer('done', 10, round) })] })[0]
        ?.key;
    expect(key(0)).not.toBe(key(1));
  });
});

describe('marks', () => {
  it('let lateness outshine the stage, and "not for us" outshine both', () => {
    expect(stageMark('seen', false).shape).toBe('◕');
    expect(stageMark('seen', true)).toMatchObject({ shape: '◆', tone: 'late' });
    expect(stageMark('seen', true, true)).toMatchObject({ shape: '⊘', tone: 'struck' });
  });

  it('show a released row by the least of its deliveries', () => {
    const counts = { total: 3, delivered: 3, acknowledged: 2, responded: 0, closed: 0, overdue: 0 };
    const shape = (over: object, late = false) =>
      rowMark(row({ status: 'released', deliveries: { ...counts, ...over } }), { late, waits: false }).shape;
    expect(shape({})).toBe('◑');
    expect(shape({ acknowledged: 3 })).toBe('●');
    expect(shape({ acknowledged: 3, responded: 3 })).toBe('✓');
    expect(shape({ acknowledged: 3 }, true)).toBe('◆');
  });
});

describe('a picture that grows old', () => {
  it('says so after ten seconds and is veiled after a minute', () => {
    expect(freshness(0, 10_900).state).toBe('fresh');
    expect(freshness(0, 11_000)).toEqual({ state: 'amber', seconds: 11 });
    expect(freshness(0, 60_900).state).toBe('amber');
    expect(freshness(0, 61_000).state).toBe('veil');
  });

  it('turns pages round and round', () => {
    expect(pageOf([1, 2, 3, 4, 5], 2, 2)).toEqual({ shown: [5], page: 2, pages: 3 });
    expect(pageOf([1, 2, 3, 4, 5], 3, 2)).toEqual({ shown: [1, 2], page: 0, pages: 3 });
    expect(pageOf([], 7, 2)).toEqual({ shown: [], page: 0, pages: 1 });
  });
});

describe('commands that are written by hand', () => {
  const draft = {
    text: 'Two cars\nblock the gate',
    recipients: [{ department: 'GA' }],
    from: '',
    channel: 'phone' as const,
    acknowledge: 1,
    respond: 3,
    task: 'CT3.1',
  };

  it('carry limits in exercise seconds, the first line as title, and only what was filled in', () => {
    const command = commandOf(draft);
    expect(command).toMatchObject({
      type: 'send_ad_hoc',
      title: 'Two cars',
      targets: { acknowledge: 60, respond: 180, complete: null },
      tasks: ['CT3.1'],
      response: { type: 'text' },
    });
    expect(command).not.toHaveProperty('from');
    expect(commandOf({ ...draft, respond: 0 })).not.toHaveProperty('response');
  });

  it('cut a long first line by characters, not bytes', () => {
    const title = (commandOf({ ...draft, text: '信'.repeat(60) }) as { title: string }).title;
    expect(title).toBe(`${'信'.repeat(40)}…`);
  });

  it('change only what was touched', () => {
    const before = row({ body: { zh: '旧' } });
    const same = {
      title: before.title,
      playerTitle: {},
      body: { zh: '旧' },
      to: before.to,
      targets: before.targets,
    };
    expect(changed(before, same)).toEqual({ type: 'edit_inject', row: 'I-01' });
    expect(changed(before, { ...same, body: { zh: '新' } })).toEqual({
      type: 'edit_inject',
      row: 'I-01',
      body: { zh: '新' },
    });
    expect(changed(before, { ...same, title: {}, to: [] })).toEqual({ type: 'edit_inject', row: 'I-01' });
  });

  it('read a time as people write it', () => {
    expect(readTime('75')).toBe(75 * 60_000);
    expect(readTime(' T+1：15 ')).toBe(75 * 60_000);
    expect(readTime('1:15:30')).toBe(75 * 60_000 + 30_000);
    for (const wrong of ['', 'soon', '1:75', '-5']) expect(readTime(wrong)).toBeNull();
  });

  it('show times before STARTEX as such', () => {
    expect(tShort(-900_000)).toBe('−0:15');
    expect(tShort(930_000)).toBe('0:15');
  });
});
