// The department's screen in a real browser, under the strict policy, with a scripted server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EXERCISE, exercise, injects, you } from './scene.mjs';
import { open, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const AT = `/x/${EXERCISE}`;
const stamp = () => ({ wall: Date.now(), exercise: 1 });
const commands = (sent, type) =>
  sent.filter((frame) => frame.type === 'submit' && frame.command.type === type);
const delivery = (number) => injects().find((inject) => inject.number === number)?.delivery;

/** Waits for what the page sends; fails after ten seconds. */
async function until(done) {
  const end = Date.now() + 10_000;
  while (!done()) {
    assert.ok(Date.now() < end, 'it never came');
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function at(path, options = {}) {
  const scene = await screen(stage, options);
  await scene.page.goto(stage.base + path);
  await scene.page.locator('#main').waitFor();
  return scene;
}

test('acknowledge takes one tap from the list, shows the record, and can be taken back', async () => {
  const { page, sent, faults, context } = await at(AT, {
    answer: (frame, say) => say({ type: 'recorded', id: frame.id, at: stamp() }),
  });
  await page.getByRole('button', { name: '收到（签收）' }).click();
  await page.waitForFunction(() => document.body.textContent.includes('已记录'));
  const [command] = commands(sent, 'acknowledge_inject');
  assert.equal(command.command.delivery, delivery(22));
  assert.equal(command.seat, 'XF-2');
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is done off line waits, survives a reload, and is submitted once with its time', async () => {
  const { page, sent, context, network } = await at(AT);
  await page.getByRole('button', { name: '收到（签收）' }).waitFor();
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/无网络/)
    .first()
    .waitFor({ timeout: 2_000 });
  await page.getByRole('button', { name: '收到（签收）' }).click();
  await page.getByText('等待网络').waitFor();
  assert.equal(commands(sent, 'acknowledge_inject').length, 0);
  await page.getByRole('button', { name: /岗位/ }).click();
  await page.getByRole('button', { name: '取消' }).waitFor();
  await page.getByRole('button', { name: '显示二维码给导调员' }).click();
  await page.getByRole('img', { name: '请导调员扫码' }).waitFor();
  assert.equal(commands(sent, 'acknowledge_inject').length, 0);
  await page.waitForTimeout(2_500);
  await network(true);
  await page.reload();
  await until(() => commands(sent, 'acknowledge_inject').length > 0);
  const given = commands(sent, 'acknowledge_inject');
  assert.ok(given.length >= 1);
  assert.equal(new Set(given.map((frame) => frame.id)).size, 1, 'always the same id');
  assert.ok(given[0].happened_at > 0, 'with the time of writing');
  await context.close();
});

test('a photo picked off line outlives the page: it goes up first, then the answer that names it', async () => {
  const uploads = [];
  const rest = (request) => {
    if (!request.url().endsWith('/files')) return undefined;
    uploads.push(request.postDataBuffer());
    return { file: 'f'.repeat(64), bytes: 9, media_type: 'image/png' };
  };
  const { page, sent, context, network } = await at(`${AT}/i/${delivery(5)}`, { rest });
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/无网络/)
    .first()
    .waitFor({ timeout: 2_000 });
  const picture = { name: 'gate.png', mimeType: 'image/png', buffer: Buffer.from('a picture') };
  await page.locator('.reply input[type=file]').setInputFiles(picture);
  await page.getByText('gate.png 已存在本机').waitFor();
  await page.getByLabel('回复内容').fill('通道已打开，见照片。');
  await page.locator('.reply button[type=submit]').click();
  await page.getByText('等待网络').first().waitFor();
  await page.waitForTimeout(300);
  await page.close();
  assert.equal(uploads.length, 0);
  await network(true);
  const again = await context.newPage();
  await again.goto(stage.base + AT);
  await until(() => commands(sent, 'respond_inject').length > 0);
  assert.deepEqual(uploads.map(String), ['a picture']);
  const [frame] = commands(sent, 'respond_inject');
  assert.deepEqual(frame.command.files, ['f'.repeat(64)]);
  assert.equal(frame.command.text, '通道已打开，见照片。');
  await context.close();
});

test('machine receipts: stored at once, shown when on the screen', async () => {
  const { page, sent, context } = await at(AT);
  await page.waitForTimeout(1_000);
  const stored = commands(sent, 'confirm_delivery').flatMap((frame) => frame.command.deliveries);
  assert.equal(new Set(stored).size, injects().length);
  const seen = commands(sent, 'confirm_seen').flatMap((frame) => frame.command.deliveries);
  assert.ok(seen.includes(delivery(19)));
  assert.ok(!seen.includes(delivery(1)), 'what is folded away was not shown');
  await context.close();
});

test('a new inject is announced once, and nothing moves under the finger', async () => {
  const { page, say, context } = await at(AT, { scene: { items: injects().slice(1) } });
  await page.getByRole('button', { name: '收到（签收）' }).waitFor();
  await page.evaluate(() => {
    globalThis.heard = [];
    const log = document.querySelector('[role=log]');
    new MutationObserver(() => log.textContent && globalThis.heard.push(log.textContent)).observe(log, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const button = page.getByRole('button', { name: '收到（签收）' });
  await button.hover();
  const before = await button.boundingBox();
  const fresh = {
    ...injects()[0],
    number: 40,
    delivery: '00000000-0000-4000-8000-000000000140',
    priority: 3,
  };
  say({
    type: 'update',
    channel: 'group',
    n: 2,
    upsert: [{ key: `inject/${fresh.delivery}`, item: fresh }],
    remove: [],
  });
  await page.getByText('记者来电询问').first().waitFor();
  const then = await button.boundingBox();
  assert.equal(then.y, before.y, 'the button stays where it was');
  await page.waitForTimeout(1_200);
  assert.deepEqual(await page.evaluate(() => globalThis.heard), ['收到新的导调信息：记者来电询问']);
  assert.match(await page.title(), /^\(2\)/);
  await context.close();
});

test('the reply survives leaving the page, and is sent with Ctrl+Enter', async () => {
  const { page, sent, context } = await at(`${AT}/i/${delivery(5)}`, { width: 1366, height: 800 });
  const field = page.getByLabel('回复内容');
  await field.fill('接谈室9时20分开放，饮水40份。');
  await page.waitForTimeout(2_300);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.reply textarea')?.value.includes('饮水40份'));
  await field.press('Control+Enter');
  await until(() => commands(sent, 'respond_inject').length > 0);
  const [command] = commands(sent, 'respond_inject');
  assert.equal(command.command.text, '接谈室9时20分开放，饮水40份。');
  assert.equal(await field.inputValue(), '');
  await context.close();
});

test('single keys act on the desk and never in a field', async () => {
  const { page, sent, context } = await at(`${AT}/i/${delivery(22)}`, { width: 1366, height: 800 });
  await page.getByLabel('消息内容').fill('');
  await page.getByLabel('消息内容').pressSequentially('aqrmp');
  assert.equal(commands(sent, 'acknowledge_inject').length, 0);
  await page.locator('h2').first().click();
  await page.keyboard.press('a');
  await until(() => commands(sent, 'acknowledge_inject').length > 0);
  assert.equal(commands(sent, 'acknowledge_inject').length, 1);
  await context.close();
});

test('a real emergency: no click or double click declares it; holding does, and the screen is covered at once', async () => {
  const { page, sent, context } = await at(AT);
  await page.getByRole('button', { name: '真实险情' }).click();
  const hold = page.getByRole('dialog').getByRole('button', { name: /真实险情/ });
  await hold.click();
  await hold.dblclick();
  assert.equal(commands(sent, 'declare_emergency').length, 0);
  await hold.hover();
  await page.mouse.down();
  await page.waitForTimeout(1_700);
  await page.mouse.up();
  await page.getByText('正在记录').waitFor();
  assert.equal(commands(sent, 'declare_emergency').length, 1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(200);
  assert.ok(await page.getByRole('heading', { name: '真实险情' }).isVisible(), 'Esc does not lift the cover');
  await context.close();
});

test('the cover lifts when two keys were turned', async () => {
  const emergency = { since: stamp(), seat: 'GA-3', note: null, confirmed: [] };
  const { page, say, context } = await at(AT, { scene: { it: exercise({ status: 'paused', emergency }) } });
  await page.getByRole('heading', { name: '真实险情' }).waitFor();
  say({
    type: 'update',
    channel: 'all',
    n: 2,
    upsert: [{ key: `exercise/${EXERCISE}`, item: exercise() }],
    remove: [],
  });
  await page.getByRole('heading', { name: '真实险情' }).waitFor({ state: 'detached' });
  await context.close();
});

test('a change of seat wipes what the other seat saw', async () => {
  const { page, context, say } = await at(AT);
  await page.getByText('人群分流').waitFor();
  const other = you({ seat: 'GA-1', department: 'GA' });
  say({
    type: 'welcome',
    exercise: EXERCISE,
    epoch: 'e2',
    you: other,
    now: stamp(),
    channels: { all: { n: 1, start: 'fresh' } },
    head: null,
  });
  await page.getByText('人群分流').waitFor({ state: 'detached' });
  await context.close();
});

test('the language changes in the middle, without a reload and without losing text', async () => {
  const { page, context } = await at(`${AT}/seat`);
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await page.getByText('Our seats').waitFor();
  await page.getByText('EXERCISE ONLY · NOT A REAL EVENT').waitFor();
  await context.close();
});
