// Rumours and statements in a real browser: a department's on a phone, off line too, control's board, and axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { department, held, others } from './media.mjs';
import { EXERCISE } from './scene.mjs';
import { accessible, commands, open, press, recorded, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

async function media(code = 'XC', options = {}) {
  const shown = await screen(stage, { scene: department(code), answer: recorded, ...options });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}/media`);
  await shown.page.locator('#main').waitFor();
  await shown.page.waitForTimeout(500);
  return shown;
}

test('a call is reported in one tap, and its reach counts while one looks', async () => {
  const { page, sent, context } = await media();
  const { call, video } = held();
  const card = page.getByRole('listitem').filter({ hasText: '一问有没有人受伤' });
  await card.getByRole('button', { name: /发现并报告/ }).click();
  assert.deepEqual(commands(sent, 'notice_post'), [{ type: 'notice_post', post: call.id }]);
  const reach = page.getByRole('listitem').filter({ hasText: '老人被打伤流血' }).locator('[data-reach]');
  const first = Number(await reach.getAttribute('data-reach'));
  assert.ok(first > video.reach[0].count);
  await page.waitForTimeout(2_500);
  assert.ok(Number(await reach.getAttribute('data-reach')) > first);
  await context.close();
});

test('off line a statement with a wrong figure waits with its words; the contradiction is told while typing', async () => {
  const { page, sent, context, network } = await media();
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/无网络/)
    .first()
    .waitFor({ timeout: 2_000 });
  await page.getByRole('button', { name: '＋ 起草发布稿' }).click();
  await page.getByLabel('正文', { exact: true }).fill('现场约70人，秩序平稳。');
  const figure = page.locator('.media-figure').filter({ hasText: '指挥部确认：60 人' });
  await figure.getByRole('checkbox').check();
  assert.equal(
    await figure.locator('.pic-number input').inputValue(),
    '60',
    'what is confirmed stands there first',
  );
  await figure.locator('.pic-number input').fill('70');
  await figure.getByText(/写的是 70 人，指挥部确认的是 60 人，两者不一致/).waitFor();
  await page.getByRole('button', { name: '提交发布稿' }).click();
  await page.locator('.ledger-unsent').getByText('等待网络').waitFor();
  assert.equal(commands(sent, 'draft_statement').length, 0);
  await network(true);
  await page.waitForTimeout(9_000);
  const [given] = commands(sent, 'draft_statement');
  assert.deepEqual(given.text, { zh: '现场约70人，秩序平稳。' });
  assert.deepEqual(given.figures, [{ fact: 'people', value: 70 }]);
  await context.close();
});

test('command approves what is open only with a reason', async () => {
  const { page, sent, context } = await media('CMD');
  await page.locator('.ledger-lists button').nth(1).click();
  const card = page.getByRole('listitem').filter({ hasText: '答复记者：有一位老人' });
  await card.getByRole('button', { name: '仍然批准…' }).click();
  await card.getByRole('button', { name: '仍然批准', exact: true }).click();
  await card.getByText('还有没过的关，请写明理由。').waitFor();
  await card.getByLabel('仍然批准的理由（留痕）').fill('群众在等');
  await card.getByRole('button', { name: '仍然批准', exact: true }).click();
  assert.deepEqual(commands(sent, 'approve_statement'), [
    { type: 'approve_statement', statement: held().waiting.id, reason: '群众在等' },
  ]);
  await context.close();
});

test('whoever was asked objects with a reason, which its author reads', async () => {
  const { page, sent, context } = await media('JD', { language: 'en' });
  await page.locator('.ledger-lists button').nth(1).click();
  const card = page.getByRole('listitem').filter({ hasText: 'felt dizzy and fell' }).first();
  await card.getByRole('button', { name: 'Object…' }).click();
  await card.getByRole('button', { name: 'Object', exact: true }).click();
  await card.getByText('Say what you cannot stand by.').waitFor();
  await card.getByLabel('What you cannot stand by').fill('nobody asked the family');
  await card.getByRole('button', { name: 'Object', exact: true }).click();
  assert.deepEqual(commands(sent, 'object_to_statement'), [
    { type: 'object_to_statement', statement: held().drafted.id, reason: 'nobody asked the family' },
  ]);
  await context.close();
  const { drafted } = held();
  const at = { wall: Date.now(), exercise: 3_100_000 };
  const objected = { at, by: null, text: 'nobody asked the family' };
  const against = { ...drafted, cosigners: [{ department: 'JD', cosigned: null, objected }] };
  const author = await media('XC', { language: 'en', scene: department('XC', { items: [against] }) });
  await author.page.locator('.ledger-lists button').nth(1).click();
  await author.page.getByText('JD objects: nobody asked the family').waitFor();
  await author.context.close();
});

test('a finding says which confirmed facts it was checked against', async () => {
  const { page, sent, context } = await media();
  const card = page.getByRole('listitem').filter({ hasText: '老人被打伤流血' });
  await card.getByRole('button', { name: /核实/ }).click();
  await card.getByRole('button', { name: '不实', exact: true }).click();
  await card.getByRole('textbox').fill('急救点');
  await card.getByRole('checkbox', { name: /60 人/ }).check();
  await card.getByRole('button', { name: '记录核实结果' }).click();
  assert.deepEqual(commands(sent, 'verify_post')[0].facts, ['people']);
  await context.close();
});

test('the console counts a rumour that nobody answered and leads to it', async () => {
  const { page, context } = await show(stage, others('LC'), { language: 'en' });
  await page.getByRole('button', { name: /Media.*1 unanswered too long.*1 waiting for approval/ }).waitFor();
  await press(page, 'g', 'n');
  await page.locator('dialog[open] .media-late').getByText('unanswered too long').waitFor();
  await context.close();
});

for (const width of [320, 360, 1366])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: a department's media and its form, ${width} px, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await media('CMD', { width, language, theme });
      await accessible(page, 'posts');
      await page.locator('.ledger-lists button').nth(1).click();
      await accessible(page, 'statements');
      await page.locator('.media > button').click();
      await page.locator('.media-figure input').first().check();
      await accessible(page, 'form');
      assert.deepEqual(faults, []);
      await context.close();
    });

for (const [role, key] of [
  ['LC', ['g', 'n']],
  ['EVA', ['v']],
  ['SIM', []],
])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: the media of ${role}, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await show(stage, others(role), { language, theme });
      await press(page, ...key);
      await page.locator('.media-board').first().waitFor();
      await accessible(page, role);
      assert.deepEqual(faults, []);
      await context.close();
    });
