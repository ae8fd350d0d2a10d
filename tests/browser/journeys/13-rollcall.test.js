/** Before STARTEX: devices checked, the test inject acknowledged, GO said, STARTEX confirmed; a screen by a link that goes dark. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DEADLINE, Drill, until } from '../lib/drill.js';

let drill;
let director;
let lead;
let phone;

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  director = await drill.seated('赵敏', 'DIR');
  lead = await drill.seated('孙立', 'LC');
  await drill.advance(director, 'standby');
  phone = await drill.seated('王芳', 'XF-1', { device: 'phone' });
});
after(async () => {
  await drill?.stop();
});

const roll = async (department) =>
  (await drill.items(director, 'roll_call')).find((item) => item.department === department);

test('a seat hears the tone and acknowledges the test inject in the lobby; control sees both', async () => {
  const { page } = phone;
  await page.getByRole('heading', { name: '席位 XF-1' }).waitFor();
  const sound = page.getByRole('listitem').filter({ hasText: '声音' });
  await sound.getByRole('button', { name: '播放' }).click();
  await sound.getByRole('button', { name: '听到了', exact: true }).click();
  await page.getByRole('button', { name: '签收第 1 条' }).click();
  const count = await until('the roll call counts the seat', async () => {
    const { count } = await roll('XF');
    return count.sound === 1 && count.tested === 1 ? count : undefined;
  });
  assert.deepEqual(count, { seats: 2, live: 1, sound: 1, tested: 1, tests: 2 });
  const [check] = await drill.items(director, 'check');
  assert.deepEqual([check.seat, check.sound, check.storage], ['XF-1', 'passed', 'passed']);
  assert.match(check.client, /^Chrome \d+/);
  assert.ok(Math.abs(check.clock_ahead_ms) < 2_000, `${check.clock_ahead_ms} ms`);
  await page.locator('.lobby-roll').getByText('1/2').first().waitFor({ timeout: DEADLINE });
});

test('the lead controller says GO, and the lobby is told', async () => {
  const { page } = lead;
  await page.getByRole('button', { name: /点名 0\/3/ }).click();
  const sheet = page.getByRole('dialog', { name: '通联点名' });
  await sheet.getByText('XF-2').waitFor();
  await sheet.getByRole('button', { name: '就绪 XF', exact: true }).click();
  await until('GO is in the record', async () => (await roll('XF')).called?.word === 'go');
  await phone.page.getByText('导调组点名：').getByText('就绪').waitFor({ timeout: DEADLINE });
  await page.keyboard.press('Escape');
});

test('a screen opens by a link, shows the roll call without names, and goes dark when the link is taken back', async () => {
  const { page } = lead;
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  const sheet = page.getByRole('dialog', { name: '大屏和数据链接' });
  await sheet.getByLabel('名称，如“大厅左屏”').fill('大厅左屏');
  await sheet.getByRole('button', { name: '生成链接' }).click();
  const address = await sheet.locator('.con-kiosk-address').textContent();
  const screen = await drill.person('大屏', { cut: true });
  await screen.page.goto(address);
  await screen.page.locator('.wall-roll').getByText('XF').waitFor();
  const shown = await screen.page.locator('.wall').textContent();
  assert.match(shown.replace(/\s+/g, ' '), new RegExp(`${drill.code.slice(0, 3)} ?${drill.code.slice(3)}`));
  assert.ok(!shown.includes('王芳'), 'no wall shows a name');
  assert.equal(new URL(screen.page.url()).hash, '', 'the token has left the address bar');

  await sheet.locator('.con-kiosk').getByRole('button', { name: '收回' }).click();
  await page.waitForTimeout(600);
  const since = Date.now();
  await sheet.locator('.con-kiosk button.primary').click();
  await screen.page.locator('.wall').waitFor({ state: 'detached', timeout: 2_000 });
  assert.ok(Date.now() - since < 2_000);
  await sheet.getByText(/已于 .* 收回/).waitFor({ timeout: DEADLINE });
  await page.keyboard.press('Escape');
});

test('STARTEX names who is not ready, starts all the same, and the log keeps it', async () => {
  const { page } = director;
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '演练开始 STARTEX' }).click();
  await sheet.getByText('以下单位尚未就绪：').waitFor();
  const warned = await sheet.locator('.con-roll-ask li').allTextContents();
  assert.deepEqual(
    warned.map((line) => line.slice(0, 3).trim()),
    ['CMD', 'GA'],
    'XF was called ready by hand',
  );
  await sheet.getByLabel('说明（可不填）').fill('其余单位在路上');
  await page.waitForTimeout(600);
  await sheet.getByRole('button', { name: '我已知悉，仍然开始' }).click();
  const line = await until('the log has the roll call', async () =>
    (await drill.items(director, 'entry')).find((entry) => entry.fact === 'roll_closed'),
  );
  assert.equal(line.text, 'CMD · GA · 其余单位在路上');
  assert.equal(line.by.seat, 'DIR');
  const [exercise] = await drill.items(director, 'exercise');
  assert.equal(exercise.status, 'running');
  assert.deepEqual(drill.faults(), []);
});
