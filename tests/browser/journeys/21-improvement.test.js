/**
 * A measure of one exercise is looked at in the next: a finding, an action that answers it, carried over by the
 * administrator, met and marked there, taken back as its verification; and a second finding of the same kind is
 * shown as a repeated one. Through the screens alone, but for what a director does to begin and to end.
 */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';
import { PASSWORD } from '../lib/server.js';

const SCENARIO = resolve(import.meta.dirname, '../scenario.yaml');
const FOUND = '码头一侧没有备用扩音器。';
const MEASURE = '码头岗亭配备备用扩音器，每月检查一次';
const REFERENCE = '预案 4.2';
const SEEN = '岗亭有备用扩音器，检查记录齐全。';

let drill;
let admin;
let lead;
let director;
let first;

before(async () => {
  drill = await Drill.start();
});
after(() => drill?.stop());

const board = (person) => person.page.getByRole('table', { name: '整改措施总表' });

/** Makes an exercise of the journeys' scenario on the administrator's page; gives its id. */
async function make() {
  const { page } = admin;
  await page.getByRole('heading', { name: '从情景创建' }).waitFor();
  const before = (await drill.server.ask('GET', '/api/v1/exercises')).map(({ id }) => id);
  const scenario = page.getByRole('listitem').filter({ hasText: '河畔广场走失老人演练' }).last();
  await scenario.getByRole('button', { name: '创建演练' }).click();
  await scenario.getByRole('group').getByRole('button', { name: '创建演练' }).click();
  const made = await until('a new exercise', async () =>
    (await drill.server.ask('GET', '/api/v1/exercises')).find(({ id }) => !before.includes(id)),
  );
  drill.exercise = made.id;
  await drill.readCards();
  return made.id;
}

async function findIn(person, found, reference) {
  const { page } = person;
  await page.getByRole('button', { name: '记一条发现' }).click();
  const form = page.getByRole('form', { name: '记一条发现' });
  await form.getByLabel('性质').selectOption('improvement');
  await form.getByLabel('问题类别').selectOption('equipment');
  await form.getByLabel(/^发现（写事实）/).fill(found);
  await form.getByLabel('预案或程序条款').fill(reference);
  await form.getByRole('button', { name: /^记下发现/ }).click();
  await form.waitFor({ state: 'detached' });
}

test('the administrator makes the first exercise; it is played to its evaluation', async () => {
  admin = await drill.person('管理员');
  await admin.page.goto(`${admin.base}/setup#${drill.server.setUpSecret}`);
  await admin.page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await admin.page.getByLabel('再输入一次').fill(PASSWORD);
  await admin.page.getByRole('button', { name: '设置并进入' }).click();
  await admin.page.getByRole('heading', { name: '从情景创建' }).waitFor();
  await drill.server.administrator({ linkUsed: true });
  await drill.server.addScenario(SCENARIO);
  await admin.page.reload();
  first = await make();
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  await drill.command(director, { type: 'end_exercise' });
  await drill.command(director, { type: 'begin_evaluation' });
});

test('the lead writes down a finding and the action that answers it', async () => {
  lead = await drill.seated('吴桐', 'LEV');
  const { page } = lead;
  await page.locator('.eva-section').first().waitFor();
  await page.keyboard.press('5');
  await findIn(lead, FOUND, REFERENCE);
  await page.getByRole('button', { name: /^提出整改措施$/ }).click();
  const form = page.getByRole('form', { name: '提出整改措施' });
  await form.getByLabel('问题类别').selectOption('equipment');
  await form.getByLabel('能力要素').selectOption('equipment');
  await form.getByLabel('问题', { exact: false }).nth(1).fill(FOUND);
  await form.getByLabel('整改措施').last().fill(MEASURE);
  await form.getByLabel('责任单位').fill('广场服务站');
  await form.getByLabel('时限').fill('2027-03-01');
  await form.getByRole('button', { name: /^提出措施/ }).click();
  await form.waitFor({ state: 'detached' });
  const action = await until('the action', async () => (await drill.items(lead, 'action'))[0]);
  assert.deepEqual([action.measure, action.stage, action.due], [MEASURE, 'assigned', '2027-03-01']);
});

