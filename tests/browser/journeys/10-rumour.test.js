/** A false video from its appearance to the statement: noticed, verified, a wrong figure pointed out, approved, out. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let desk;
/** Publicity and incident command on phones, and both walls. */
let publicity;
let command;
let leaders;
let players;

const VIDEO = '信访局门口老人被打伤流血';
const TEXT = '【演练】一位老人起身时头晕摔倒，没有人被打，现场受伤2人，已送医检查，家属陪同。';
const MENDED = '【演练】一位老人起身时头晕摔倒，没有人被打，受伤1人，已送医检查，家属陪同。一小时内再次通报。';

before(async () => {
  drill = await Drill.start();
  await drill.prepare('petition-drill');
  desk = await drill.seated('赵敏', 'LC');
  const director = await drill.seated('高宁', 'DIR');
  await drill.advance(director, 'running');
  [publicity, command, leaders, players] = await Promise.all([
    drill.seated('周宁', 'XC-1', { device: 'phone' }),
    drill.seated('何平', 'CMD-1', { device: 'phone' }),
    drill.seated('大屏', 'WALL-L', { device: 'wide' }),
    drill.seated('大屏', 'WALL-P', { device: 'wide' }),
  ]);
  for (const person of [publicity, command]) await person.page.locator('#main').waitFor();
  // One person is hurt: reported by the police, confirmed by command.
  const police = await drill.seated('李强', 'GA-1');
  await drill.command(police, { type: 'report_fact', fact: 'injured', value: 1, source: '急救点' });
  const fact = await until('the report', async () =>
    (await drill.items(command, 'picture')).find((one) => one.key === 'injured' && one.sightings.length > 0),
  );
  await drill.command(command, { type: 'confirm_fact', report: fact.sightings[0].report });
});
after(async () => {
  await drill?.stop();
});

const media = (person) => person.page.locator('nav.tabs').getByRole('button', { name: '舆情' }).tap();
const posts = (person) => person.page.getByRole('listitem').filter({ hasText: VIDEO });
const statement = (person) => person.page.getByRole('listitem').filter({ hasText: 'XC-1' });
const reached = async () => Number(await posts(publicity).locator('[data-reach]').getAttribute('data-reach'));
const post = async () => (await drill.items(desk, 'post'))[0];

test('the video appears before the publicity department alone, and its reach grows before its eyes', async () => {
  await drill.command(desk, { type: 'release_inject', row: 'I-18' });
  await drill.command(desk, { type: 'set_rate', rate: 20 });
  await media(publicity);
  await posts(publicity).getByText('未报告').waitFor();
  const first = await reached();
  assert.ok(first >= 3_000, `${first}`);
  await until('it grows', async () => (await reached()) > first);
  assert.deepEqual(await drill.items(command, 'feed'), [], 'nobody has told command');
});

test('it is reported and verified; command sees it from then on, and the marks are set', async () => {
  await posts(publicity).getByRole('button', { name: /发现并报告/ }).tap();
  await posts(publicity).locator('.chip').filter({ hasText: '已发现并报告' }).waitFor();
  await posts(publicity).getByRole('button', { name: '核实…' }).tap();
  await posts(publicity).getByRole('button', { name: '不实', exact: true }).tap();
  await posts(publicity).getByLabel('向谁核实（岗位或单位）').fill('急救点、公安现场岗');
  await posts(publicity).getByRole('button', { name: '记录核实结果' }).tap();
  await posts(publicity).locator('.chip').filter({ hasText: '已核实' }).waitFor();
  await media(command);
  await posts(command).getByText('核实结果：不实').waitFor();
  const tasks = await drill.items(desk, 'task');
  const marks = tasks.flatMap((task) => task.marks).map((mark) => mark.mark);
  assert.ok(marks.includes('detected') && marks.includes('verified'), JSON.stringify(marks));
});

