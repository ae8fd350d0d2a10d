/**
 * The worked drill written again from a blank draft through the screens alone: every form, the list as a sheet;
 * then checked, rehearsed, approved and run. In the end both plans are compared entry by entry, cell by cell.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';
import { fill, PARTS } from '../lib/forms.js';
import { note } from '../lib/figures.js';

let drill;
let planner;
/** The worked drill as the server itself has it: what is to be written. */
let worked;
const began = Date.now();

const scenarioOf = async (person) => (await drill.items(person, 'msel_parts'))[0].scenario;
const tab = (name) => planner.page.getByRole('button', { name, exact: true }).click();
const pattern = (words) => words.replace(/[（）]/g, '.');
/** A part by its heading, which counts its entries. */
const section = (heading) => {
  const name = new RegExp(`^${pattern(heading)}(\\s*\\d+)?$`);
  return planner.page.locator('section.card').filter({ has: planner.page.getByRole('heading', { name }) });
};

before(async () => {
  drill = await Drill.start();
  await drill.prepare('petition-drill');
  const reader = await drill.seated('赵总', 'DIR');
  const sheet = await reader.context.request.get(`${reader.base}/api/v1/exercises/${drill.exercise}/msel.xlsx?lang=zh`);
  worked = { scenario: await scenarioOf(reader), rows: await rowsOf(reader), sheet: await sheet.body() };
  await reader.context.close();
  const made = await drill.server.ask('POST', '/api/v1/exercises', { scenario: 'blank' });
  drill.exercise = made.id;
  await drill.readCards();
  planner = await drill.seated('李策划', 'PLN-1');
  await planner.page.getByRole('grid').waitFor();
  await tab('方案其他部分');
});
after(async () => {
  await drill?.stop();
});

/** The cells of each row by its number, as people read them. */
async function rowsOf(person) {
  const { order } = (await drill.items(person, 'msel'))[0];
  const all = await drill.items(person, 'msel_row');
  const rows = order.map((id) => all.find(({ row }) => row === id));
  return rows.map(({ cells, faults }) => {
    assert.deepEqual(faults, [], cells.id.text);
    // A cell that was emptied says as much as one that never was.
    const said = Object.entries(cells).map(([field, { value, text }]) => [field, value ?? text]);
    const row = Object.fromEntries(said.filter(([, what]) => what !== undefined && what !== null && what !== ''));
    // A row that goes out at its planned time may say so, or not.
    if (row.when?.type === 'time' && row.when.at === row.offset) delete row.when;
    return row;
  });
}

