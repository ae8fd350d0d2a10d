/** Killed without warning: a browser with unsent words, a renderer, the server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fire } from '../lib/desk.js';
import { DEADLINE, Drill, until } from '../lib/drill.js';
import { figure } from '../lib/figures.js';
import { MortalBrowser } from '../lib/mortal.js';

let drill;
let desk;
let police;
let evaluator;
let phone;

before(async () => {
  drill = await Drill.start({ proxied: true });
  await drill.prepare();
  [desk, police, evaluator] = await Promise.all([
    drill.seated('赵敏', 'DIR', { cut: true }),
    drill.seated('李强', 'GA-1', { cut: true }),
    drill.seated('陈静', 'EVA-XF', { cut: true }),
  ]);
  await drill.advance(desk, 'running');
  const mortal = await MortalBrowser.create(drill.server.publicBase);
  phone = { name: '王芳', base: drill.server.publicBase, mortal };
  // Playwright's own requests do not share a killed browser's cookies: the form is filled in.
  await mortal.page.goto(drill.cardUrl('XF-1', phone.base));
  await mortal.page.getByRole('button', { name: '中文' }).first().click();
  await mortal.page.getByLabel('姓名').fill('王芳');
  await mortal.page.getByLabel('我已阅读告知书').check();
  await mortal.page.getByRole('button', { name: '就座' }).click();
  await mortal.page.locator('.inject-card').filter({ hasText: '家属求助' }).waitFor();
  await mortal.signedInOnDisk();
});
after(async () => {
  await phone?.mortal.end();
  await drill?.stop();
});

const inRecord = async (words) =>
  (await drill.server.journal(drill.exercise)).filter((commit) => JSON.stringify(commit).includes(words)).length;

test('a browser killed with words in its outbox delivers them once when it is opened again', async () => {
  const { mortal } = phone;
  drill.proxy.silence();
  await mortal.page.locator('.inject-card').filter({ hasText: '家属求助' }).locator('button.ack').click();
  await mortal.page.locator('.inject-card').filter({ hasText: '家属求助' }).getByRole('button').first().click();
  await mortal.page.getByLabel('回复内容').fill('浏览器被杀之前写下的');
  await mortal.page.getByRole('button', { name: /发送回复|恢复网络后发送/ }).click();
  const reports = () => mortal.page.locator('nav.tabs').getByRole('button').nth(1);
  await reports().click();
  await mortal.page.getByLabel('情况', { exact: true }).fill('还没写完的草稿');
  await until('both are on disk', () =>
    mortal.page.evaluate(
      () =>
        new Promise((done) => {
          const asked = indexedDB.open('startex');
          asked.onsuccess = () => {
            const read = asked.result.transaction(['outbox', 'drafts']);
            const counts = [];
            for (const shelf of ['outbox', 'drafts']) {
              read.objectStore(shelf).getAll().onsuccess = (event) => counts.push(event.target.result);
            }
            read.oncomplete = () => {
              asked.result.close();
              done(counts[0].length >= 2 && JSON.stringify(counts[1]).includes('还没写完'));
            };
          };
        }),
    ),
  );
  await mortal.kill();
  // What the dead browser had handed to the network is gone with it: only its disk still knows.
  drill.proxy.forget();
  drill.proxy.speak();
  assert.equal(await inRecord('浏览器被杀之前写下的'), 0);

  await mortal.open();
  await mortal.page.goto(`${phone.base}/x/${drill.exercise}`);
  await until('the reply', async () => (await inRecord('浏览器被杀之前写下的')) === 1, 2 * DEADLINE);
  const delivery = (await drill.items(desk, 'delivery')).find((item) => item.row === 'R-01');
  assert.ok(delivery.rungs.responded, 'answered');
  assert.ok(delivery.rungs.acknowledged, 'acknowledged before it was answered');
  await reports().click();
  await until('the draft is there again', async () =>
    (await mortal.page.getByLabel('情况', { exact: true }).inputValue()).includes('还没写完的草稿'),
  );
  assert.equal(await inRecord('浏览器被杀之前写下的'), 1, 'once, and only once');
});

test('a crashed page comes back with what it had', async () => {
  const session = await police.context.newCDPSession(police.page);
  const crashed = police.page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await police.page.close();
  police.page = await police.context.newPage();
  police.page.setDefaultTimeout(DEADLINE);
  await police.page.goto(`${police.base}/x/${drill.exercise}`);
  await police.page.getByText('已连接').first().waitFor();
});

test('the server killed with -9 comes back on its record, and everybody with it', async () => {
  await fire(desk.page, 'R-03');
  await police.page.locator('.inject-card').filter({ hasText: '巡逻组呼叫' }).locator('button.ack').click();
  await police.page.getByText(/\d\d:\d\d:\d\d 已记录/).first().waitFor();
  const recorded = await drill.server.journal(drill.exercise);

  const killed = Date.now();
  await drill.server.kill();
  await drill.server.run();
  figure('server killed, until it takes commands again', Date.now() - killed, 2000);

  const pages = [desk.page, police.page, evaluator.page, phone.mortal.page];
  for (const page of pages) await page.getByText('已重新载入，请核对列表').first().waitFor({ timeout: 2 * DEADLINE });
  figure('server killed, until everybody is back and told', Date.now() - killed, 10_000);

  const after = await drill.server.journal(drill.exercise);
  assert.deepEqual(after.slice(0, recorded.length), recorded, 'nothing recorded is lost or changed');
  await police.page.locator('.inject-card').filter({ hasText: '巡逻组呼叫' }).first().waitFor();
  const status = (await drill.items(desk, 'exercise'))[0].status;
  assert.equal(status, 'running', 'a short outage runs on');
  for (const page of pages.slice(1)) {
    await page.getByRole('button', { name: /已重新载入/ }).click();
    await page.getByText('已重新载入，请核对列表').first().waitFor({ state: 'detached' });
  }
});

test('no page complained beyond the cuts themselves', () => {
  assert.deepEqual([...drill.faults(), ...phone.mortal.faults.flat()], []);
});
