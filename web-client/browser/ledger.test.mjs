// The ledger of promises in a real browser: a department's on a phone, off line too, and axe in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CLAIMS, department, PROMISES } from './ledger.mjs';
import { EXERCISE, injects } from './scene.mjs';
import { accessible, commands, open, recorded, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

async function ledger(options = {}, path = 'ledger') {
  const shown = await screen(stage, { scene: department(), answer: recorded, ...options });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}/${path}`);
  await shown.page.locator('#main').waitFor();
  await shown.page.waitForTimeout(500);
  return shown;
}

test('a claim is recorded in two taps: who asks is one of those who asked before', async () => {
  const { page, sent, faults, context } = await ledger();
  await page.getByRole('button', { name: '记录诉求' }).click();
  await page.getByLabel('诉求内容（用群众的原话）').fill('过渡费哪天到账？');
  await page.getByRole('button', { name: '居民代表', exact: true }).click();
  await page.locator('dialog').getByRole('button', { name: '记录诉求', exact: true }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.deepEqual(commands(sent, 'record_claim'), [
    { type: 'record_claim', text: '过渡费哪天到账？', from: '居民代表' },
  ]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('out of an inject the claim brings who speaks and what was said', async () => {
  const inject = injects().find((one) => one.number === 12);
  const { page, sent, context } = await ledger({}, `i/${inject.delivery}`);
  await page.getByRole('button', { name: '记为诉求' }).click();
  await page.locator('dialog').getByRole('button', { name: '记录诉求', exact: true }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  const [claim] = commands(sent, 'record_claim');
  assert.equal(claim.about, inject.delivery);
  assert.equal(claim.from, inject.from.zh);
  assert.equal(claim.text, inject.body.zh);
  await context.close();
});

test('one tap says that a claim was read back; an answer and a promise follow from it', async () => {
  const { page, sent, context } = await ledger();
  await page.getByRole('button', { name: /^群众诉求/ }).click();
  const third = page.getByRole('listitem').filter({ hasText: '请领导出来当面谈' });
  await third.getByText('已记录').first().waitFor();
  await third.getByRole('button', { name: '已向对方复述' }).click();
  await third.getByRole('button', { name: '答复…' }).click();
  await third.getByLabel('对这项诉求的答复').fill('分管副区长20分钟内到场。');
  await third.getByRole('button', { name: '记录答复' }).click();
  await third.getByRole('button', { name: '就此承诺…' }).click();
  assert.equal(await page.getByLabel('回应哪项诉求').inputValue(), CLAIMS[2].id);
  assert.deepEqual(commands(sent, 'read_back_claim'), [{ type: 'read_back_claim', claim: CLAIMS[2].id }]);
  assert.equal(commands(sent, 'answer_claim')[0].text, '分管副区长20分钟内到场。');
  await context.close();
});

test('a promise shows what is still missing, is saved with its gaps, and says so', async () => {
  const { page, sent, context } = await ledger({ language: 'en' });
  await page.getByRole('button', { name: 'Make promise' }).click();
  const form = page.locator('dialog');
  await form.getByText('Sums, dates of payment and housing go to incident command').waitFor();
  await form.getByText('Still missing: What, Who, By when, How told, Checker').waitFor();
  await form.getByLabel('What is promised').fill('Publish the list');
  await form.getByLabel('Who answers for it').fill('head of reception');
  await form.getByLabel('By when, as told to residents').fill('by 17:00');
  await form.getByText('Still missing: How told, Checker').waitFor();
  await form.getByLabel('from now').check();
  await form.getByRole('button', { name: '15', exact: true }).click();
  await form.getByRole('button', { name: 'Save with 2 missing' }).click();
  await form.waitFor({ state: 'detached' });
  const [made] = commands(sent, 'make_commitment');
  assert.equal(made.text, 'Publish the list');
  assert.ok(
    Number.isInteger(made.due_at) && made.due_at >= 67 * 60 && made.due_at < 70 * 60,
    String(made.due_at),
  );
  assert.ok(!('told_by' in made) && !('checker' in made), 'a gap is no empty text');
  await context.close();
});

test('a late promise is badge and word; it is settled in two steps, and changed for a reason', async () => {
  const { page, sent, context } = await ledger();
  await page
    .locator('nav.tabs')
    .getByRole('button', { name: /台账\s*1/ })
    .waitFor();
  const late = page.getByRole('listitem').filter({ hasText: '公布欠发过渡费的清单' });
  await late.getByText('自 T+00:50:00 起').waitFor();
  await late.getByText('群众已确认').first().waitFor();
  await late.getByRole('button', { name: '了结…' }).click();
  await late.getByLabel('说明（可不填）').fill('清单已公示');
  await late.getByRole('button', { name: /已兑现/ }).click();
  assert.deepEqual(commands(sent, 'settle_commitment'), [
    { type: 'settle_commitment', commitment: PROMISES[0].id, outcome: 'kept', note: '清单已公示' },
  ]);
  const open = page.getByRole('listitem').filter({ hasText: '安排五名居民代表' });
  await open.getByRole('button', { name: '变更…' }).click();
  await page.getByRole('button', { name: '保存变更' }).click();
  await page.getByText('变更承诺要说明原因。').waitFor();
  await page.getByLabel('为什么变更').fill('副区长在途中');
  await page.getByRole('button', { name: '保存变更' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  const [made] = commands(sent, 'make_commitment');
  assert.equal(made.replaces, PROMISES[1].id);
  assert.equal(made.reason, '副区长在途中');
  assert.equal(made.due_at, 80 * 60, 'what still lies ahead stays as it was');
  const changed = page.getByRole('listitem').filter({ hasText: '明天上午答复开工时间' });
  await changed.getByRole('button', { name: '由第 7 项代替' }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), `promise-${PROMISES[6].id}`);
  await context.close();
});

test('off line a claim and a promise wait; the draft of another outlives the page', async () => {
  const { page, sent, context, network } = await ledger();
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/无网络/)
    .first()
    .waitFor({ timeout: 2_000 });
  await page.getByRole('button', { name: '作出承诺' }).click();
  await page.getByLabel('事项：承诺做什么').fill('每半小时通报');
  await page.getByRole('button', { name: '先保存（缺 4 项）' }).click();
  await page.locator('.ledger-unsent').getByText('等待网络').waitFor();
  assert.equal(commands(sent, 'make_commitment').length, 0);
  await page.getByRole('button', { name: '作出承诺' }).click();
  await page.getByLabel('责任人（职务或岗位）').fill('接待科长');
  await page.waitForTimeout(2_500);
  await network(true);
  await page.reload();
  await page.getByRole('button', { name: '作出承诺' }).click();
  await page.waitForTimeout(500);
  assert.equal(await page.getByLabel('责任人（职务或岗位）').inputValue(), '接待科长');
  const given = sent.filter((frame) => frame.type === 'submit' && frame.command.type === 'make_commitment');
  assert.ok(given.length >= 1);
  assert.equal(new Set(given.map((frame) => frame.id)).size, 1, 'always the same id');
  assert.ok(given[0].happened_at > 0, 'with the time of writing');
  await context.close();
});

for (const width of [320, 360, 1366])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: a department's ledger and its forms, ${width} px, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await ledger({ width, language, theme });
      await accessible(page, 'promises');
      await page.locator('.ledger-lists button').first().click();
      await accessible(page, 'claims');
      for (const [at, radio] of [
        [0, false],
        [1, true],
      ]) {
        await page.locator('.ledger-new button').nth(at).click();
        if (radio) await page.locator('dialog input[type=radio]').nth(2).check();
        await accessible(page, 'form');
        await page.keyboard.press('Escape');
      }
      assert.deepEqual(faults, []);
      await context.close();
    });
