/** Joining: from an empty server to people in their seats, by card and by code. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DEADLINE, Drill, until } from '../lib/drill.js';
import { PASSWORD } from '../lib/server.js';
import { resolve } from 'node:path';

const SCENARIO = resolve(import.meta.dirname, '../scenario.yaml');
let drill;
let director;
let phone;

before(async () => {
  drill = await Drill.start();
});
after(async () => {
  await drill?.stop();
});

test('the administrator sets up, makes an exercise and sees its cards', async () => {
  const { page, ...admin } = await drill.person('管理员');
  await page.goto(`${admin.base}/setup#${drill.server.setUpSecret}`);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输入一次').fill(PASSWORD);
  await page.getByRole('button', { name: '设置并进入' }).click();
  await page.getByRole('heading', { name: '从情景创建' }).waitFor();
  assert.equal(new URL(page.url()).hash, '', 'the secret has left the address bar');

  await drill.server.administrator({ linkUsed: true });
  await drill.server.addScenario(SCENARIO);
  await page.reload();
  const scenario = page.getByRole('listitem').filter({ hasText: '河畔广场走失老人演练' });
  await scenario.getByRole('button', { name: '创建演练' }).click();
  await scenario.getByRole('group').getByRole('button', { name: '创建演练' }).click();
  await page.getByRole('link', { name: '席卡与房间代码' }).click();
  await page.locator('.seat-card').first().waitFor();
  assert.equal(await page.locator('.seat-card').count(), 16, 'a card for each of the sixteen seats');
  drill.exercise = new URL(page.url()).pathname.split('/').at(-1);
  await drill.readCards();
});

test('a seat card asks for the name and leads through the lobby into the seat', async () => {
  // `cut`: later the seat is moved, and this device's line is refused.
  phone = await drill.person('王芳', { device: 'phone', cut: true });
  const { page } = phone;
  await page.goto(drill.cardUrl('XF-1'));
  await page.getByText('XF-1 站长').waitFor();
  assert.equal(new URL(page.url()).hash, '', 'nobody reads the secret over a shoulder');
  await page.getByRole('button', { name: '就座' }).click();
  await page.getByText('请填写姓名。').waitFor();
  await page.getByLabel('姓名').fill('王芳');
  await page.getByLabel('我已阅读告知书').check();
  await page.getByRole('button', { name: '就座' }).click();
  await page.getByRole('heading', { name: '席位 XF-1' }).waitFor();

  const connection = page.getByRole('listitem').filter({ hasText: '连接' });
  await connection.getByText('正常').waitFor();
  const clock = page.getByRole('listitem').filter({ hasText: '时钟' });
  await clock.getByText('一致').waitFor();
  const sound = page.getByRole('listitem').filter({ hasText: '声音' });
  await sound.getByRole('button', { name: /播放|再播一次/ }).click();
  await sound.getByRole('button', { name: '听到了' }).click();
  await sound.getByText('正常').waitFor();
});

test('the test inject is acknowledged in the lobby', async () => {
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'standby');
  await phone.page.getByRole('button', { name: /^签收第 \d+ 条$/ }).click();
  await phone.page.getByText(/\d\d:\d\d:\d\d 已签收/).waitFor();
  await phone.page.getByRole('timer').first().waitFor();
});

test('a wrong code says nothing about other drills', async () => {
  const stranger = await drill.person('路人', { device: 'phone' });
  const wrong = drill.code === 'ZZZ999' ? 'YYY888' : 'ZZZ999';
  await stranger.page.goto(`${stranger.base}/join`);
  await stranger.page.getByLabel('房间代码').fill(wrong);
  await stranger.page.getByRole('button', { name: '继续' }).click();
  await stranger.page.getByText('名称、密码、席卡或代码不正确。').waitFor();
  const text = await stranger.page.locator('body').innerText();
  for (const word of ['河畔广场', 'Riverside', 'XF', '指挥部', drill.exercise]) {
    assert.ok(!text.includes(word), `the page of a wrong code shows "${word}"`);
  }
  await stranger.context.close();
});

test('the room code leads to the waiting room, and a controller lets in', async () => {
  const guest = await drill.person('李强', { device: 'desk' });
  const { page } = guest;
  await page.goto(`${guest.base}/join`);
  // Typed as it is read out: lower case, with the gap.
  await page.getByLabel('房间代码').fill(`${drill.code.slice(0, 3)} ${drill.code.slice(3)}`.toLowerCase());
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByLabel('姓名').fill('李强');
  await page.getByLabel('参演单位').selectOption('GA');
  await page.getByLabel('岗位').selectOption('GA-2');
  await page.getByLabel('我已阅读告知书').check();
  await page.getByRole('button', { name: '申请席位' }).click();
  await page.getByRole('heading', { name: '等候放行' }).waitFor();

  const desk = director.page;
  await desk.getByRole('button', { name: /收件/ }).click();
  const waiting = desk.getByRole('listitem').filter({ hasText: '李强' });
  await waiting.getByRole('button', { name: '放行' }).click();
  await page.getByRole('heading', { name: '席位 GA-2' }).waitFor({ timeout: DEADLINE });
});

test('a card is refused on a second device until the seat is moved', async () => {
  const other = await drill.person('王芳', { device: 'phone' });
  const take = async () => {
    await other.page.getByLabel('姓名').fill('王芳');
    await other.page.getByLabel('我已阅读告知书').check();
    await other.page.getByRole('button', { name: '就座' }).click();
  };
  await other.page.goto(drill.cardUrl('XF-1'));
  await take();
  await other.page.getByText('这张席卡已在另一台设备上使用').waitFor();

  const desk = director.page;
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: '席位', exact: true }).click();
  const seat = desk.getByRole('row').filter({ hasText: 'XF-1' });
  await seat.getByRole('button', { name: '换设备' }).click();
  await seat.getByRole('button', { name: '释放席位' }).click();
  await phone.page.getByRole('heading', { name: /加入演练|您的席位/ }).waitFor();

  await other.page.getByRole('button', { name: '就座' }).click();
  await other.page.getByRole('heading', { name: '席位 XF-1' }).waitFor();
  await until('the new device holds the seat', async () => {
    const seats = await drill.items(director, 'seat');
    return seats.find((item) => item.code === 'XF-1')?.presence === 'seated';
  });
});

test('nothing was asked of another host, and no page complained', () => {
  assert.deepEqual(drill.faults(), []);
});
