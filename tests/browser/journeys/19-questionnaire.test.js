/**
 * The questionnaire: a player fills it in on the phone while the network is gone, others answer too, the lead
 * evaluator closes it; it is shown together, stands in the report, and no commit of the record says who.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let director;
let lead;
let player;

const WORDS = '栈道封闭的命令来得太迟。';
const OTHERS = { 'XF-2': 2, 'GA-1': 5, 'GA-2': 4, 'CMD-1': 4 };

before(async () => {
  drill = await Drill.start();
  await drill.prepare('browser-journeys', resolve(import.meta.dirname, '../scenario.yaml'));
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  player = await drill.seated('孙丽', 'XF-1', { device: 'phone', cut: true });
  await player.page.locator('#main').waitFor();
});
after(() => drill?.stop());

const path = (person, rest) => `${person.base}/api/v1/exercises/${drill.exercise}/${rest}`;
const answers = (duties, first) => [
  { question: 'duties', value: duties },
  ...(first ? [{ question: 'first', value: first }] : []),
];
const results = async (person) => (await drill.items(person, 'feedback'))[0];

test('before ENDEX nobody is asked', async () => {
  assert.equal(await player.page.locator('.feedback-card').count(), 0);
  assert.deepEqual(await drill.items(player, 'feedback_form'), []);
});

test('a player answers on the phone while the network is gone, and it goes out by itself', async () => {
  await drill.command(director, { type: 'end_exercise' });
  await player.page.getByRole('button', { name: '填写问卷' }).tap();
  await player.page.getByText('没有人能从记录查出是谁填的').waitFor();
  await player.context.setOffline(true);
  await player.page.getByRole('radio', { name: '1' }).check();
  await player.page.getByLabel('2. 最应先改的一件事是').fill(WORDS);
  await player.page.getByRole('button', { name: '提交问卷' }).tap();
  await player.page.locator('.feedback-card').getByText('已保存在本机').waitFor();
  await player.context.setOffline(false);
  await player.page.getByText('已提交，谢谢。').waitFor({ timeout: 30_000 });
});

test('nobody answers twice, also with other words', async () => {
  const answer = await player.context.request.post(path(player, 'commands'), {
    data: { id: randomUUID(), command: { type: 'answer_feedback', answers: answers(5) } },
    headers: { origin: player.base },
  });
  assert.equal((await answer.json()).code, 'already_done');
});

test('while it is open control and evaluators see a number and no answer', async () => {
  lead = await drill.seated('吴桐', 'LEV');
  for (const [seat, duties] of Object.entries(OTHERS))
    await drill.command(await drill.seated(seat, seat), {
      type: 'answer_feedback',
      answers: answers(duties, seat === 'GA-1' ? '扩音器先试一遍。' : undefined),
    });
  for (const person of [lead, director]) {
    const item = await until('five came back', async () => {
      const found = await results(person);
      return found?.given === 5 && found;
    });
    assert.equal(item.withheld, 'open');
    assert.ok(!JSON.stringify(item).includes(WORDS));
  }
  await lead.page.keyboard.press('5');
  await lead.page.getByText('6 个席位，收回 5 份').waitFor();
  await lead.page.getByText('问卷关闭后才显示回答').waitFor();
});

test('no commit of the record says who answered, and nothing of it is read over the network', async () => {
  const given = (await drill.server.journal(drill.exercise)).filter((line) =>
    line.events.some((event) => event.kind === 'feedback_given'),
  );
  assert.equal(given.length, 5);
  for (const line of given) {
    assert.deepEqual(line.actor, 'system');
    assert.ok(line.events.every((event) => event.withheld && event.data === undefined));
  }
});

test('the lead evaluator closes it, and it is shown together', async () => {
  await lead.page.getByRole('button', { name: '关闭问卷' }).click();
  await lead.page.waitForTimeout(600);
  await lead.page.getByRole('button', { name: '关闭', exact: true }).click();
  await lead.page.locator('.feedback-table').waitFor();
  const words = lead.page.locator('.feedback-words li');
  assert.deepEqual(await words.allTextContents(), ['扩音器先试一遍。', WORDS].sort());
  const item = await results(lead);
  assert.deepEqual(
    item.questions[0].counts.map((one) => one.n),
    [1, 1, 0, 2, 1],
  );
  await lead.page.locator('.feedback-results').screenshot({ path: 'out/questionnaire.png' });
  await player.page.locator('.feedback-card').waitFor({ state: 'detached' });
});

test('the report gives it a place of its own', async () => {
  const answer = await lead.context.request.get(path(lead, 'reports/summary.html?lang=zh'));
  const page = await answer.text();
  for (const words of ['参演人员的看法', '收回5份', '不计入评级', WORDS])
    assert.ok(page.includes(words), words);
});

test('no page complained', () => {
  assert.deepEqual(drill.faults(), []);
});
