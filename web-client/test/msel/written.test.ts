// What was put already stands in the plan on which the next word is written.
import { expect, test } from 'vitest';
import type { WholeScenario } from '../../src/lib/msel/parts';
import { written } from '../../src/lib/msel/written';
import type { Command } from '../../src/protocol';

const plan = {
  title: { zh: '旧名' },
  rules: [],
  settings: { countdown: 60, command: null },
} as unknown as WholeScenario;

test('the last of several words stands, and what nobody put stays', () => {
  const commands = [
    { type: 'put_msel_part', part: { part: 'organiser', text: { zh: '办公室' } } },
    { type: 'put_msel_part', part: { part: 'organiser', text: { zh: '办公室', en: 'Office' } } },
    { type: 'put_msel_part', part: { part: 'rules', list: [{ zh: '慢慢说' }] } },
    { type: 'put_msel_part', part: { part: 'settings', settings: { countdown: 60, command: 'CMD' } } },
    { type: 'send_message', to: 'all', text: '…' },
  ] as unknown as Command[];
  expect(written(plan, commands)).toEqual({
    ...plan,
    organiser: { zh: '办公室', en: 'Office' },
    rules: [{ zh: '慢慢说' }],
    settings: { countdown: 60, command: 'CMD' },
  });
});

test('a text that is cleared is gone, and no command changes nothing', () => {
  const cleared = [{ type: 'put_msel_part', part: { part: 'story', text: null } }] as unknown as Command[];
  expect(written(plan, cleared).story).toBeNull();
  expect(written(plan, [])).toBe(plan);
});

test('an entry takes the place of the one with its code, or of the one that it was', () => {
  const staffed = { ...plan, staff: [{ code: 'A' }, { code: 'B' }] } as unknown as WholeScenario;
  const after = (...commands: unknown[]) =>
    written(staffed, commands as Command[]).staff?.map((seat) => [seat.code, seat.role]);
  const put = (code: string, was?: string) => ({
    type: 'put_msel_part',
    part: { part: 'staff', entry: { code, role: 'EVA' } },
    ...(was ? { was } : {}),
  });
  expect(after(put('B'))).toEqual([
    ['A', undefined],
    ['B', 'EVA'],
  ]);
  expect(after(put('C'))).toEqual([
    ['A', undefined],
    ['B', undefined],
    ['C', 'EVA'],
  ]);
  expect(after(put('C', 'A'))).toEqual([
    ['C', 'EVA'],
    ['B', undefined],
  ]);
  expect(after({ type: 'remove_msel_part', part: 'staff', key: 'A' })).toEqual([['B', undefined]]);
});
