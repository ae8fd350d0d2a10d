/** A message by voice from hop to hop: proposed from what was written, ticked on a phone without a network, M11. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let desk;
let police;
/** The evaluator at the service post, on foot with a phone. */
let evaluator;
let lead;

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  desk = await drill.seated('赵敏', 'DIR');
  await drill.advance(desk, 'running');
  [police, evaluator, lead] = await Promise.all([
    drill.seated('李强', 'GA-1'),
    drill.seated('陈静', 'EVA-XF', { device: 'phone' }),
    drill.seated('吴桐', 'LEV'),
  ]);
  for (const person of [police, evaluator, lead]) await person.page.locator('#main').waitFor();
});
after(async () => {
  await drill?.stop();
});

const relay = async (person = desk) => (await drill.items(person, 'relay'))[0];
const fact = (person, text) => person.page.locator('.relay-fact').filter({ hasText: text });
const answer = (person, text, word) => fact(person, text).getByRole('button', { name: word });

test('a relay that is not released asks nobody to tick', async () => {
  await evaluator.page.getByRole('button', { name: /^转达/ }).tap();
  await evaluator.page.getByText('尚未下发。').waitFor();
  await evaluator.page.keyboard.press('Escape');
});

test('what the first hop writes is proposed, and players hold nothing of the sheet', async () => {
  await drill.command(desk, { type: 'release_inject', row: 'R-09' });
  const call = async () => (await drill.items(police, 'inject')).find(({ title }) => title?.zh === '茶亭来电');
  const { delivery } = await until('the call', call);
  await drill.command(police, { type: 'acknowledge_inject', delivery });
  await until('the first hop has it', async () => (await relay()).hops[0].at !== null);
  const text = '服务站：老人戴灰帽，在３号码头旁，请派人过去';
  await drill.command(police, { type: 'send_message', to: [{ department: 'XF' }], text });
  await desk.page.keyboard.press('g');
  await desk.page.keyboard.press('y');
  await fact(desk, '3号码头').getByText('建议：一致').waitFor();
  assert.equal(await fact(desk, '湖心茶亭').getByText('建议：一致').count(), 0, 'he did not write it');
  await desk.page.getByRole('button', { name: '采纳建议（2 项）' }).click();
  await fact(desk, '3号码头').locator('[aria-pressed=true]').filter({ hasText: '一致' }).waitFor();
  await answer(desk, '湖心茶亭', /遗漏/).click();
  await until('the first hop is ticked', async () => (await relay()).hops[0].facts.every(({ heard }) => heard));
  assert.deepEqual(await drill.items(police, 'relay'), []);
  assert.ok(!JSON.stringify(await drill.items(police)).includes('湖心茶亭'), 'key facts stay with those who judge');
});

test('the evaluator ticks off line; on line again it is recorded as of when it was heard', async () => {
  const { page, context } = evaluator;
  await page.getByRole('button', { name: /^转达.*待核对/ }).tap();
  await page.locator('.relay-hops [aria-pressed=true]').filter({ hasText: 'XF' }).waitFor();
  await context.setOffline(true);
  await page.getByText('断网').first().waitFor();
  await answer(evaluator, '灰帽', /一致/).tap();
  await answer(evaluator, '3号码头', /改动/).tap();
  await answer(evaluator, '湖心茶亭', /遗漏/).tap();
  await fact(evaluator, '灰帽').getByText('待发送').waitFor();
  const [ticked] = [Date.now(), await page.waitForTimeout(4_000)];
  assert.equal((await relay()).hops[1].at, null, 'nothing has arrived');
  await context.setOffline(false);
  await until('all has arrived', async () => (await relay()).hops[1].facts.every(({ heard }) => heard));
  const { at, facts } = (await relay()).hops[1];
  const recorded = facts[0].ticked;
  assert.ok(recorded.at.exercise - at > 2_000, `heard ${at}, recorded ${recorded.at.exercise}`);
  assert.ok(Math.abs(recorded.happened_at - ticked) < 3_000, 'the record says when it was ticked');
  await answer(evaluator, '3号码头', /改动/).filter({ hasText: '≠' }).waitFor();
  await fact(evaluator, '3号码头').getByLabel(/实际说的是/).fill('2号码头');
  await fact(evaluator, '3号码头').getByRole('button', { name: '记下' }).tap();
  await fact(evaluator, '3号码头').getByText('实际：2号码头').waitFor();
});

test('the lead evaluator reads all hops side by side, and M11 says the same', async () => {
  const { page } = lead;
  await page.keyboard.press('y');
  const line = page.locator('.relay-table tbody tr').filter({ hasText: '3号码头' });
  await line.getByText('2号码头').waitFor();
  assert.match(await line.textContent(), /一致.*改动/s);
  const url = `${lead.base}/api/v1/exercises/${drill.exercise}/measures`;
  const response = await lead.context.request.get(url);
  assert.equal(response.status(), 200, await response.text());
  const [measured] = (await response.json()).relays;
  assert.equal(measured.row, 'R-09');
  const counts = measured.hops.map(({ from, to, kept, changed, lost, unheard }) => [from, to, kept, changed, lost, unheard]);
  assert.deepEqual(counts, [
    [null, 'GA', 2, 0, 1, 0],
    ['GA', 'XF', 1, 1, 1, 0],
  ]);
  assert.equal(measured.took_ms, measured.hops[1].at - measured.hops[0].at);
  assert.ok(measured.took_ms > 0 && measured.in_time === true, JSON.stringify(measured));
  assert.equal(measured.hops[1].ticks.length, 4, 'three heard, one noted in words');
});

test('nothing was asked of another host, no page complained, no policy was broken', () => {
  // Chromium itself says so while the phone has no network.
  const own = drill.faults().filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
  assert.deepEqual(own, []);
});
