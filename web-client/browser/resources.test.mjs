// Equipment and supplies in a real browser: a department on a phone, off line too; control; evaluators; axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { department, FAULT, LOUDSPEAKER, others, REQUESTS, SPARE, upsert, WAITING } from './resources.mjs';
import { EXERCISE } from './scene.mjs';
import { accessible, commands, open, press, recorded, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

/** What a person gave: receipts are the machine's. */
const given = (sent, type) => commands(sent, type).filter((one) => !one.type.startsWith('confirm_'));

async function kit(options = {}, more = []) {
  const shown = await screen(stage, { scene: department(more), answer: recorded, ...options });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}/resources`);
  await shown.page.locator('#main').waitFor();
  await shown.page.waitForTimeout(500);
  return shown;
}

test('what failed stands first; the backup is on in one tap, the fault logged in another', async () => {
  const { page, sent, faults, context } = await kit();
  await page
    .locator('nav.tabs')
    .getByRole('button', { name: /装备\s*2/ })
    .waitFor();
  const broken = page.getByRole('region', { name: '故障' }).getByRole('listitem').first();
  await broken.getByText('没有备用').waitFor();
  await broken.getByRole('button', { name: '启用备用扩音器' }).click();
  await broken.getByLabel('怎么坏了（可不填）').fill('声音断续');
  await broken.getByRole('button', { name: '登记故障' }).click();
  assert.deepEqual(given(sent), [
    { type: 'move_resource', resource: SPARE.key, to: 'in_use', replaces: LOUDSPEAKER.key },
    { type: 'report_fault', resource: LOUDSPEAKER.key, text: '声音断续' },
  ]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a logged fault is passed to logistics, then fixed', async () => {
  const logged = { ...FAULT, reported: FAULT.occurred, text: '声音断续' };
  const { page, sent, context } = await kit({ language: 'en' }, [logged]);
  await page.getByRole('button', { name: 'Passed to logistics' }).click();
  await page.waitForTimeout(100);
  await page.getByRole('button', { name: 'Fixed' }).click();
  assert.deepEqual(given(sent), [
    { type: 'pass_fault', fault: FAULT.id },
    { type: 'fix_fault', fault: FAULT.id },
  ]);
  await context.close();
});

test('an entry is ticked in one tap; departing with gaps says how many, and asks', async () => {
  const { page, sent, context } = await kit();
  const checks = page.getByRole('region', { name: '出动前核对' });
  await checks.getByText('已核对 2/4').waitFor();
  await checks.getByRole('button', { name: '备用电源已充满' }).click();
  await checks.getByRole('button', { name: /出动 · 还差 2 项/ }).click();
  await checks.getByText('还有 2 项没有核对').waitFor();
  assert.equal(commands(sent, 'report_departure').length, 0, 'one tap only asks');
  await page.waitForTimeout(600);
  await checks.getByRole('button', { name: '出动', exact: true }).click();
  assert.deepEqual(given(sent), [
    { type: 'tick_checklist', item: 'power', ticked: true },
    { type: 'report_departure' },
  ]);
  await context.close();
});

test('states are one tap, amounts are checked, and nothing is used that is not there', async () => {
  const { page, sent, context } = await kit();
  const things = page.getByRole('region', { name: '装备物资' });
  const chairs = things.getByRole('listitem').filter({ hasText: '座椅' }).first();
  await chairs.getByText('余 18/30 把 · 借出 8 · 已用 4').waitFor();
  await chairs.getByLabel(/用了多少/).fill('19');
  await chairs.getByRole('button', { name: /记用量/ }).click();
  await chairs.getByText('请写 1 到 18 之间的整数。').waitFor();
  await chairs.getByLabel(/用了多少/).fill('3');
  await chairs.getByRole('button', { name: /记用量/ }).click();
  const spare = things.getByRole('listitem').filter({ hasText: '备用扩音器' }).first();
  await spare.getByRole('button', { name: /^调配/ }).click();
  assert.deepEqual(given(sent), [
    { type: 'use_supply', resource: 'chairs', amount: 3 },
    { type: 'move_resource', resource: SPARE.key, to: 'assigned' },
  ]);
  const lent = things.getByRole('listitem').filter({ hasText: '备用电源' }).first();
  assert.equal(await lent.getByRole('button').count(), 0, 'who has it moves it');
  await context.close();
});

test('a request is granted out of what is there, refused for a reason, and asked of others', async () => {
  const { page, sent, context } = await kit();
  const requests = page.getByRole('region', { name: '请求调配' });
  const one = requests.getByRole('listitem').filter({ hasText: '接谈室不够坐' });
  assert.equal(await one.getByLabel('拿什么给').inputValue(), 'chairs', 'what is asked for is proposed');
  await one.getByRole('button', { name: '✓ 同意' }).click();
  await page.waitForTimeout(100);
  await one.getByRole('button', { name: '不同意' }).click();
  await one.getByRole('button', { name: '不同意' }).click();
  await one.getByText('不同意要说明原因。').waitFor();
  const lent = requests.getByRole('listitem').filter({ hasText: '用完请归还' });
  await lent.getByRole('button', { name: '已归还' }).click();
  const mine = requests.getByRole('listitem').filter({ hasText: '遮阳伞' });
  await mine.getByRole('button', { name: '撤回请求' }).click();
  await mine.getByText('不再需要？').waitFor();
  assert.equal(commands(sent, 'withdraw_resource_request').length, 0, 'one tap only asks');
  await page.waitForTimeout(600);
  await mine.getByRole('button', { name: '撤回请求', exact: true }).last().click();
  await page.waitForTimeout(100);
  await requests.getByRole('button', { name: '＋ 请求调配' }).click();
  const form = page.locator('dialog');
  await form.getByLabel('向谁请求').selectOption('GA');
  await form.getByLabel('需要什么').fill('手持喊话器');
  await form.getByRole('button', { name: '提交请求' }).click();
  await form.waitFor({ state: 'detached' });
  assert.deepEqual(given(sent), [
    { type: 'grant_resource', request: WAITING.id, resource: 'chairs', amount: 10 },
    { type: 'return_resource', request: REQUESTS[1].id },
    { type: 'withdraw_resource_request', request: REQUESTS[2].id },
    { type: 'request_resource', to: { department: 'GA' }, what: '手持喊话器' },
  ]);
  await context.close();
});

test('off line a tick and a backup wait and are sent once, with the time they were written', async () => {
  const { page, sent, context, network } = await kit();
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/无网络/)
    .first()
    .waitFor({ timeout: 2_000 });
  await page.getByRole('button', { name: '启用备用扩音器' }).click();
  await page.getByRole('button', { name: '备用电源已充满' }).click();
  await page.locator('.resource-card').getByText('等待网络').first().waitFor();
  assert.equal(await page.getByRole('button', { name: '启用备用扩音器' }).isDisabled(), true);
  assert.equal(given(sent).length, 0);
  await network(true);
  for (let wait = 0; wait < 40 && given(sent).length < 2; wait += 1) await page.waitForTimeout(500);
  assert.deepEqual(
    given(sent).map((command) => command.type),
    ['move_resource', 'tick_checklist'],
  );
  const first = sent.find((frame) => frame.type === 'submit' && frame.command.type === 'move_resource');
  assert.ok(first.happened_at > 0, 'with the time of writing');
  await context.close();
});

test('G B opens everything at the console, failed first; control sets a state by hand', async () => {
  const { page, sent, context, faults } = await show(stage, others('LC'), {
    language: 'en',
    answer: recorded,
  });
  await page.getByRole('button', { name: /Kit.*1 failed/ }).waitFor();
  await press(page, 'g', 'b');
  const board = page.locator('.resource-board');
  const all = board.getByRole('region', { name: 'All equipment and supplies' }).locator('tbody tr');
  assert.match((await all.first().textContent()) ?? '', /Loudspeaker.*failed/s);
  await all.first().getByRole('button', { name: /Set/ }).click();
  const form = board.locator('fieldset', { hasText: 'Set by hand' });
  await form.getByLabel('State').selectOption('restored');
  await form.getByLabel('Why (optional)').fill('plugged in again');
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  const request = board.locator('tr', { hasText: '遮阳伞' });
  await request.getByLabel('Why').fill('none left');
  await request.getByRole('button', { name: 'Refuse' }).click();
  assert.deepEqual(given(sent), [
    { type: 'set_resource', resource: 'loudspeaker', to: 'restored', note: 'plugged in again' },
    { type: 'refuse_resource', request: REQUESTS[2].id, reason: 'none left' },
  ]);
  await press(page, 'Escape', 'Escape', '?');
  await page.locator('dialog[open] kbd', { hasText: 'G B' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('what fails without backup is an alarm that leads to it, and is over with its backup', async () => {
  const { page, context, say } = await show(stage, others('LC', [LOUDSPEAKER, SPARE]), { language: 'en' });
  const update = (n, item) =>
    say({ type: 'update', channel: 'group', n, upsert: [upsert(item)], remove: [] });
  await page.waitForTimeout(600);
  update(2, FAULT);
  await page.locator('.con-bell-fresh').click();
  await page.locator('dialog[open] h3', { hasText: 'Failed without backup' }).waitFor();
  await page.locator('dialog[open] .drill-link', { hasText: 'Loudspeaker failed, no backup' }).click();
  await page.locator('dialog[open] .resource-board').waitFor();
  await press(page, 'Escape');
  update(3, { ...FAULT, backup: { resource: SPARE.key, on: FAULT.occurred } });
  await page.locator('.con-bell').click();
  await page.waitForTimeout(700);
  assert.equal(await page.locator('dialog[open] h3', { hasText: 'Failed without backup' }).count(), 0);
  await context.close();
});

test('an evaluator reads and changes nothing; the leaders’ wall has one line', async () => {
  const { page, context } = await show(stage, others('EVA'));
  await press(page, 'b');
  const board = page.locator('dialog .resource-board');
  await board.getByText('出动时未齐').waitFor();
  assert.equal(await board.locator('button, select, input').count(), 0);
  await context.close();
  const failed = {
    kind: 'wall_fault',
    key: 'loudspeaker',
    name: LOUDSPEAKER.name,
    department: 'XF',
    since: FAULT.occurred.at,
    backup_on: false,
  };
  const wall = await show(stage, others('WALL', [failed]), { width: 1920, height: 1080 });
  await wall.page.locator('.wall-failed', { hasText: '扩音器' }).getByText('没有备用').waitFor();
  const fits = await wall.page.evaluate(() => {
    const main = document.querySelector('.wall-main')?.getBoundingClientRect();
    const foot = document.querySelector('.wall-safe')?.lastElementChild?.getBoundingClientRect();
    return main && foot ? foot.bottom <= innerHeight && main.height > 500 : false;
  });
  assert.ok(fits, 'the rest of the wall keeps its place');
  await wall.context.close();
});

for (const width of [320, 360, 1366])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: a department's equipment, ${width} px, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await kit({ width, language, theme });
      await accessible(page, 'lists');
      await page.locator('[aria-labelledby=requests-title] .row.spread button').first().click();
      await accessible(page, 'request');
      await page.keyboard.press('Escape');
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('#main .stack button')]
          .filter((button) => button.getBoundingClientRect().height < 43.9)
          .map((button) => button.textContent),
      );
      if (width < 700) assert.deepEqual(small, [], 'targets for a thumb');
      assert.deepEqual(faults, []);
      await context.close();
    });

for (const role of ['LC', 'EVA'])
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ])
    test(`axe: the board of ${role}, ${language}, ${theme}`, async () => {
      const { page, context, faults } = await show(stage, others(role), { language, theme });
      if (role === 'LC') await press(page, 'g', 'b');
      else await press(page, 'b');
      if (role === 'LC') await page.locator('.resource-board .ledger-open').first().click();
      await accessible(page, role);
      assert.deepEqual(faults, []);
      await context.close();
    });
