/** A drill in four windows at once: controller, a phone of 360 px, a department's desk, an evaluator. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sounds } from '../lib/browser.js';
import { closeDialog, fire, markOf, openLadder, rung, select } from '../lib/desk.js';
import { DEADLINE, Drill, stayAt, until } from '../lib/drill.js';
import { figure } from '../lib/figures.js';

let drill;
/** The director at the console, XF-1 on a phone, GA-1 at a desk, the evaluator of XF. */
let desk;
let phone;
let police;
let evaluator;
/** Incident command and the players' wall. */
let command;
let wall;

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  desk = await drill.seated('赵敏', 'DIR');
  [phone, police, evaluator, command] = await Promise.all([
    drill.seated('王芳', 'XF-1', { device: 'phone' }),
    drill.seated('李强', 'GA-1'),
    drill.seated('陈静', 'EVA-XF'),
    drill.seated('周宁', 'CMD-1'),
  ]);
  await phone.page.getByRole('heading', { name: '席位 XF-1' }).waitFor();
});
after(async () => {
  await drill?.stop();
});

/** The card of an inject in a department's list, by its title. */
const card = (person, title) => person.page.locator('.inject-card').filter({ hasText: title });
const acknowledge = /^签收第 \d+ 条$/;

test('STARTEX in two steps; an inject arrives at the phone with sound', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '演练', exact: true }).click();
  for (const step of ['提交审核', '批准', '进入待命']) {
    await page.getByRole('button', { name: step, exact: true }).click();
    await page.getByText(/已记录/).first().waitFor();
  }
  // The lobby unlocks sound: without a tap no browser plays.
  await phone.page.getByRole('button', { name: /播放|再播一次/ }).tap();
  const before = await until('a test tone', () => sounds(phone.page));

  await page.getByRole('button', { name: '演练开始 STARTEX' }).click();
  // Only one phone of all has come: that is said, and is no obstacle.
  await page.getByRole('button', { name: '我已知悉，仍然开始' }).click();
  await closeDialog(page);

  await card(phone, '家属求助').waitFor();
  await until('two rising tones', async () => (await sounds(phone.page)) >= before + 2);
});

test('one tap acknowledges from the list; control sees each rung of the ladder', async () => {
  await openLadder(desk.page, 'R-01', 'XF');
  for (const stage of ['已下发', '已送达', '已查看']) await rung(desk.page, stage);
  const tapped = Date.now();
  await card(phone, '家属求助').getByRole('button', { name: acknowledge }).tap();
  figure('acknowledged, from tap to the controller', await rung(desk.page, '已签收', tapped), 1000);
  await card(phone, '家属求助').getByText(/\d\d:\d\d:\d\d 已记录/).waitFor();
});

test('the answer written on the phone is read at the console', async () => {
  await card(phone, '家属求助').getByRole('button').first().tap();
  await phone.page.getByLabel('回复内容').fill('已登记：七十六岁，灰帽，蓝外套；已通报派出所。');
  const sent = Date.now();
  await phone.page.getByRole('button', { name: '发送回复' }).tap();
  figure('answer, from tap to the controller', await rung(desk.page, '已回复', sent), 1000);
  await closeDialog(desk.page);
  await desk.page.keyboard.press('r');
  await desk.page.getByText('已登记：七十六岁').first().waitFor();
  await desk.page.keyboard.press('Escape');
  await desk.page.locator('.con-drawer').waitFor({ state: 'detached' });
  await phone.page.getByRole('button', { name: /返回列表/ }).tap();
});

test('a row fired by hand climbs sent, delivered, seen within the line', async () => {
  const heard = await sounds(phone.page);
  await fire(desk.page, 'R-02');
  const fired = Date.now();
  await openLadder(desk.page, 'R-02', 'XF');
  for (const [stage, name] of [
    ['已下发', 'sent'],
    ['已送达', 'delivered'],
    ['已查看', 'seen'],
  ]) {
    figure(`${name}, from release to the controller`, await rung(desk.page, stage, fired), 1000);
  }
  await closeDialog(desk.page);
  await until('it rings', async () => (await sounds(phone.page)) > heard);
  // A call shows its words when it is answered.
  assert.equal(await phone.page.getByText('东侧花坛').count(), 0);
  await card(phone, '目击者来电').getByRole('button', { name: '接听并签收' }).tap();
  await card(phone, '目击者来电').getByText(/已记录/).waitFor();
});

