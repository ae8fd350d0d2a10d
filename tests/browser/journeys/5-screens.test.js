/**
 * Every screen in both languages and both themes, at the widths it is used at: read by axe, measured
 * for sideways scrolling, and pictured into out/ for the eye.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DEVICES } from '../lib/browser.js';
import { fire, openLadder, select } from '../lib/desk.js';
import { Drill } from '../lib/drill.js';
import { OUT } from '../lib/figures.js';
import { PASSWORD } from '../lib/server.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
];

let drill;
const at = {};
const found = [];

before(async () => {
  mkdirSync(OUT, { recursive: true });
  drill = await Drill.start();
  at.admin = await drill.person('管理员');
  await at.admin.page.goto(`${at.admin.base}/setup#${drill.server.setUpSecret}`);
  await at.admin.page.getByLabel('密码', { exact: true }).waitFor();
});
after(async () => {
  await drill?.stop();
});

/** Reads one screen with axe and measures it; what is wrong is collected, so that one run tells all. */
async function check(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) found.push(`${name}: scrolls sideways by ${wide} px`);
  const result = await page.evaluate(async () => {
    const ran = await window.axe.run(document, { resultTypes: ['violations'] });
    return ran.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
  });
  for (const violation of result) found.push(`${name}: ${violation}`);
}

/** One screen in the given looks and widths. Text size and place on the page stay as they are. */
async function looks(person, name, devices, all = LOOKS) {
  const { page } = person;
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  for (const [language, theme] of all) {
    await look(page, language, theme);
    for (const device of devices) {
      await page.setViewportSize(DEVICES[device].viewport);
      await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));
      const label = `${name}-${device}-${language}-${theme}`;
      if (device !== 'narrow') await page.screenshot({ path: join(OUT, `${label}.png`) });
      await check(page, label);
    }
  }
  await look(page, 'zh', 'light');
}

/** What a second window of the same device does when somebody switches it: this one follows. */
async function look(page, language, theme) {
  await page.evaluate(
    (settings) => {
      for (const [key, newValue] of Object.entries(settings)) {
        localStorage.setItem(key, newValue);
        window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
      }
    },
    { 'startex.language': language, 'startex.theme': theme },
  );
  await page.waitForFunction(
    ([lang, dark]) => document.documentElement.lang === lang && document.documentElement.dataset.theme === dark,
    [language === 'zh' ? 'zh-CN' : 'en', theme],
  );
}

test('the doors: administrator, join, lobby', async () => {
  const { page } = at.admin;
  await looks(at.admin, 'setup', ['phone', 'desk']);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输入一次').fill(PASSWORD);
  await page.getByRole('button', { name: '设置并进入' }).click();
  await page.getByRole('heading', { name: '从情景创建' }).waitFor();
  await drill.server.administrator({ linkUsed: true });
  await drill.prepare();
  await page.reload();
  await page.getByRole('link', { name: '席卡与房间代码' }).waitFor();
  await looks(at.admin, 'admin', ['phone', 'desk']);
  await page.getByRole('link', { name: '席卡与房间代码' }).click();
  await page.locator('.seat-card').first().waitFor();
  await looks(at.admin, 'cards', ['phone', 'desk']);

  at.guest = await drill.person('访客', { device: 'phone' });
  await at.guest.page.goto(`${at.guest.base}/join`);
  await at.guest.page.getByLabel('房间代码').waitFor();
  await looks(at.guest, 'join-code', ['narrow', 'phone', 'desk']);
  await at.guest.page.goto(drill.cardUrl('XF-2'));
  await at.guest.page.getByLabel('姓名').waitFor();
  await looks(at.guest, 'join-card', ['narrow', 'phone', 'desk']);

  at.desk = await drill.seated('赵敏', 'DIR');
  at.phone = await drill.seated('王芳', 'XF-1', { device: 'phone' });
  await drill.advance(at.desk, 'standby');
  await at.phone.page.getByRole('button', { name: /^签收第 \d+ 条$/ }).waitFor();
  await looks(at.phone, 'lobby', ['narrow', 'phone', 'desk']);
});