/** Writes one entry of a part into its form and saves it. */
async function enter(part, entry) {
  const [heading, , key, fields] = PARTS[part];
  const own = section(heading);
  const known = key && own.getByRole('button', { name: `修改 ${entry[key]}`, exact: true });
  if (part === 'bindings') await own.getByRole('button', { name: /^修改/ }).click();
  else if (part !== 'robot_lines' && known && (await known.count()) > 0) await known.click();
  else await own.getByRole('button', { name: /^＋ 添加/ }).click();
  const dialog = planner.page.getByRole('dialog');
  await fill(dialog.locator('.msel-part-fields').first(), fields, entry);
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const WHOLE = ['site', 'bindings', 'feedback'];
async function write(...parts) {
  for (const part of parts) {
    const [, where] = PARTS[part];
    const value = worked.scenario[where];
    for (const entry of WHOLE.includes(part) ? [value] : value) await enter(part, entry);
    const now = await until(`${part} is recorded`, async () => {
      const found = (await scenarioOf(planner))[where];
      return (WHOLE.includes(part) || found.length >= value.length) && found;
    });
    const sorted = (list) => (part === 'staff' ? list.toSorted((a, b) => a.code.localeCompare(b.code)) : list);
    const wanted = WHOLE.includes(part) ? value : sorted(value);
    // The blank exercise has its own planners' seats beside those of the drill.
    const found = WHOLE.includes(part) ? now : sorted(now.filter((one) => part !== 'staff' || value.some(({ code }) => code === one.code)));
    assert.deepEqual(found, wanted, part);
  }
}

test('texts and settings are written', async () => {
  const texts = { 演练名称: 'title', 组织单位: 'organiser', 目的: 'aim', '背景（演练开始前参演方可读）': 'story' };
  for (const [label, name] of Object.entries(texts)) {
    for (const [language, words] of [['zh', '中文'], ['en', 'English|英文']]) {
      const field = planner.page.getByLabel(new RegExp(`^${pattern(label)} · (${words})$`));
      await field.fill(worked.scenario[name][language]);
      await field.blur();
    }
  }
  const { scenario } = worked;
  const settings = section('演练设置');
  const put = async (label, value) => {
    const field = settings.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.blur();
  };
  await put('待命倒计时', `${scenario.settings.countdown}s`);
  await put('中断多久以内自动续走', `${scenario.settings.outage_limit}s`);
  for (const [heading, name] of [['规则（所有人可读）', 'rules'], ['真实情况（仅控制方）', 'ground_truth']]) {
    const group = settings.locator('fieldset').filter({ has: planner.page.locator('legend', { hasText: heading }) });
    for (const [at, sentence] of scenario[name].entries()) {
      for (const [n, language] of ['zh', 'en'].entries()) {
        const box = group.locator('.msel-part-sentence').nth(at).locator('input, textarea').nth(n);
        await box.fill(sentence[language]);
        await box.blur();
        await until(`${name} ${at} ${language}`, async () => (await scenarioOf(planner))[name][at]?.[language] === sentence[language]);
      }
    }
  }
  const now = await scenarioOf(planner);
  for (const name of [...Object.values(texts), 'rules', 'ground_truth']) assert.deepEqual(now[name], scenario[name], name);
});

test('units, seats, phases, places, objectives, facts and resources are written in their forms', async () => {
  await write('department', 'staff', 'phase', 'site', 'place', 'objective', 'asked_fact', 'fact', 'resource', 'checklist');
});

test('the list comes in as the sheet that was taken home', async () => {
  await tab('表格');
  // The blank list has three rows that the drill has under other numbers.
  for (const number of ['STARTEX', 'ENDEX', 'REAL']) {
    await planner.page.locator('.msel-row').filter({ hasText: number }).locator('[data-column="2"]').click();
    await planner.page.keyboard.press('Control+Delete');
    await planner.page.locator('.msel-row').filter({ hasText: number }).waitFor({ state: 'detached' });
  }
  await planner.page.getByRole('button', { name: '导入……' }).first().click();
  const dialog = planner.page.getByRole('dialog');
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await dialog.locator('input[type=file]').setInputFiles({ name: '清单.xlsx', mimeType: type, buffer: worked.sheet });
  await dialog.getByRole('button', { name: /^导入 \d+ 行/ }).click();
  await until('every row', async () => (await drill.items(planner, 'msel'))[0].order.length === worked.rows.length, 30_000);
  const now = await until('no row has faults', () => rowsOf(planner));
  const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
  for (const [id, row] of byId(worked.rows)) assert.deepEqual(byId(now).get(id), row, id);
});

test('what rests on the rows is written: settings, bindings, the questionnaire, lines of robots', async () => {
  await tab('方案其他部分');
  const settings = section('演练设置');
  await settings.getByLabel('现场指挥部（确认各单位的报告）').selectOption(worked.scenario.settings.command);
  const check = settings.getByLabel('通联检查用哪一条（编号）');
  await check.fill(worked.scenario.settings.comms_check);
  await check.blur();
  const steps = settings.locator('fieldset').filter({ has: planner.page.locator('legend', { hasText: '迟了怎么办' }) });
  // Left out where a plan has what holds for all.
  const usual = { amber: 0, red: 120, nudge: 30, deputy: 120, other_channel: 240 };
  const escalation = worked.scenario.settings.escalation ?? usual;
  for (const [at, step] of ['amber', 'red', 'nudge', 'deputy', 'other_channel'].entries()) {
    const box = steps.locator('label input:not([type=checkbox])').nth(at);
    await box.fill(`${escalation[step]}s`);
    await box.blur();
    await until(step, async () => {
      const now = (await scenarioOf(planner)).settings.escalation ?? usual;
      return now[step] === escalation[step];
    });
  }
  await write('bindings', 'feedback', 'robot_lines');
  await until('settings', async () => {
    assert.deepEqual((await scenarioOf(planner)).settings, worked.scenario.settings);
    return true;
  });
});

test('it is linted clean, rehearsed, approved and run', async () => {
  const lint = await planner.context.request.get(`${planner.base}/api/v1/exercises/${drill.exercise}/lint`);
  const { findings } = await lint.json();
  const errors = findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, []);
  await tab('表格');
  await planner.page.getByRole('button', { name: '预演……' }).click();
  const dialog = planner.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '开始预演' }).click();
  await dialog.getByText(/次演到结束/).waitFor({ timeout: 120_000 });
  await planner.page.screenshot({ path: 'out/rebuilt-rehearsal.png' });
  assert.equal(await dialog.getByText(/次没有演完/).count(), 0);
  await planner.page.keyboard.press('Escape');

  const director = await drill.seated('赵总', 'DIR');
  await director.page.goto(`${director.base}/x/${drill.exercise}/msel`);
  await director.page.getByRole('button', { name: '送审……' }).click();
  await director.page.getByRole('dialog').getByRole('button', { name: '送审', exact: true }).click();
  await director.page.getByRole('dialog').getByRole('button', { name: /^批准并冻结为第 1 版/ }).click();
  await until('approved', async () => (await drill.items(director, 'exercise'))[0].status === 'approved');
  await drill.readCards();
  const desk = await drill.seated('张敏', 'XF-3', { device: 'phone' });
  await drill.command(director, { type: 'open_standby' });
  await drill.command(director, { type: 'start_exercise' });
  await drill.command(director, { type: 'release_inject', row: 'I-02' });
  const first = worked.rows.find(({ id }) => id === 'I-02');
  await desk.page.screenshot({ path: 'out/rebuilt-desk.png' });
  await desk.page.getByText(first.body_zh.slice(0, 12)).first().waitFor();
  note(`the worked drill, ${worked.rows.length} rows, written from a blank draft: ${Math.round((Date.now() - began) / 1000)} s`);
  assert.deepEqual(drill.faults(), []);
});