test('pause stops the clock everywhere, resume lets it run on', async () => {
  await desk.page.keyboard.press('Shift+P');
  await desk.page.getByLabel('说明（可不填）').fill('核对名单');
  await desk.page.locator('dialog').getByRole('button', { name: '管理需要' }).click();
  await phone.page.getByText('演练已暂停：管理需要 · 核对名单').waitFor();
  await police.page.getByText('演练已暂停：管理需要 · 核对名单').waitFor();
  const clock = phone.page.locator('.exercise-clock strong');
  const stood = await clock.innerText();
  await desk.page.getByRole('button', { name: /恢复/ }).first().click();
  await phone.page.getByText('演练已暂停').waitFor({ state: 'detached' });
  await until('the clock runs', async () => (await clock.innerText()) !== stood);
});

test('an ad-hoc inject can be undone, and the next one goes out', async () => {
  const { page } = desk;
  const write = async (text) => {
    await page.getByRole('button', { name: /随机导调/ }).first().click();
    await page.locator('.con-composer').getByLabel('XF', { exact: true }).check();
    await page.getByLabel('写给参演人员的内容').fill(text);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/将送达 \d+ 人/).waitFor();
    await page.waitForTimeout(450);
    await page.keyboard.press('Enter');
    await page.getByText(/将在 \d 秒后发出/).waitFor();
  };
  await write('写错的一条');
  await page.getByRole('button', { name: /^撤销/ }).click();
  await page.getByText(/将在 \d 秒后发出/).waitFor({ state: 'detached' });
  await write('东门有两辆车挡住通道。');
  await phone.page.getByText('来电').first().waitFor();
  await until('the second came, the first never', async () => {
    const injects = await drill.items(phone, 'inject');
    const texts = injects.map((inject) => JSON.stringify(inject.body));
    assert.ok(!texts.some((text) => text.includes('写错的一条')));
    return texts.some((text) => text.includes('东门有两辆车'));
  });
});

test('hold and fire by keyboard alone', async () => {
  const { page } = desk;
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await page.keyboard.press('/');
  await page.keyboard.type('R-09');
  // Enter leaves the field for the list; where a screen does not do so, Tab does.
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await page.locator('.con-detail-head').filter({ hasText: 'R-09' }).waitFor();
  await page.keyboard.press('h');
  await markOf(page, 'R-09').getByText('暂缓').waitFor();
  await page.keyboard.press('h');
  await markOf(page, 'R-09').getByText('计划中').waitFor();

  // One key arms and nothing more; a held or doubled key sends nothing.
  await page.keyboard.press('f');
  await page.getByText(/将送达 \d+ 人/).waitFor();
  await page.keyboard.press('Enter');
  assert.equal((await drill.items(desk, 'row')).find((row) => row.id === 'R-09').status, 'scheduled');
  await page.waitForTimeout(450);
  await page.keyboard.press('Enter');
  await card(police, '茶亭来电').waitFor();
});

test('while Chinese is being composed no key of the console acts', async () => {
  const { page } = desk;
  await select(page, 'R-10');
  // Receipts of what went out before may still come in.
  const rows = async () =>
    JSON.stringify((await drill.items(desk, 'row')).map(({ deliveries, ...row }) => row));
  const before = await rows();
  const dialogs = await page.locator('dialog, .con-fire, .con-composer').count();
  await page.evaluate(() => {
    for (const key of ['j', 'k', 'f', 'h', 'd', 's', 'e', 'n', 'r', 'l', 'b', 'Enter', 'P']) {
      for (const extra of [{ isComposing: true }, { keyCode: 229 }]) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...extra });
        if (extra.keyCode) Object.defineProperty(event, 'keyCode', { value: 229 });
        document.activeElement.dispatchEvent(event);
      }
    }
  });
  // Something that certainly comes after: the answer to a request of its own.
  assert.equal(await rows(), before);
  assert.equal(await page.locator('dialog, .con-fire, .con-composer').count(), dialogs);
});

test('the language is switched in mid-drill and the draft stays', async () => {
  const { page } = phone;
  await card(phone, '目击者来电').getByRole('button').first().tap();
  const draft = '居民电话线索已登记，正在核对……';
  await page.getByLabel('回复内容').fill(draft);
  await page.getByRole('button', { name: /返回列表/ }).tap();
  const tabs = page.locator('nav.tabs').getByRole('button');
  await tabs.last().tap();
  await page.getByRole('button', { name: 'EN', exact: true }).first().tap();
  await page.getByRole('heading', { name: 'My seat' }).or(page.getByText('Display and sound')).first().waitFor();
  await tabs.first().tap();
  await card(phone, 'A witness calls').getByRole('button').first().tap();
  assert.equal(await page.locator('textarea').first().inputValue(), draft);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.goBack();
  await tabs.last().tap();
  await page.getByRole('button', { name: '中文' }).first().tap();
  await tabs.first().tap();
});

