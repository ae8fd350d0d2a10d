/** Several controllers: who holds control, handing it over, and taking it over when the holder's browser is gone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DEADLINE, Drill } from '../lib/drill.js';

let drill;
let director;
let lead;
let second;

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  [lead, second] = await Promise.all([drill.seated('孙立', 'LC'), drill.seated('钱峰', 'CTL-XF')]);
  for (const person of [lead, second]) await person.page.locator('#main').waitFor();
});
after(async () => {
  await drill?.stop();
});

const holding = (person) => person.page.locator('.con-holding');

test('nobody holds control until somebody takes it, and everybody at a desk sees who', async () => {
  await holding(second).getByText('无人主导').waitFor();
  await holding(lead).getByRole('button', { name: '接管导调' }).click();
  await holding(lead).getByText('由您主导').waitFor({ timeout: DEADLINE });
  await holding(second).getByText('LC 孙立 主导').waitFor({ timeout: DEADLINE });
});

test('it is handed over with one choice, and not taken from who is there with one press', async () => {
  await holding(lead).getByLabel('移交…').selectOption('CTL-XF');
  await holding(second).getByText('由您主导').waitFor({ timeout: DEADLINE });
  await holding(lead).getByRole('button', { name: '接管导调' }).click();
  await holding(lead).getByRole('button', { name: '从 CTL-XF 钱峰 接管？' }).waitFor();
  const [item] = await drill.items(director, 'conduct');
  assert.deepEqual([item.holder, item.from, item.handed_over], ['CTL-XF', 'LC', true]);
});

test('the holder’s browser is gone: another takes over within ten seconds with one action', async () => {
  const since = Date.now();
  await second.context.close();
  await holding(director).getByText('CTL-XF 钱峰 离线，无人主导').waitFor({ timeout: 10_000 });
  await holding(director).getByRole('button', { name: '接管导调' }).click();
  await holding(director).getByText('由您主导').waitFor({ timeout: DEADLINE });
  const took = Date.now() - since;
  assert.ok(took <= 10_000, `${took} ms`);
  const [item] = await drill.items(director, 'conduct');
  assert.deepEqual([item.holder, item.from], ['DIR', 'CTL-XF']);
});
