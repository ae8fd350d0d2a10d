/** What is scanned comes from outside: what a code may say, and what it may not. */
import { describe, expect, it } from 'vitest';
import { qrText } from '../../src/features/department/Outbox';
import { readSlip, slipMark } from '../../src/lib/drill/slip';
import type { Command, DeliveryItem, SeatItem } from '../../src/protocol';
import type { Entry } from '../../src/sync';

const ID = '3f2a7c10-0000-4000-8000-000000000001';
const D = '10000000-0000-4000-8000-000000000007';
const seats = [
  { code: 'XF-2', role: 'PLY', department: 'XF' },
  { code: 'LC', role: 'LC', department: null },
] as unknown as SeatItem[];
const deliveries = [
  { id: D, department: 'XF', row: 'I-22' },
  { id: `${D.slice(0, -1)}8`, department: 'GA', row: 'I-22' },
] as unknown as DeliveryItem[];
const known = { seats, deliveries, now: 10_000 };
const code = (command: unknown, over: object = {}) =>
  JSON.stringify({ id: ID, seat: 'XF-2', command, happened_at: 5_000, ...over });
const answer: Command = {
  type: 'respond_inject',
  delivery: D,
  progress: 'done',
  text: '两人陪同',
  ticked: [],
  files: [],
};

describe('a code of a department', () => {
  it('that the phone shows is read back with its department, its row and its time', () => {
    const entry = { id: ID, seat: 'XF-2', command: answer, written: 5_000 } as Entry;
    const slip = readSlip(qrText(entry), known);
    expect(slip).toMatchObject({ seat: 'XF-2', department: 'XF', row: 'I-22', written: 5_000 });
    expect(typeof slip === 'object' && slipMark(slip)).toBe('[QR XF-2 #3f2a7c10]');
  });
  it('brings what was put on the map, and no spot that is none', () => {
    const mark = { type: 'put_feature', feature: 'blockage', label: '东门被堵', audience: 'departments' };
    const spot = { type: 'line', along: [{ lon: 0.0019, lat: 0.0015 }] };
    expect(readSlip(code({ ...mark, spot }), known)).toMatchObject({ command: { spot }, department: 'XF' });
    expect(readSlip(code({ ...mark, spot: { type: 'place', place: 'gate' } }), known)).toMatchObject({
      seat: 'XF-2',
    });
    const bad = [
      undefined,
      null,
      { type: 'point' },
      { type: 'point', at: { lon: '1', lat: 2 } },
      { type: 'area' },
    ];
    for (const one of bad) expect(readSlip(code({ ...mark, spot: one }), known)).toBe('unreadable');
    expect(readSlip(code({ type: 'remove_feature', feature: D }), known)).toBe('unreadable');
  });
  it('brings a claim and a promise, with its gaps', () => {
    expect(readSlip(code({ type: 'record_claim', text: '过渡费', from: '居民代表' }), known)).toMatchObject({
      command: { from: '居民代表' },
      row: undefined,
    });
    expect(readSlip(code({ type: 'make_commitment', text: '公布清单' }), known)).toMatchObject({
      seat: 'XF-2',
    });
  });
  it('never speaks of the future', () => {
    expect(readSlip(code(answer, { happened_at: 99_000 }), known)).toMatchObject({ written: 10_000 });
  });
  it.each([
    ['unreadable', 'https://example.org/'],
    ['unreadable', '{"id":1}'],
    ['unreadable', code(answer, { happened_at: 'now' })],
    ['unreadable', code({ type: 'send_message', text: { deep: 1 }, to: [] })],
    ['unreadable', code({ ...answer, ticked: [1] })],
    ['unreadable', code({ type: 'submit_report', kind: 'first', text: '', facts: [null], gaps: [] })],
    ['unreadable', code({ type: 'decline_inject', delivery: D })],
    ['unreadable', code({ type: 'record_claim', text: '过渡费' })],
    ['unreadable', 'x'.repeat(5_000)],
    ['seat', code(answer, { seat: 'ZZ-9' })],
    ['seat', code(answer, { seat: 'LC' })],
    ['not_theirs', code({ ...answer, delivery: `${D.slice(0, -1)}8` })],
    ['not_theirs', code({ ...answer, delivery: `${D.slice(0, -1)}9` })],
    ['emergency', code({ type: 'declare_emergency' })],
    ['person', code({ type: 'confirm_resume' })],
    ['person', code({ type: 'release_inject', row: 'I-22' })],
  ])('is refused: %s', (fault, text) => {
    expect(readSlip(text, known)).toBe(fault);
  });
});