test('a wrong figure is told while it is typed, and stands on the statement for everybody who works on it', async () => {
  const { page } = publicity;
  await posts(publicity).getByRole('button', { name: '起草回应…' }).tap();
  const form = page.locator('dialog');
  await form.getByLabel('正文', { exact: true }).fill(TEXT);
  const figure = form.locator('.media-figure').filter({ hasText: '受伤人数' });
  await figure.getByRole('checkbox').check();
  await figure.getByLabel('正文里写的受伤人数').fill('2');
  await figure.getByText('写的是 2 人，指挥部确认的是 1 人，两者不一致').waitFor();
  await form.getByLabel(/已核对：不含姓名/).check();
  await form.getByRole('button', { name: '提交发布稿' }).tap();
  await form.waitFor({ state: 'detached' });
  await statement(publicity).getByText('写的是 2 人，指挥部确认的是 1 人，两者不一致').waitFor();
  await command.page.locator('.ledger-lists button').nth(1).tap();
  await statement(command).getByText('数据与已确认的不一致').waitFor();
  await statement(command).getByRole('button', { name: '仍然批准…' }).waitFor();
  assert.equal(await statement(command).getByRole('button', { name: '✓ 批准' }).count(), 0, 'not without a reason');
});

test('command sends it back, the department mends it, command approves it', async () => {
  await statement(command).getByRole('button', { name: '退回…' }).tap();
  await statement(command).getByLabel('要改什么').fill('受伤人数是1人，写明下次通报时间');
  await statement(command).getByRole('button', { name: '退回', exact: true }).tap();
  await statement(publicity).getByText('指挥部退回：受伤人数是1人，写明下次通报时间').waitFor();
  await statement(publicity).getByRole('button', { name: '修改' }).tap();
  const form = publicity.page.locator('dialog');
  await form.getByLabel('正文', { exact: true }).fill(MENDED);
  await form.getByLabel('正文里写的受伤人数').fill('1');
  await form.getByText('与指挥部确认的一致').waitFor();
  await form.getByLabel(/已核对：不含姓名/).check();
  await form.getByRole('button', { name: '提交修改' }).tap();
  await form.waitFor({ state: 'detached' });
  await statement(command).getByText('各关均已通过。').waitFor();
  await statement(command).getByRole('button', { name: '✓ 批准' }).tap();
  await statement(publicity).locator('.chip').filter({ hasText: '已批准，待发布' }).waitFor();
  assert.deepEqual(await drill.items(players, 'published'), [], 'what is not out is on no wall');
});

test('it goes out: both walls show it, and the video grows slowly from then on', async () => {
  await statement(publicity).getByRole('button', { name: '发布', exact: true }).tap();
  await statement(publicity).locator('.chip').filter({ hasText: '已发布' }).waitFor();
  // A wall of several pages comes to it in its turn.
  for (const wall of [leaders, players]) await wall.page.getByText(MENDED).waitFor({ timeout: 90_000 });
  await publicity.page.locator('.ledger-lists button').first().tap();
  await posts(publicity).locator('.chip').filter({ hasText: '已回应' }).waitFor();
  await posts(publicity).getByText('每 1 小时 翻倍').waitFor();
  const { reach, answered } = await post();
  assert.deepEqual(
    reach.map((anchor) => anchor.cause),
    ['appeared', 'answered'],
  );
  assert.ok(answered, 'answered');
});

test('the console shows reach and statement, and the measures hold M17 and M18', async () => {
  const { page } = desk;
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.locator('.media-board').getByText(MENDED).waitFor();
  await page.keyboard.press('Escape');
  const url = `${desk.base}/api/v1/exercises/${drill.exercise}/measures`;
  const answer = await desk.context.request.get(url);
  assert.equal(answer.status(), 200, await answer.text());
  const { rumours, statements } = await answer.json();
  const [life] = rumours;
  assert.equal(life.row, 'I-18');
  assert.ok(life.bound && !life.unanswered);
  assert.ok(life.appeared <= life.detected && life.detected <= life.verified, JSON.stringify(life));
  assert.ok(life.verified < life.first_statement, JSON.stringify(life));
  assert.equal(life.reach_at_statement, (await post()).reach[1].count, 'the number at which it was answered');
  const { approved_before, figures, figures_agree, personal_data_checked, open } = statements[0];
  assert.deepEqual(
    { approved_before, figures, figures_agree, personal_data_checked, open },
    { approved_before: true, figures: 1, figures_agree: 1, personal_data_checked: true, open: [] },
  );
});

test('nothing was asked of another host, no page complained, no policy was broken', () => {
  assert.deepEqual(drill.faults(), []);
});
