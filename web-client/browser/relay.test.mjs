// The relay sheet of control and evaluators in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RELAY, relaying, upsert } from './relay.mjs';
import { accessible, commands, open, press, recorded, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const fact = (page, text) => page.locator('.relay-fact', { hasText: text });
const tick = (...heard) => ({ type: 'tick_relay', row: 'I-05', hop: 1, heard });

test('an evaluator on a phone ticks the hop of his department, one tap each', async () => {
  const { page, context, sent, faults } = await show(stage, relaying('EVA'), {
    width: 360,
    height: 740,
    answer: recorded,
  });
  await page.getByRole('button', { name: /^转达.*1 项待核对/ }).click();
  const hop = page.locator('.relay-hops [aria-pressed=true]');
  assert.match(await hop.textContent(), /XF/, 'he watches the petition office');
  await fact(page, '担架走北门').getByRole('button', { name: /遗漏/ }).click();
  await fact(page, '大厅值班台').getByRole('button', { name: /改动/ }).click();
  assert.deepEqual(commands(sent, 'tick_relay'), [
    tick({ fact: 4, heard: 'lost' }),
    tick({ fact: 5, heard: 'changed' }),
  ]);
  for (const button of await page.locator('.relay-answers button').all()) {
    const box = await button.boundingBox();
    assert.ok(box.height >= 48 && box.width >= 48, `${box.width} x ${box.height}`);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('what a hop wrote is marked as a proposal, and taken over by a person in one tap', async () => {
  const { page, context, sent, say } = await show(stage, relaying('EVA'), {
    language: 'en',
    answer: recorded,
  });
  await press(page, 'y');
  const room = fact(page, 'room 102');
  assert.match(await room.textContent(), /Proposed: kept.*stands in a message/s);
  assert.equal(await room.locator('[aria-pressed=true]').count(), 0, 'a proposal is no tick');
  await page.getByText('What this department wrote').click();
  await page.getByText('接谈室在一楼一〇二室').waitFor();
  await page.getByRole('button', { name: 'Take proposals (2)' }).click();
  assert.deepEqual(commands(sent, 'tick_relay'), [
    tick({ fact: 2, heard: 'kept' }, { fact: 3, heard: 'kept' }),
  ]);
  const hops = RELAY.hops.map((hop, at) =>
    at === 1 ? { ...hop, facts: hop.facts.map((one) => ({ ...one, heard: one.heard ?? 'kept' })) } : hop,
  );
  say({ type: 'update', channel: 'group', n: 2, upsert: [upsert({ ...RELAY, hops })], remove: [] });
  await room.locator('[aria-pressed=true]', { hasText: 'kept' }).waitFor();
  assert.equal(await page.getByText('Proposed: kept').count(), 0);
  await context.close();
});

test('off line a tick is kept and says so; on line again it is sent once, with the time it was made', async () => {
  const { page, context, sent, network } = await show(stage, relaying('EVA'), {
    width: 360,
    answer: recorded,
  });
  await page.getByRole('button', { name: /^转达/ }).click();
  await network(false);
  await page.waitForTimeout(300);
  const before = Date.now();
  await fact(page, '担架走北门').getByRole('button', { name: /一致/ }).click();
  await fact(page, '担架走北门').getByText('待发送').waitFor();
  assert.equal(commands(sent, 'tick_relay').length, 0);
  await page.waitForTimeout(1_500);
  await network(true);
  for (let turn = 0; turn < 100 && commands(sent, 'tick_relay').length === 0; turn++)
    await page.waitForTimeout(100);
  const frames = sent.filter((frame) => frame.type === 'submit' && frame.command.type === 'tick_relay');
  assert.equal(frames.length, 1);
  assert.ok(Math.abs(frames[0].happened_at - before) < 1_000, 'it was heard when it was ticked');
  await context.close();
});

test('control opens the sheet from the row, from a key and from the palette, and notes what was said', async () => {
  const { page, context, sent } = await show(stage, relaying('LC'), { language: 'en', answer: recorded });
  await press(page, 'g', 'y');
  await page.locator('dialog[open] .relay-board').waitFor();
  await page.locator('.relay-hops button', { hasText: 'SS' }).click();
  await page.getByRole('button', { name: 'All 6 others kept' }).waitFor();
  await page.locator('.relay-hops button', { hasText: 'XF' }).click();
  const changed = fact(page, 'three people');
  await changed.getByLabel('What was said instead').fill('three injured');
  await changed.getByRole('button', { name: 'Note it' }).click();
  assert.deepEqual(commands(sent, 'tick_relay'), [
    tick({ fact: 1, heard: 'changed', said: 'three injured' }),
  ]);
  const line = page.locator('.relay-table tbody tr', { hasText: 'three people' });
  assert.match(await line.textContent(), /✓kept≠changed.*not ticked/s);
  await press(page, 'Escape', 'Control+k');
  await page.keyboard.type('relay');
  await press(page, 'Enter');
  await page.locator('dialog[open] .relay-board').waitFor();
  await press(page, 'Escape');
  await page.getByRole('button', { name: /^All/ }).first().click();
  await page.locator('[data-open="I-05"]').click();
  await page.locator('.con-detail').getByRole('button', { name: 'Relay sheet' }).click();
  await page.locator('dialog[open] .relay-board').waitFor();
  await context.close();
});

for (const [role, width] of [
  ['LC', 1366],
  ['EVA', 1366],
  ['EVA', 360],
])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: the relay sheet of ${role}, ${width} px, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await show(stage, relaying(role), { width, language, theme });
      if (role === 'LC') await press(page, 'g', 'y');
      else await press(page, 'y');
      await accessible(page, role);
      assert.deepEqual(faults, []);
      await context.close();
    });
