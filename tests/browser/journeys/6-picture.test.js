/** A contradiction of the common picture, played by hand: who shows what, and what is measured of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeDialog } from '../lib/desk.js';
import { Drill, stayAt, until } from '../lib/drill.js';
import { figure } from '../lib/figures.js';

let drill;
let desk;
let petition;
let police;
let command;
/** The wall of the leaders' room and the one that players see. */
let leaders;
let players;

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  desk = await drill.seated('赵敏', 'DIR');
  await drill.advance(desk, 'running');
  [petition, police, command, leaders, players] = await Promise.all([
    drill.seated('王芳', 'XF-1', { device: 'phone' }),
    drill.seated('李强', 'GA-1'),
    drill.seated('周宁', 'CMD-1', { device: 'phone' }),
    drill.seated('大屏', 'WALL-L', { device: 'wide' }),
    drill.seated('大屏', 'WALL-P', { device: 'wide' }),
  ]);
  await stayAt(players, 2);
  await desk.page.keyboard.press('g');
  await desk.page.keyboard.press('p');
  await desk.page.locator('.pic-table').waitFor();
});
after(async () => {
  await drill?.stop();
});

const fact = (person) => person.page.locator('.key-fact').filter({ hasText: '在场群众' });
const row = () => desk.page.locator('.pic-table tbody tr').filter({ hasText: '在场群众' });

/** A department reports a number as its people would. */
async function report(person, value, source) {
  await fact(person).getByRole('button', { name: '报告', exact: true }).click();
  const dialog = person.page.locator('dialog[open]');
  await dialog.getByLabel('现在的情况').fill(String(value));
  if (source) await dialog.getByLabel('从谁处得知').fill(source);
  await dialog.getByRole('button', { name: '提交' }).click();
  await dialog.waitFor({ state: 'detached' });
  await fact(person).getByText(`${value} 人`).first().waitFor();
}

test('what becomes true by control’s hand is known to nobody: the console counts how far each is behind', async () => {
  await row().locator('td.pic-truth button').click();
  const dialog = desk.page.locator('dialog[open]');
  await dialog.getByLabel('新的实情').fill('60');
  await dialog.getByRole('button', { name: '设定实情…' }).click();
  const send = dialog.getByRole('button', { name: '现在设定' });
  await desk.page.waitForTimeout(600);
  await send.click();
  await dialog.getByText(/已记录/).waitFor();
  await closeDialog(desk.page);
  await row().locator('td.pic-truth').filter({ hasText: '60' }).waitFor();
  assert.equal(await row().getByText(/落后 0:\d\d/).count(), 3, 'all three that are to know it');
  for (const screen of [petition, police, command, leaders, players]) {
    const seen = JSON.stringify(await drill.items(screen));
    assert.ok(!seen.includes('"truth"'), `${screen.seat} is told what is true`);
  }
});

test('two departments report different people: console and leaders’ wall show both, the players’ wall nothing', async () => {
  await petition.page.locator('nav.tabs').getByRole('button', { name: /情况报告/ }).tap();
  await command.page.locator('nav.tabs').getByRole('button', { name: /情况报告/ }).tap();
  await report(petition, 60, '接待窗口');
  const said = Date.now();
  await report(police, 45);
  await row().getByText('不一致').waitFor();
  figure('contradiction, from report to the console', Date.now() - said, 1000);
  assert.match(await row().innerText(), /◆60[\s\S]*用时/, 'XF has it, and how long that took');
  assert.match(await row().innerText(), /◆45[\s\S]*−15[\s\S]*落后/, 'GA is wrong and still behind');
  await desk.page.locator('.con-bar').getByText('◆ 不一致 1').waitFor();
  await desk.page.locator('.con-bell').click();
  await desk.page.locator('dialog[open]').getByText(/在场群众：.*GA 45.*XF 60|在场群众：.*XF 60.*GA 45/).waitFor();
  await closeDialog(desk.page);

  const tile = leaders.page.locator('.wall-fact');
  await tile.filter({ hasText: '◆' }).waitFor();
  const text = (await tile.innerText()).replaceAll(/\s+/g, ' ');
  assert.ok(text.includes('GA 45') && text.includes('XF 60'), text);
  assert.equal(await players.page.locator('.wall-fact').count(), 0);
});

test('command sees both beside each other and confirms one with one tap: then players may see it', async () => {
  await fact(command).getByText('不一致').waitFor();
  await fact(command).getByRole('button', { name: /^确认 XF/ }).tap();
  await players.page.locator('.wall-fact').filter({ hasText: '60' }).waitFor();
  const wall = await players.page.locator('.wall-fact').innerText();
  assert.ok(!wall.includes('45') && !wall.includes('◆'), wall);
  await fact(police).getByText('指挥部确认：60 人').waitFor();
  await row().getByText('✓').first().waitFor();
});

test('the other withdraws with a reason: nothing differs any more, and its value is nobody’s', async () => {
  await fact(police).getByRole('button', { name: '报告', exact: true }).click();
  const { page } = police;
  await page.getByRole('button', { name: '撤回本单位所报…' }).click();
  await page.getByLabel('为什么撤回').fill('漏数了东侧');
  await page.locator('dialog[open]').getByRole('button', { name: '撤回', exact: true }).click();
  await row().getByText('不一致').waitFor({ state: 'detached' });
  await leaders.page.locator('.wall-fact').filter({ hasNotText: '◆' }).waitFor();
  await desk.page.getByText(/撤回.*报告的要素：在场群众 45 人 · 漏数了东侧/).first().waitFor();
});

test('lag and error are measured', async () => {
  const { facts } = await until('measures', async () => {
    const url = `${desk.base}/api/v1/exercises/${drill.exercise}/measures`;
    const answer = await desk.context.request.get(url);
    assert.equal(answer.status(), 200);
    return answer.json();
  });
  const of = (department) => facts.find((one) => one.fact === 'people' && one.department === department);
  assert.equal(of('XF').error, 0);
  assert.equal(of('XF').lagging_ms, null);
  assert.ok(of('XF').lag_worst_ms > 0);
  assert.equal(of('GA').error_worst, 15);
  assert.ok(of('GA').wrong_ms > 0 && of('GA').lagging_ms > 0);
  assert.equal(of('GA').reports.length, 1);
});

test('no page had a fault', () => {
  assert.deepEqual(drill.faults(), []);
});
