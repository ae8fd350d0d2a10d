import { describe, expect, it } from 'vitest';
import { byWhom, entrySentence, FACTS } from '../../src/lib/drill/entry';
import { plain } from '../../src/lib/drill/words';
import { entry, LADY, saying } from './made';

const en = saying('en');
const zh = saying('zh');
const names = { row: () => 'Response notice', department: () => 'Petition office' };

describe('a log line as a sentence', () => {
  it.each(FACTS)('%s has words in both languages, with and without references', (fact) => {
    for (const say of [en, zh]) {
      for (const over of [{}, { row: null, department: null, seat: null, by: null }]) {
        const words = plain(entrySentence(entry(fact, over), say, names));
        expect(words).not.toMatch(/record\.|[{}]/);
        expect(words.length).toBeGreaterThan(1);
      }
    }
  });

  it('says in words what a department found of a rumour', () => {
    const found = entry('post_verified', { text: 'open · police on site' });
    expect(plain(entrySentence(found, zh))).toContain('尚不清楚 · police on site');
    expect(plain(entrySentence(found, en))).not.toMatch(/: open ·/);
  });

  it('names row, department, person and reason', () => {
    const skipped = entry('row_skipped', { text: 'JD had done it already' });
    expect(plain(entrySentence(skipped, en, names))).toBe(
      'LC 张 skipped I-05 Response notice: JD had done it already',
    );
    expect(plain(entrySentence(skipped, zh))).toBe('LC 张 跳过 I-05：JD had done it already');
    const answered = entry('delivery_responded', { by: { ...LADY, seat: 'XF-1', name: null } });
    expect(plain(entrySentence(answered, en, names))).toBe(
      'XF-1 answered I-05 Response notice for Petition office',
    );
  });

  it('keeps the row as a reference that can be opened', () => {
    const parts = entrySentence(entry('row_held'), en, names);
    expect(parts.find((part) => part.row)).toEqual({ text: 'I-05 Response notice', row: 'I-05' });
  });

  it('does not say that the system took a seat', () => {
    const taken = entry('seat_taken', { by: null, row: null, seat: 'GA-3' });
    expect(plain(entrySentence(taken, en))).toBe('GA-3 was taken');
  });

  it('gives a written note its own words and says whose they are', () => {
    const note = entry('log_written', { text: 'pace is high', row: null });
    expect(plain(entrySentence(note, en))).toBe('LC 张: pace is high');
    expect(plain(entrySentence({ ...note, row: 'I-07' }, en))).toBe('LC 张: pace is high (I-07)');
  });

  it('says codes and spans of the record in the reader’s language', () => {
    const said = (fact: string, text: string) => plain(entrySentence(entry(fact, { text }), zh));
    expect(said('status_changed', 'paused · technical · the hall lost power')).toMatch(
      /：已暂停 · 技术原因 · the hall lost power$/,
    );
    expect(said('row_deferred', '+300 s')).toMatch(/：\+5 分钟$/);
    expect(said('outage_bridged', '12000 ms')).toMatch(/：12 秒$/);
    expect(said('delivery_overdue', 'acknowledge')).toMatch(/：签收$/);
    expect(said('receipt_recorded', 'acknowledged · radio · GA duty')).toMatch(
      /：已签收 · 对讲机 · GA duty$/,
    );
    expect(said('task_marked', 'CT3.2 · first_aid · not_done')).toMatch(/：CT3.2 · first aid · 未完成$/);
  });

  it('says a fact of the picture by its name, and keeps what it does not know', () => {
    const said = entry('fact_withdrawn', { entry_kind: 'situation', text: 'people = 45 · counted twice' });
    const fact = (key: string, value: string) => (key === 'people' ? `People on site ${value}` : undefined);
    expect(plain(entrySentence(said, en, { fact }))).toMatch(/: People on site 45 · counted twice$/);
    expect(plain(entrySentence(said, en))).toMatch(/: people = 45 · counted twice$/);
  });

  it('leaves a person’s own words alone', () => {
    expect(plain(entrySentence(entry('row_skipped', { text: 'running · technical' }), zh))).toContain(
      'running · technical',
    );
  });

  it('shows a fact it does not know by its name rather than hiding it', () => {
    expect(plain(entrySentence(entry('something_new'), en))).toBe('LC 张: something new');
  });

  it('says who, by which way, and when a robot sat there', () => {
    expect(byWhom(null, en)).toBe('The system');
    expect(byWhom({ ...LADY, robot: true }, zh)).toBe('LC 张（机器人）');
    expect(byWhom({ ...LADY, via: 'radio', told: 'GA duty' }, en)).toBe('LC 张 (radio, told GA duty)');
  });
});