test('it stands on the board of all exercises, and goes along into the next one', async () => {
  const { page } = admin;
  await page.reload();
  await page.getByRole('link', { name: '整改措施总表' }).click();
  await board(admin).getByRole('row').filter({ hasText: MEASURE }).getByText('已分派').waitFor();
  await page.getByRole('link', { name: /返回/ }).click();
  await page.getByText(/^带入以往的整改措施作为核查项/).click();
  await page.getByRole('checkbox', { name: new RegExp(MEASURE) }).check();
  await page.getByText(/已选 1 \/ 1/).waitFor();
  const second = await make();
  assert.notEqual(second, first);
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
});

test('it is met there: looked at, found to hold, and players hear nothing of it', async () => {
  lead = await drill.seated('吴桐', 'LEV');
  const { page } = lead;
  await page.locator('.eva-section').first().waitFor();
  await page.keyboard.press('5');
  await page.getByRole('heading', { name: /^核查项：以往演练的整改措施/ }).waitFor();
  await page.getByText(MEASURE).waitFor();
  await page.getByLabel(/^看到的情况/).fill(SEEN);
  await page.getByRole('button', { name: '落实有效' }).click();
  const check = await until('the mark', async () => (await drill.items(lead, 'recheck')).find((one) => one.outcome === 'held'));
  assert.equal(check.marks[0].note, SEEN);
  await page.screenshot({ path: 'out/recheck.png' });
  const player = await drill.seated('孙丽', 'XF-1', { device: 'phone' });
  assert.ok(!JSON.stringify(await drill.items(player)).includes('备用扩音器'));
});

test('a second finding of the same kind is shown as a repeated one, with where it was before', async () => {
  await findIn(lead, '服务站的备用扩音器没有电。', REFERENCE);
  await lead.page.getByText('以往出现过 1 次').first().waitFor();
  const [finding] = await drill.items(lead, 'finding');
  assert.deepEqual(finding.repeats.map(({ exercise, text }) => [exercise, text]), [[first, FOUND]]);
});

test('the administrator takes the check back: verified and closed, with its record as evidence', async () => {
  const { page } = admin;
  await page.reload();
  await page.getByRole('link', { name: '整改措施总表' }).click();
  const line = board(admin).getByRole('row').filter({ hasText: MEASURE });
  await line.getByText(SEEN).waitFor();
  await line.getByRole('button', { name: `据此验收：${MEASURE}` }).click();
  await page.getByText('0 项未闭环，其中 0 项超期').waitFor();
  await page.getByLabel('进度').selectOption('all');
  await line.getByText('已验收').waitFor();
  await page.screenshot({ path: 'out/board.png' });
  const [action] = await drill.server.ask('GET', '/api/v1/actions');
  assert.deepEqual([action.stage, action.rechecks[0].taken], ['verified', true]);
});

test('the reports of the second exercise name the repeated finding and the check, each with its evidence', async () => {
  const second = drill.exercise;
  await drill.command(director, { type: 'end_exercise' });
  await drill.command(director, { type: 'begin_evaluation' });
  const answer = await lead.context.request.get(`${lead.base}/api/v1/exercises/${second}/reports/aar/draft?lang=zh`);
  const { document } = await answer.json();
  const sentences = document.sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'paragraph' ? block.sentences : []));
  for (const word of [MEASURE, FOUND.replace('。', '')]) {
    const said = sentences.find(({ text }) => text.includes(word));
    assert.ok(said, `${word} is in the report`);
    assert.ok(said.evidence.length > 0, said.text);
  }
  assert.deepEqual(drill.faults(), []);
});
