// The ledger of control, evaluators and the residents' side in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { upsert } from './control.mjs';
import { CLAIMS, others, PROMISES } from './ledger.mjs';
import { accessible, commands, open, press, recorded, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

test('G C opens the ledger at the console; the keys and the palette name it', async () => {
  const { page, context } = await show(stage, others('LC'), { language: 'en' });
  await press(page, 'g', 'c');
  assert.match(await page.locator('dialog[open] h2').textContent(), /Ledger of promises/);
  const heads = await page.locator('.ledger-table').first().locator('th[scope=col]').allTextContents();
  assert.equal(heads.length, 8);
  const first = page.locator('.ledger-table').first().locator('tbody tr').first();
  assert.match(await first.textContent(), /5\/5.*T\+00:50:00.*T\+00:19:00.*overdue.*beyond authority/s);
  await press(page, 'Escape', '?');
  await page.locator('dialog[open] kbd', { hasText: 'G C' }).waitFor();
  await press(page, 'Escape', 'Control+k');
  await page.keyboard.type('promise');
  await press(page, 'Enter');
  await page.locator('dialog[open] .ledger-board').waitFor();
  await context.close();
});

test('control judges with a note, confirms for residents, and settles in two steps', async () => {
  const { page, context, sent, faults } = await show(stage, others('LC'), {
    language: 'en',
    answer: recorded,
  });
  await press(page, 'g', 'c');
  const board = page.locator('.ledger-board');
  await board.locator('tr', { hasText: PROMISES[1].text }).locator('.ledger-open').click();
  const acts = board.locator('.ledger-acts');
  await acts.getByLabel('Why (optional)').fill('needs the deputy head');
  await acts.getByRole('button', { name: 'beyond authority' }).click();
  await page.waitForTimeout(100);
  await acts.getByRole('button', { name: 'Confirm for residents' }).click();
  await page.waitForTimeout(100);
  await acts.getByRole('button', { name: '✕ Not kept' }).click();
  assert.equal(commands(sent, 'settle_commitment').length, 0, 'one click only asks');
  await page.waitForTimeout(600);
  await acts.getByRole('button', { name: 'Not kept', exact: true }).click();
  const { id } = PROMISES[1];
  assert.deepEqual(commands(sent), [
    { type: 'judge_commitment', commitment: id, beyond_authority: true, note: 'needs the deputy head' },
    { type: 'confirm_commitment', commitment: id },
    { type: 'settle_commitment', commitment: id, outcome: 'broken' },
  ]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a promise that becomes late sounds at the console, and the alarm leads to the ledger', async () => {
  const before = { ...PROMISES[1], overdue: false };
  const { page, context, say } = await show(stage, others('LC', [...CLAIMS, before]), { language: 'en' });
  assert.equal(await page.getByRole('button', { name: /Ledger.*overdue/ }).count(), 0);
  await page.waitForTimeout(600);
  say({ type: 'update', channel: 'group', n: 2, upsert: [upsert({ ...before, overdue: true })], remove: [] });
  await page.getByRole('button', { name: /Ledger.*1 overdue/ }).waitFor();
  await page.locator('.con-bell-fresh').click();
  await page.locator('dialog[open] h3', { hasText: 'Promise overdue' }).waitFor();
  await page.locator('dialog[open] .drill-link', { hasText: before.text }).click();
  await page.locator('dialog[open] .ledger-board').waitFor();
  await context.close();
});

test('an evaluator judges and settles nothing, on a narrow screen too', async () => {
  const { page, context, sent } = await show(stage, others('EVA'), { answer: recorded });
  await press(page, 'l');
  await page.locator('dialog .ledger-open').nth(2).click();
  await page
    .locator('.ledger-acts')
    .getByRole('button', { name: /✓ 未超出职权/ })
    .click();
  assert.equal(await page.locator('.ledger-acts').getByText('已兑现').count(), 0);
  assert.deepEqual(commands(sent), [
    { type: 'judge_commitment', commitment: PROMISES[2].id, beyond_authority: false },
  ]);
  await context.close();
  const narrow = await show(stage, others('EVA'), { width: 768, height: 900 });
  await narrow.page.getByRole('button', { name: /^台账/ }).click();
  await narrow.page.locator('dialog .ledger-board').waitFor();
  await narrow.context.close();
});

for (const role of ['SIM', 'ACT'])
  test(`${role} confirms a promise in one tap`, async () => {
    const { page, context, sent } = await show(stage, others(role), { width: 360, answer: recorded });
    await page.getByRole('button', { name: '3 项承诺待确认' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'hand-title');
    const one = page.locator('.ledger-hand li', { hasText: PROMISES[2].text });
    await one.getByRole('button', { name: '群众已知晓' }).click();
    assert.deepEqual(commands(sent), [{ type: 'confirm_commitment', commitment: PROMISES[2].id }]);
    const over = page.locator('.ledger-hand li', { hasText: PROMISES[4].text });
    assert.equal(await over.getByRole('button').count(), 0, 'what is over is not confirmed');
    await context.close();
  });

for (const [role, width] of [
  ['LC', 1366],
  ['EVA', 1366],
  ['EVA', 360],
  ['ACT', 360],
  ['SIM', 1366],
])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: the ledger of ${role}, ${width} px, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await show(stage, others(role), { width, language, theme });
      if (role === 'LC') await press(page, 'g', 'c');
      else if (role === 'EVA') await press(page, 'l');
      if (role === 'LC' || role === 'EVA') await page.locator('.ledger-open').first().click();
      await accessible(page, role);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px sideways`);
      assert.deepEqual(faults, []);
      await context.close();
    });
