/** The loudspeaker of the petition drill: it fails with its row, is logged and passed on, its backup is on, and M15 says how long it took. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let desk;
/** XF-1 on a phone of 360 px, the police who must not see it, the lead controller, and the leaders' wall. */
let phone;
let police;
let lead;
let wall;

before(async () => {
  drill = await Drill.start();
  await drill.server.administrator();
  const made = await drill.server.ask('POST', '/api/v1/exercises', { scenario: 'petition-drill' });
  drill.exercise = made.id;
  await drill.readCards();
  desk = await drill.seated('赵敏', 'DIR');
  await drill.advance(desk, 'running');
  [phone, police, lead, wall] = await Promise.all([
    drill.seated('王芳', 'XF-1', { device: 'phone' }),
    drill.seated('李强', 'GA-1'),
    drill.seated('孙立', 'LC'),
    drill.seated('大屏', 'WALL-L'),
  ]);
  for (const person of [phone, police, lead, wall]) await person.page.locator('#main').waitFor();
});
after(async () => {
  await drill?.stop();
});

const fault = async () => (await drill.items(desk, 'fault'))[0];
const resource = async (key) => (await drill.items(desk, 'resource')).find((one) => one.key === key);

test('before departure the department checks its list on the phone, and what is checked is there', async () => {
  const { page } = phone;
  await page.locator('nav.tabs').getByRole('button', { name: '装备' }).tap();
  const checks = page.getByRole('region', { name: '出动前核对' });
  for (const what of ['扩音器已试音', '备用扩音器已试音', '备用电源已充满', '登记表和告知书已带齐'])
    await checks.getByRole('button', { name: what, exact: true }).tap();
  await checks.getByText(/核对齐全/).waitFor();
  await checks.getByRole('button', { name: '出动' }).tap();
  await page.waitForTimeout(600);
  await checks.getByRole('button', { name: '出动', exact: true }).tap();
  await page.getByText('出动前已齐').waitFor();
  assert.equal((await resource('loudspeaker')).state, 'available');
});

test('I-13 is released: the loudspeaker fails by itself, and control hears that nothing stands in for it', async () => {
  await drill.command(lead, { type: 'release_inject', row: 'I-13' });
  await lead.page.getByRole('button', { name: /装备.*1 项故障/ }).waitFor();
  await lead.page.locator('.con-bell').click();
  await lead.page.locator('dialog').getByText('装备故障无备用').waitFor();
  await lead.page.locator('dialog .drill-link').filter({ hasText: '扩音器故障，没有备用' }).click();
  await lead.page.locator('.resource-board').getByText('尚未登记').first().waitFor();
  await wall.page.locator('.wall-failed').filter({ hasText: '扩音器' }).getByText('没有备用').waitFor();
  assert.equal((await fault()).occurred.by, null, 'the story did it, nobody');
  assert.equal((await resource('loudspeaker')).state, 'failed');
});

test('the department logs the fault, passes it to logistics and puts the backup in use, each in a tap', async () => {
  const { page } = phone;
  const broken = page.getByRole('region', { name: '故障' }).getByRole('listitem').filter({ hasText: '扩音器' });
  await broken.getByLabel('怎么坏了（可不填）').fill('声音断续失真');
  await broken.getByRole('button', { name: '登记故障' }).tap();
  await broken.getByRole('button', { name: '已通报保障组' }).tap();
  await broken.getByText(/已通报保障组/).first().waitFor();
  await broken.getByRole('button', { name: '启用备用扩音器' }).tap();
  await broken.getByText(/启用备用扩音器/).first().waitFor();
  await until('the backup is on', async () => (await fault()).backup?.resource === 'loudspeaker_spare');
  assert.equal((await fault()).reported.by.seat, 'XF-1');
});

test('control sees the backup on, its alarm is over, and the wall says so', async () => {
  const { page } = lead;
  await page.locator('.resource-board').getByText(/启用备用扩音器/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.con-bell').click();
  await until('no alarm', async () => (await page.locator('dialog').getByText('装备故障无备用').count()) === 0);
  await wall.page.locator('.wall-failed').getByText('备用已启用').waitFor();
  const other = JSON.stringify(await drill.items(police));
  assert.ok(!other.includes('声音断续失真') && !other.includes('loudspeaker'), 'the police are told nothing of it');
});

test('the measures hold M15 with its times, and the bound tasks are marked', async () => {
  const url = `${lead.base}/api/v1/exercises/${drill.exercise}/measures`;
  const answer = await lead.context.request.get(url);
  assert.equal(answer.status(), 200, await answer.text());
  const { equipment } = await answer.json();
  const [one] = equipment.faults;
  assert.deepEqual(
    { row: one.row, resource: one.resource, department: one.department, backup: one.backup },
    { row: 'I-13', resource: 'loudspeaker', department: 'XF', backup: 'loudspeaker_spare' },
  );
  assert.ok(one.to_logged_ms > 0 && one.to_backup_ms >= one.to_logged_ms, JSON.stringify(one));
  assert.equal(one.to_backup_ms, one.backup_on.exercise - one.occurred.exercise);
  assert.ok(one.to_backup_ms < 300_000, 'within the five minutes of the plan');
  const list = equipment.checklists.find((one) => one.department === 'XF');
  assert.deepEqual([list.entries, list.ticked, list.before_departure], [4, 4, true]);
  assert.deepEqual(equipment.departments[0].fault_ids, [one.fault]);
  const tasks = await drill.items(desk, 'task');
  const task = (id) => tasks.find((one) => one.id === id);
  assert.equal(task('CT6.1').marks[0].mark, 'backup_on');
  assert.equal(task('CT6.1').outcome.outcome, 'done');
  assert.equal(task('CT6.3').outcome.outcome, 'done');
  assert.equal(task('CT6.2').outcome, null, 'two departments have not checked yet');
});

test('nothing was asked of another host, no page complained, no policy was broken', () => {
  assert.deepEqual(drill.faults(), []);
});
