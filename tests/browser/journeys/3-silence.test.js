/**
 * A link that falls silent for a minute: an open socket that hears nothing, not a browser told to be
 * off line. The person goes on writing; nothing is lost, nothing comes twice, every time is true.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fire } from '../lib/desk.js';
import { DEADLINE, Drill, until } from '../lib/drill.js';
import { figure } from '../lib/figures.js';

const SILENCE = 60_000;
const BANNER_WITHIN = 25_000;

let drill;
let desk;
let phone;
let cutAt;
const written = [];

before(async () => {
  drill = await Drill.start({ proxied: true });
  await drill.prepare();
  desk = await drill.seated('赵敏', 'DIR');
  await drill.advance(desk, 'running');
  phone = await drill.seated('王芳', 'XF-1', { device: 'phone', through: 'proxy', cut: true });
  // Three injects lie on the phone, seen and acknowledged, to be answered during the silence.
  for (const row of ['R-01', 'R-02', 'R-03']) {
    if (row !== 'R-01') await fire(desk.page, row);
  }
  const titles = ['家属求助', '目击者来电', '巡逻组呼叫'];
  for (const title of titles) {
    const button = card(title).locator('button.ack');
    await button.tap();
    await card(title).getByText(/已记录/).waitFor();
  }
});
after(async () => {
  await drill?.stop();
});

function card(title) {
  return phone.page.locator('.inject-card').filter({ hasText: title });
}

const injectsOf = (person) => drill.items(person, 'inject');

async function reply(title, text, option) {
  const { page } = phone;
  const open = () => card(title).getByRole('button').first().tap();
  await open();
  // A tap while the list is being put back can land beside the card; a person taps again.
  const stands = page.locator('.detail-bar').waitFor({ timeout: 5_000 });
  await stands.catch(open);
  if (option) await page.getByLabel(option).check();
  await page.getByLabel('回复内容').fill(text);
  await page.getByRole('button', { name: /发送回复|恢复网络后发送/ }).tap();
  written.push({ text, at: Date.now() });
  await page.getByRole('button', { name: /返回列表/ }).tap();
}

test('the link falls silent, and the person writes on', async () => {
  drill.proxy.silence();
  cutAt = Date.now();
  // The first reply is written while the phone still believes in its line.
  await reply('家属求助', '断网后的第一条');
  assert.equal(await phone.page.getByText(/起无网络/).count(), 0);
});

test('two injects are released meanwhile, and stay queued for that department', async () => {
  await fire(desk.page, 'R-05');
  await fire(desk.page, 'R-07');
  const deliveries = (await drill.items(desk, 'delivery')).filter((item) => item.department === 'XF');
  for (const row of ['R-05', 'R-07']) {
    const delivery = deliveries.find((item) => item.row === row);
    assert.ok(['queued', 'sent'].includes(delivery.stage), `${row} is ${delivery.stage}: nobody has it`);
  }
});

test('a banner says so within 25 s, and since when', async () => {
  await phone.page.locator('.status-bar').getByText(/自 [\d:]+ 起无网络/).waitFor({ timeout: 45_000 });
  const took = Date.now() - cutAt;
  figure('silent link, until the banner', took, BANNER_WITHIN);
  assert.ok(took <= BANNER_WITHIN + 5_000, `the banner came after ${took} ms`);
});

test('what is written off line is kept, and counted', async () => {
  await reply('目击者来电', '断网后的第二条');
  await reply('巡逻组呼叫', '断网后的第三条');
  const seat = phone.page.locator('nav.tabs').getByRole('button').last();
  await seat.getByText('3').waitFor();
  await seat.tap();
  for (const { text } of written) await phone.page.locator('.outbox-line').filter({ hasText: text }).waitFor();
  await phone.page.locator('nav.tabs').getByRole('button').first().tap();
});

test('after the link returns the replies arrive once, in order, with the times they were written', async () => {
  await new Promise((later) => setTimeout(later, Math.max(0, cutAt + SILENCE - Date.now())));
  drill.proxy.speak();
  const back = Date.now();
  await until(
    'three answers at control',
    async () => {
      const answers = (await drill.items(desk, 'delivery')).filter((item) => item.answer);
      return answers.length >= 3;
    },
    2 * DEADLINE,
  );
  figure('link back, until the replies are recorded', Date.now() - back);
  const journal = await drill.server.journal(drill.exercise);
  const answers = journal.filter((commit) => JSON.stringify(commit).includes('断网后的第'));
  assert.equal(answers.length, 3, 'each reply is in the record once');
  answers.forEach((commit, index) => {
    assert.ok(JSON.stringify(commit).includes(written[index].text), 'in the order of writing');
  });
  const deliveries = (await drill.items(desk, 'delivery')).filter((item) => item.answer);
  for (const { text, at } of written) {
    const { rung } = deliveries.find((item) => item.answer.text === text).answer;
    assert.ok(rung.happened_at, `"${text}" lost its time of writing`);
    assert.ok(Math.abs(rung.happened_at - at) < 5_000, `written at ${at}, recorded as ${rung.happened_at}`);
    assert.ok(rung.at.wall >= back - 1_000, 'and it was recorded when it came');
  }
});

test('the missed injects stand there in order with their true times', async () => {
  await card('记者询问').waitFor({ timeout: 2 * DEADLINE });
  await card('网络传言').waitFor();
  const rows = new Map((await drill.items(desk, 'row')).map((row) => [row.id, row]));
  const injects = (await injectsOf(phone)).sort((a, b) => a.number - b.number);
  const missed = injects.slice(-2);
  assert.match(JSON.stringify(missed[0].title), /记者询问/);
  assert.match(JSON.stringify(missed[1].title), /网络传言/);
  assert.equal(missed[0].released.wall, rows.get('R-05').released.at.wall);
  assert.equal(missed[1].released.wall, rows.get('R-07').released.at.wall);
  for (const inject of missed) assert.ok(inject.released.wall < cutAt + SILENCE, 'released during the silence');
  await phone.page.getByText(/起无网络/).first().waitFor({ state: 'detached' });
  const unsent = phone.page.locator('nav.tabs').getByRole('button').last().locator('.badge');
  await unsent.waitFor({ state: 'detached' });
});

test('no page complained beyond the cut itself', () => {
  assert.deepEqual(drill.faults(), []);
});