test('a correction and a recall are seen at the phone', async () => {
  const { page } = desk;
  await select(page, 'R-02');
  await page.getByRole('button', { name: /更正…/ }).click();
  await page.getByLabel('更正后的内容').fill('更正：老人是往西侧广场走的。');
  await page.locator('dialog').getByRole('button', { name: /更正/ }).last().click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await until('the correction at the phone', async () => {
    const injects = await drill.items(phone, 'inject');
    return injects.some((inject) => inject.corrects && JSON.stringify(inject.body).includes('西侧广场'));
  });
  await phone.page.locator('.inject-card').filter({ hasText: '更正' }).first().waitFor();

  await fire(page, 'R-05');
  await card(phone, '记者询问').waitFor();
  await select(page, 'R-05');
  await page.getByRole('button', { name: /撤回…/ }).click();
  await page.getByLabel('撤回原因（接收者可见）').fill('发错对象');
  await page.locator('dialog').getByRole('button', { name: /撤回/ }).last().click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await until('the recall at the phone', async () =>
    (await drill.items(phone, 'inject')).some((inject) => inject.stage === 'recalled'),
  );
  await phone.page.getByRole('button', { name: /显示已办/ }).tap();
  await card(phone, '记者询问').getByText('已撤回').waitFor();
});

test('a report confirmed by command stands on the players’ wall', async () => {
  wall = await drill.seated('大屏', 'WALL-P', { device: 'wide' });
  await stayAt(wall, 2);
  await wall.page.getByText('指挥部尚未确认任何情况报告。').waitFor();
  const tabs = phone.page.locator('nav.tabs').getByRole('button');
  await tabs.nth(1).tap();
  await phone.page.getByLabel('情况', { exact: true }).fill('走失老人最后出现在东侧花坛。');
  await phone.page.getByLabel('地点').fill('东侧花坛');
  await phone.page.getByRole('button', { name: '提交报告' }).tap();
  const report = command.page.getByRole('listitem').filter({ hasText: '走失老人最后出现在东侧花坛' });
  await report.getByRole('button', { name: '核实并确认' }).click();
  await report.getByRole('group').getByRole('button', { name: '核实并确认' }).click();
  await wall.page.getByText('走失老人最后出现在东侧花坛。').waitFor();
  await tabs.first().tap();
});

test('an evaluator’s note never reaches a player', async () => {
  const words = '观察员私记：接待员未复述特征';
  await evaluator.page.keyboard.press('o');
  await evaluator.page.getByLabel('看到了什么，听到了什么').fill(words);
  await evaluator.page.keyboard.press('Control+Enter');
  await evaluator.page.getByText(words).waitFor();
  await until('recorded', async () =>
    (await drill.items(evaluator, 'observation')).some((item) => item.text === words),
  );
  for (const person of [phone, police, command, wall]) {
    assert.ok(!JSON.stringify(await drill.items(person)).includes('观察员私记'), `${person.name} was sent it`);
    assert.ok(!(await person.page.content()).includes('观察员私记'), `${person.name} sees it`);
  }
});

test('a real emergency from the phone covers every screen and needs two keys to resume', async () => {
  const safety = await drill.seated('孙安', 'SAF');
  await safety.page.locator('#main').waitFor();
  const everyone = [desk, phone, police, evaluator, command, wall, safety];
  await phone.page.locator('header').getByRole('button', { name: /真实险情/ }).tap();
  await phone.page.getByLabel('发生了什么、在哪里（可不填）').fill('码头有人真的摔倒了');
  const hold = phone.page.locator('dialog .hold button');
  const box = await hold.boundingBox();
  await hold.dispatchEvent('pointerdown', { button: 0, pointerId: 1, isPrimary: true, clientX: box.x + 9, clientY: box.y + 9 });
  // Nobody's screen waits for the others: all are watched from the same moment.
  await phone.page.locator('.emergency-cover').waitFor();
  const declared = Date.now();
  const covered = everyone.map(async (person) => {
    await person.page.locator('.emergency-cover').waitFor();
    return Date.now() - declared;
  });
  const slowest = Math.max(...(await Promise.all(covered)));
  figure('real emergency, until the last screen is covered', slowest, 2000);
  assert.ok(slowest < 10_000);
  await desk.page.locator('.emergency-cover').getByText('码头有人真的摔倒了').waitFor();

  const turn = async (person) => {
    await person.page.locator('.emergency-cover').getByRole('textbox').last().fill('恢复');
    await person.page.keyboard.press('Enter');
  };
  await turn(desk);
  await desk.page.getByText(/已确认：.*演练总指挥/).waitFor();
  assert.equal((await drill.items(desk, 'exercise'))[0].status, 'paused', 'one key is not enough');
  assert.ok(await phone.page.locator('.emergency-cover').isVisible());
  await turn(safety);
  for (const person of everyone) {
    await person.page.locator('.emergency-cover').waitFor({ state: 'detached', timeout: DEADLINE });
  }
});

test('nothing was asked of another host, no page complained, no policy was broken', () => {
  assert.deepEqual(drill.faults(), []);
});
