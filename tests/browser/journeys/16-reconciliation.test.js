/**
 * Two evaluators and the lead, by keyboard alone: each rates by himself, they differ, the lead opens
 * reconciliation, everybody sees everybody's, and the lead settles.
 */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let director;
let xf;
let ga;
let lead;

before(async () => {
  drill = await Drill.start();
  await drill.prepare('browser-journeys', resolve(import.meta.dirname, '../scenario.yaml'));
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  xf = await drill.seated('陈静', 'EVA-XF');
  ga = await drill.seated('周平', 'EVA-GA');
  lead = await drill.seated('吴桐', 'LEV');
  await drill.command(director, { type: 'end_exercise' });
  for (const { page } of [xf, ga, lead]) await page.getByText('CT1.1 任务评级').first().waitFor();
});
after(() => drill?.stop());

/** Keys one after the other; nobody here has a mouse. */
async function keys(person, ...names) {
  for (const name of names) {
    await person.page.keyboard.press(name);
    await person.page.waitForTimeout(80);
  }
}

const assessments = async (person) => (await drill.items(person, 'assessment')).filter((one) => one.rating);
const ratings = async (person) =>
  Object.fromEntries((await assessments(person)).map((one) => [`${one.task} ${one.seat}`, one.rating.rating]));

test('each rates every task alone, three keys each', async () => {
  await keys(xf, 'r', 'p', 'Control+Enter', ']', 's', 'Control+Enter', ']', 'p', 'Control+Enter');
  await keys(ga, 'r', 'p', 'Control+Enter', ']', 'm', 'Control+Enter', ']', 'u', 'Tab');
  await ga.page.keyboard.type('栈道没有封闭');
  await keys(ga, 'Control+Enter');
  await until('six ratings', async () => (await assessments(lead)).length === 6);
  assert.deepEqual(await ratings(xf), { 'CT1.1 EVA-XF': 'P', 'CT1.2 EVA-XF': 'S', 'CT2.1 EVA-XF': 'P' });
  assert.equal(await xf.page.getByText('栈道没有封闭').count(), 0, 'nobody copies');
});

test('the lead sees how far they lie apart before anybody else does', async () => {
  await keys(lead, '3');
  await lead.page.getByText('待统一 2 项').waitFor();
  const row = (task) => lead.page.locator('.eva-reconcile-table tr').filter({ hasText: task });
  await row('CT1.1').getByText('一致').waitFor();
  await row('CT1.2').getByText('相差一级').waitFor();
  await row('CT2.1').getByText('相差两级以上').waitFor();
});

/** Walks with Tab until something of this name has the focus. */
async function tabTo(person, name) {
  const { page } = person;
  for (let step = 0; step < 60; step += 1) {
    const on = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (name.test(on.trim())) return;
    await keys(person, 'Tab');
  }
  throw new Error(`${name} is not reached by Tab`);
}

test('reconciliation is opened in two steps, and evaluators see each other’s ratings', async () => {
  await tabTo(lead, /^开始统评…$/);
  await keys(lead, 'Enter');
  await lead.page.getByText('所有评估员立即互相看到评级').waitFor();
  assert.equal(Object.keys(await ratings(xf)).length, 3, 'one step opens nothing');
  await lead.page.waitForTimeout(600);
  await keys(lead, 'Shift+Tab', 'Enter');
  await lead.page.getByText(/统评开始于/).waitFor();
  await xf.page.getByText('栈道没有封闭').first().waitFor();
  assert.equal(Object.keys(await ratings(xf)).length, 6);
});

test('the lead settles what differs, and says why', async () => {
  // From the first task to the second, which lies one step apart.
  await keys(lead, ']', 'r', 's', 'Tab');
  await lead.page.keyboard.type('按首报时间核对');
  await keys(lead, 'Control+Enter');
  await lead.page.getByText('待统一 1 项').waitFor();
  await keys(lead, 'Shift+Tab', ']', 'm', 'Control+Enter');
  await lead.page.getByText('待统一 0 项').waitFor();
  const settled = Object.fromEntries(
    (await drill.items(lead, 'task')).map((task) => [task.id, task.settled?.rating ?? null]),
  );
  assert.deepEqual(settled, { 'CT1.1': null, 'CT1.2': 'S', 'CT2.1': 'M' });
  await xf.page.getByText(/组长已定/).first().waitFor();
});

test('no page complained', () => {
  assert.deepEqual(drill.faults(), []);
});
