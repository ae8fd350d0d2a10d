/**
 * Hot wash after a short drill, by keyboard alone: what a department's own browser showed while it played
 * is found again in the replay, in order; a star and a finding are made on the spot; nothing of the
 * evaluators' notes stands on the screen of a room.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

const NOTE = '站长没有复述特征';
const FINDING = '目击者的线索没有转给派出所';
const STAR = '目击者来电';

let drill;
let director;
let xf;
let lead;
let replay;
/** What the department's browser showed, whenever it showed something else. */
const showed = [];

/** The department's list as its page has it: number, title, and whether it still asks to be acknowledged. */
async function screenOf(person) {
  const cards = await person.page.locator('.inject-card').all();
  const list = [];
  for (const card of cards) {
    const [number, ...title] = (await card.locator('.title').innerText()).trim().split(/\s+/);
    list.push(`${number} ${title.join(' ')} ${(await card.locator('button.ack').count()) > 0 ? '待签收' : '已签收'}`);
  }
  return list.sort();
}

async function look(what) {
  const shown = await until(`what ${what} looks like`, async () => {
    const [one, other] = [await screenOf(xf), await screenOf(xf)];
    return one.length > 0 && String(one) === String(other) ? one : undefined;
  });
  showed.push(shown);
}

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'standby');
  xf = await drill.seated('王芳', 'XF-1');
  lead = await drill.seated('吴桐', 'LEV');
  const evaluator = await drill.seated('陈静', 'EVA-XF');
  await drill.command(director, { type: 'start_exercise', confirmed: true });
  const card = (title) => xf.page.locator('.inject-card').filter({ hasText: title });
  await drill.command(director, { type: 'release_inject', row: 'R-02' });
  await card('目击者来电').waitFor();
  await look('the witness not acknowledged');
  await card('目击者来电').locator('button.ack').click();
  await card('目击者来电').getByText(/已记录/).waitFor();
  await until('acknowledged', async () =>
    (await drill.items(xf, 'inject')).some((one) => one.stage === 'acknowledged'),
  );
  await look('the witness acknowledged');
  await drill.command(evaluator, { type: 'record_observation', text: NOTE, kind: 'improvement', row: 'R-02' });
  await drill.command(director, { type: 'pause_exercise', reason: 'admin' });
  await xf.page.waitForTimeout(2_500);
  await drill.command(director, { type: 'resume_exercise' });
  await drill.command(director, { type: 'release_inject', row: 'R-05' });
  await card('记者询问').waitFor();
  await look('the reporter, not acknowledged');
  await xf.page.waitForTimeout(1_000);
  await drill.command(director, { type: 'end_exercise' });
});
after(() => drill?.stop());

async function keys(page, ...names) {
  for (const name of names) {
    await page.keyboard.press(name);
    await page.waitForTimeout(60);
  }
}

test('G T at the console opens the replay in a window of its own', async () => {
  await director.page.getByText('点评回放').first().waitFor();
  const opened = director.context.waitForEvent('page');
  await keys(director.page, 'g', 't');
  replay = await opened;
  await replay.locator('.replay-player').waitFor();
  await replay.getByRole('img', { name: /收到 \d+ 条/ }).first().waitFor();
  assert.equal(await replay.locator('.replay-follow').count(), 3, 'one lane a department');
  assert.equal(await replay.locator('.replay-line').first().locator('.replay-pause').count(), 1, 'the pause is drawn');
  const slider = replay.getByRole('slider', { name: '演练时间' });
  assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^T\+0 分 0 秒，\d+ 个事件$/);
});

/** The followed department's inbox in the replay, in the form of `screenOf`. */
async function replayed() {
  const items = await replay.locator('.replay-screens .replay-inbox > li').all();
  const list = [];
  for (const item of items) {
    const words = (await item.locator('.replay-inject').innerText()).trim();
    const [, number, title] = /^#(\d+)\s+(.+)$/.exec(words) ?? [];
    const acknowledged = /已签收|处置中|已回复|已办完|已认可|已结/.test(
      (await item.locator('.drill-mark .visually-hidden').textContent()) ?? '',
    );
    list.push(`${number} ${title} ${acknowledged ? '已签收' : '待签收'}`);
  }
  return list.sort();
}

test('what the department’s own browser showed is found again event by event, in order', async () => {
  await keys(replay, 'Home', 'f', 'f', 'f');
  await replay.getByRole('heading', { name: /XF 看到的/ }).waitFor();
  const seen = [await replayed()];
  for (let step = 0; step < 80; step += 1) {
    const before = await replay.locator('.replay-clock').innerText();
    const value = await replay.getByRole('slider').inputValue();
    await keys(replay, 'ArrowRight');
    if ((await replay.getByRole('slider').inputValue()) === value) break;
    assert.ok((await replay.locator('.replay-clock').innerText()) >= before, 'time goes on');
    const now = await replayed();
    if (String(now) !== String(seen.at(-1))) seen.push(now);
  }
  let from = 0;
  for (const shown of showed) {
    const at = seen.findIndex((one, index) => index >= from && String(one) === String(shown));
    assert.ok(at >= 0, `never in the replay: ${JSON.stringify(shown)} of ${JSON.stringify(seen)}`);
    from = at;
  }
  const witness = seen.findIndex((list) => list.some((one) => /目击者来电 已签收/.test(one)));
  const reporter = seen.findIndex((list) => list.some((one) => one.includes('记者询问')));
  assert.ok(witness > 0 && reporter > witness, 'each from its moment on, and not before');
});

