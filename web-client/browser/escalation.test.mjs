// Escalation and load ahead at the console, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { late } from './escalation.mjs';
import { accessible, commands, open, recorded, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

test('every late delivery has one action among the alarms: the step whose turn it is', async () => {
  const { page, context, sent, faults } = await show(stage, late(), { language: 'en', answer: recorded });
  await page.locator('.con-bell').click();
  const amber = page.locator('.con-alarm-late', { hasText: 'late' }).first();
  await amber.getByRole('button', { name: 'Nudge' }).click();
  const red = page.locator('.con-alarm-late', { hasText: 'late for long' }).first();
  await red.getByRole('button', { name: 'Call the deputy' }).click();
  assert.equal(await red.getByRole('button').count(), 2, 'the way to it and the one step');
  const [nudge, call] = commands(sent);
  assert.equal(nudge.type, 'nudge_inject');
  assert.equal(call.type, 'call_deputy');
  assert.ok(call.delivery);
  await page
    .locator('.con-alarms', { hasText: 'Suggested release' })
    .getByText(/because/)
    .first()
    .waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the sheet of a delivery says its level and what was done, by whom and when', async () => {
  const { page, context } = await show(stage, late(), { language: 'en' });
  await page.locator('.con-bell').click();
  await page.locator('.con-alarm-late', { hasText: 'late for long' }).first().locator('.drill-link').click();
  const bar = page.locator('.con-escalation').first();
  assert.match(await bar.textContent(), /late for long.*Call the deputy.*T\+00:51:00 nudge LC 陈静/s);
  await accessible(page);
  await context.close();
});

test('load ahead is a number and a bar for each department, and leads to the rows that come', async () => {
  const { page, context, sent, faults } = await show(stage, late(), { language: 'en', answer: recorded });
  const cell = page.locator('.con-load button').first();
  assert.match(
    await cell.getAttribute('aria-label'),
    /open now \d+, at most \d+ within 10 min \(limit \d+\)/,
  );
  const busy = page.locator('.con-load button', { hasText: /[1-9]/ }).last();
  await busy.click();
  await page.locator('dialog[open] h2', { hasText: 'Load ahead' }).waitFor();
  const rows = page.locator('.con-load-list li');
  if ((await rows.count()) > 0) {
    await rows.first().getByRole('button', { name: '+5 min' }).click();
    const [defer] = commands(sent);
    assert.deepEqual([defer.type, defer.by], ['defer_inject', 300]);
  }
  await accessible(page);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [language, theme] of [
  ['zh', 'light'],
  ['en', 'dark'],
])
  test(`axe: console and alarms with escalation, ${language}, ${theme}`, async () => {
    const { page, context } = await show(stage, late(), { language, theme });
    await accessible(page);
    await page.locator('.con-bell').click();
    await accessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px sideways`);
    await context.close();
  });