test('the department: list, detail, report, messages, seat, desk', async () => {
  await drill.command(at.desk, { type: 'start_exercise' });
  await at.phone.page.locator('.inject-card').filter({ hasText: '家属求助' }).waitFor();
  for (const row of ['R-02', 'R-03', 'R-05', 'R-07']) await fire(at.desk.page, row);
  const { page } = at.phone;
  await page.locator('.inject-card').filter({ hasText: '网络传言' }).waitFor();
  await looks(at.phone, 'department-list', ['narrow', 'phone']);
  await page.locator('.inject-card').filter({ hasText: '巡逻组呼叫' }).locator('button.ack').tap();
  await page.locator('.inject-card').filter({ hasText: '巡逻组呼叫' }).getByRole('button').first().tap();
  await page.getByLabel('回复内容').waitFor();
  await looks(at.phone, 'department-detail', ['narrow', 'phone']);
  await page.getByRole('button', { name: /返回列表/ }).tap();
  for (const [index, name] of [
    [1, 'report'],
    [2, 'messages'],
    [3, 'seat'],
  ]) {
    await page.locator('nav.tabs').getByRole('button').nth(index).tap();
    await looks(at.phone, `department-${name}`, ['narrow', 'phone']);
  }
  await page.locator('nav.tabs').getByRole('button').first().tap();
  await looks(at.phone, 'department-desk', ['desk', 'wide']);
  await page.setViewportSize(DEVICES.phone.viewport);
});

test('the console with its sheets, and the simulator', async () => {
  const { page } = at.desk;
  const answer = (await drill.items(at.phone, 'inject')).find((item) => item.rungs.acknowledged);
  await drill.command(at.phone, {
    type: 'respond_inject',
    delivery: answer.delivery,
    progress: 'doing',
    text: '已派人值守栈道入口。',
  });
  await drill.command(at.phone, {
    type: 'submit_report',
    kind: 'first',
    text: '走失老人最后出现在东侧花坛，正沿码头方向搜寻。',
    facts: [{ key: 'place', value: '东侧花坛' }],
    gaps: ['persons'],
  });
  await select(page, 'R-03');
  await looks(at.desk, 'console', ['desk', 'wide']);
  await page.keyboard.press('Escape');
  await select(page, 'R-10');
  await page.keyboard.press('f');
  await page.getByText(/将送达 \d+ 人/).waitFor();
  await looks(at.desk, 'console-armed', ['desk'], [['zh', 'light'], ['en', 'dark']]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.locator('.con-drawer').waitFor();
  await looks(at.desk, 'console-inbox', ['desk']);
  await page.keyboard.press('Escape');
  await openLadder(page, 'R-03', 'XF');
  await looks(at.desk, 'console-ladder', ['desk'], [['zh', 'light'], ['en', 'dark']]);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  for (const [button, name] of [
    ['演练', 'exercise'],
    ['席位', 'seats'],
    ['任务', 'tasks'],
  ]) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('dialog[open]').waitFor();
    await looks(at.desk, `console-${name}`, ['desk'], [['zh', 'light'], ['en', 'dark']]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  }
  at.simulator = await drill.seated('何平', 'SIM-1');
  await at.simulator.page.locator('#main').waitFor();
  await looks(at.simulator, 'simulator', ['phone', 'desk']);
});

test('evaluators and both walls', async () => {
  at.evaluator = await drill.seated('陈静', 'EVA-XF');
  await at.evaluator.page.locator('#main').waitFor();
  await looks(at.evaluator, 'evaluation', ['phone', 'desk', 'wide']);
  await at.evaluator.page.keyboard.press('o');
  await at.evaluator.page.locator('dialog[open]').waitFor();
  await looks(at.evaluator, 'evaluation-note', ['phone', 'desk'], [['zh', 'light'], ['en', 'dark']]);
  for (const seat of ['WALL-L', 'WALL-P']) {
    const wall = await drill.seated('大屏', seat, { device: 'wide' });
    await wall.page.locator('#main').waitFor();
    await looks(wall, seat.toLowerCase(), ['wide', 'huge']);
  }
});

test('nothing serious or critical anywhere, and nothing scrolls sideways', () => {
  assert.deepEqual(found, []);
});

test('nothing was asked of another host, and no page complained', () => {
  assert.deepEqual(drill.faults(), []);
});