test('a minute back, the start, the end, and the table say the same by other ways', async () => {
  await keys(replay, 'End');
  const end = await replay.locator('.replay-clock').innerText();
  await keys(replay, 'Home');
  assert.equal(await replay.locator('.replay-clock').innerText(), 'T+00:00:00');
  assert.notEqual(end, 'T+00:00:00');
  await keys(replay, 't');
  const rows = replay.locator('.replay-events tbody tr');
  await rows.filter({ hasText: 'R-02' }).first().waitFor();
  await rows.filter({ hasText: '演练暂停' }).first().waitFor();
  assert.equal(await rows.filter({ hasText: 'GA' }).count(), 0, 'the table keeps to the department that is followed');
  await keys(replay, 't', ' ');
  await until('it plays', async () => (await replay.locator('.replay-clock').innerText()) !== 'T+00:00:00');
  await until('it stops at the end', async () =>
    (await replay.locator('.replay-play').getAttribute('aria-pressed')) === 'false',
  );
});

test('a star is put on the spot, everybody at control and evaluation has it, and its digit leads there', async () => {
  await keys(replay, 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  const clock = await replay.locator('.replay-clock').innerText();
  await keys(replay, 'b');
  await replay.keyboard.type(STAR);
  await keys(replay, 'Enter');
  const mine = replay.locator('.replay-star-list li').filter({ hasText: STAR }).first();
  await mine.waitFor();
  const number = /★(\d)/.exec(await mine.innerText())?.[1];
  await keys(replay, 'End', number);
  assert.equal(await replay.locator('.replay-clock').innerText(), clock);
  assert.equal((await drill.items(lead, 'star')).map((star) => star.title).join(), STAR);
  assert.equal((await drill.items(xf, 'star')).length, 0, 'players are told nothing of it');
});

test('a finding made on the spot names its commit and stands in improvement', async () => {
  await keys(replay, 'a');
  await replay.getByText(/依据：记录第 \d+ 条提交/).waitFor();
  await replay.getByLabel(/^发现（写事实）/).fill(FINDING);
  await keys(replay, 'Control+Enter');
  const [found] = await until('the finding', async () => {
    const list = await drill.items(lead, 'finding');
    return list.length > 0 ? list : undefined;
  });
  assert.equal(found.text, FINDING);
  assert.equal(found.commits.length, 1);
  assert.equal(found.department, 'XF', 'the department that was followed');
  await replay.getByText('已有发现 1 条').waitFor();
  await keys(lead.page, '5');
  const line = lead.page.locator('.improve tr').filter({ hasText: FINDING });
  await line.getByRole('button').first().click();
  // And from there back to the moment that it rests on.
  const opened = lead.context.waitForEvent('page');
  await lead.page.getByRole('button', { name: /^在回放中看 L-\d{4}$/ }).click();
  const back = await opened;
  await back.locator('.replay-player').waitFor();
  await until('the same moment', async () =>
    (await back.locator('.replay-clock').innerText()) === (await replay.locator('.replay-clock').innerText()),
  );
  await back.close();
});

test('the room sees roles and no notes; at his own desk the lead evaluator has them beside the moment', async () => {
  const desk = await lead.context.newPage();
  await desk.goto(`${lead.base}/x/${drill.exercise}/replay`);
  await desk.locator('.replay-player').waitFor();
  await desk.getByText('各单位看到的').waitFor();
  await keys(desk, 'f', 'f', 'f', 'End');
  await desk.locator('.replay-screens').getByText('目击者来电').first().waitFor();
  assert.equal(await desk.getByText(NOTE).count(), 0);
  for (const name of ['王芳', '赵敏', '陈静']) assert.equal(await desk.getByText(name).count(), 0, name);
  await keys(desk, 'r');
  await desk.getByText(NOTE).waitFor();
  await desk.close();
});

test('a department’s address leads to its own place, and its replay is refused', async () => {
  await xf.page.goto(`${xf.base}/x/${drill.exercise}/replay`);
  await xf.page.locator('.inject-card').first().waitFor();
  assert.equal(await xf.page.locator('.replay-player').count(), 0);
  const answer = await xf.context.request.get(`${xf.base}/api/v1/exercises/${drill.exercise}/replay`);
  assert.equal((await answer.json()).code, 'not_allowed');
});

test('no page of the journey had a fault', () => {
  assert.deepEqual(drill.faults(), []);
});
