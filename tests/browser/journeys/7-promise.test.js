/** A promise from claim to outcome: heard, read back, promised, confirmed, overdue, judged, settled, measured. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let desk;
/** XF-1 on a phone of 360 px, the residents' side, and the lead controller who sees the measures. */
let phone;
let residents;
let lead;

const CLAIM = '今天能不能告诉我们老人找到没有？';
const PROMISE = '每半小时向家属通报一次搜寻进展';

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  desk = await drill.seated('赵敏', 'DIR');
  await drill.advance(desk, 'running');
  [phone, residents, lead] = await Promise.all([
    drill.seated('王芳', 'XF-1', { device: 'phone' }),
    drill.seated('周岚', 'SIM-1'),
    drill.seated('孙立', 'LC'),
  ]);
  for (const person of [phone, residents, lead]) await person.page.locator('#main').waitFor();
});
after(async () => {
  await drill?.stop();
});

const made = async () => (await drill.items(desk, 'commitment'))[0];

test('a department records a claim and reads it back', async () => {
  const { page } = phone;
  await page.locator('nav.tabs').getByRole('button', { name: '台账' }).tap();
  await page.getByRole('button', { name: '记录诉求' }).tap();
  await page.getByLabel('诉求内容（用群众的原话）').fill(CLAIM);
  await page.getByLabel('谁提出').fill('家属（模拟）');
  await page.locator('dialog').getByRole('button', { name: '记录诉求', exact: true }).tap();
  const claim = page.getByRole('listitem').filter({ hasText: CLAIM }).filter({ hasText: '第 1 号' });
  await claim.getByRole('button', { name: '已向对方复述' }).tap();
  await claim.locator('.chip').filter({ hasText: '已复述' }).waitFor();
  await claim.getByRole('button', { name: '就此承诺…' }).tap();
  await page.getByLabel('事项：承诺做什么').waitFor();
});

test('it promises in five parts with a moment a few seconds ahead', async () => {
  const { page } = phone;
  const form = page.locator('dialog');
  await form.getByLabel('事项：承诺做什么').fill(PROMISE);
  await form.getByLabel('责任人（职务或岗位）').fill('接待员');
  await form.getByLabel('时限：对群众怎么说').fill('每半小时');
  await form.getByLabel('反馈方式：怎样告知群众').fill('当面');
  await form.getByText('还缺：核对人').waitFor();
  await form.getByLabel('核对人：谁来核实兑现').fill('站长');
  await form.getByText('五项齐全。').waitFor();
  await form.getByLabel('从现在起').check();
  // Twelve seconds: long enough for the residents' tap before it is late.
  await form.getByLabel('从现在起多少分钟').fill('0.2');
  await form.getByRole('button', { name: '保存承诺' }).tap();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: PROMISE }).filter({ hasText: '第 1 项' }).waitFor();
  const promise = await made();
  assert.equal(promise.complete, true);
  assert.equal(promise.claim, (await drill.items(desk, 'claim'))[0].id, 'it answers the claim');
});

test('the residents’ side confirms it in one tap', async () => {
  const promise = residents.page.locator('.ledger-hand li').filter({ hasText: PROMISE });
  await promise.getByRole('button', { name: '群众已知晓' }).click();
  await promise.getByText('群众已确认').waitFor();
  await phone.page.locator('.chip').filter({ hasText: '群众已确认' }).waitFor();
});

test('control sees it become overdue as a badge and an alarm, and judges it beyond authority', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: /台账.*逾期 1 项/ }).waitFor({ timeout: 30_000 });
  await page.locator('.con-bell').click();
  await page.locator('dialog').getByText('承诺逾期').waitFor();
  await page.locator('dialog .drill-link').filter({ hasText: PROMISE }).click();
  const row = page.locator('.ledger-table tbody tr').filter({ hasText: PROMISE });
  await row.locator('.chip').filter({ hasText: '逾期' }).waitFor();
  await row.getByRole('button', { name: /详情/ }).click();
  await page.getByLabel('评判说明（可不填）').fill('通报内容须经指挥部同意');
  await page.getByRole('button', { name: /✕ 超出职权/ }).click();
  await row.locator('.chip').filter({ hasText: '超出职权' }).waitFor();
  assert.equal((await made()).judged.text, '通报内容须经指挥部同意');
  const seen = JSON.stringify(await drill.items(phone));
  assert.ok(!seen.includes('须经指挥部同意'), 'players are not told how they are judged');
});

test('the department sees it late, settles it, and the measures count it all', async () => {
  const { page } = phone;
  await page.locator('nav.tabs').getByRole('button', { name: /台账\s*1/ }).waitFor();
  const promise = page.getByRole('listitem').filter({ hasText: PROMISE }).filter({ hasText: '第 1 项' });
  await promise.locator('.chip').filter({ hasText: '逾期' }).waitFor();
  await promise.getByRole('button', { name: '了结…' }).tap();
  await promise.getByLabel('说明（可不填）').fill('已通报两次');
  await promise.getByRole('button', { name: /已兑现/ }).tap();
  await promise.locator('.chip').filter({ hasText: '已兑现' }).waitFor();
  await until('settled', async () => (await made()).outcome === 'kept');

  const url = `${lead.base}/api/v1/exercises/${drill.exercise}/measures`;
  const answer = await lead.context.request.get(url);
  assert.equal(answer.status(), 200, await answer.text());
  const { promises } = await answer.json();
  const { claims, read_back, confirmed, overdue, beyond_authority, kept, complete } = promises[0];
  assert.deepEqual(
    { claims, read_back, made: promises[0].made, complete, confirmed, overdue, beyond_authority, kept },
    { claims: 1, read_back: 1, made: 1, complete: 1, confirmed: 1, overdue: 1, beyond_authority: 1, kept: 1 },
  );
});

test('nothing was asked of another host, no page complained, no policy was broken', () => {
  assert.deepEqual(drill.faults(), []);
});
