/** A list from an empty draft to the first inject, written by two planners, through the screens alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let planner;
let second;
let director;

before(async () => {
  drill = await Drill.start();
  await drill.prepare('blank');
  planner = await drill.seated('李策划', 'PLN-1');
  await planner.page.getByRole('grid').waitFor();
});
after(async () => {
  await drill?.stop();
});

const rows = async (person = planner) => {
  const list = (await drill.items(person, 'msel'))[0];
  const all = await drill.items(person, 'msel_row');
  return list.order.map((id) => all.find(({ row }) => row === id));
};
const row = async (number) => (await rows()).find(({ cells }) => cells.id?.text === number);
/** A cell by the number of its row; columns of the planners' view: number, time, title, recipients … */
const cell = (person, number, column) =>
  person.page.locator('[role=row]').filter({ hasText: number }).locator(`[data-column="${column}"]`);
const tab = (person, name) => person.page.getByRole('button', { name, exact: true }).click();
const section = (name) => planner.page.locator('section.card').filter({ has: planner.page.getByRole('heading', { name }) });

/** Opens the form of a new entry, fills its fields by their names, and saves it. */
async function add(part, fields, nested = []) {
  await section(part).getByRole('button', { name: '＋ 添加' }).click();
  const dialog = planner.page.getByRole('dialog');
  const fill = async (within, all) => {
    for (const [name, value] of Object.entries(all)) {
      const field = within.getByLabel(name, { exact: false }).first();
      if (await field.evaluate((element) => element.tagName === 'SELECT')) await field.selectOption(value);
      else {
        await field.fill(value);
        await field.press('Tab');
      }
    }
  };
  await fill(dialog, fields);
  for (const one of nested) {
    const before = await dialog.locator('.msel-part-one').count();
    await dialog.locator('.msel-part-nested').getByRole('button', { name: '＋ 添加' }).click();
    await fill(dialog.locator('.msel-part-one').nth(before), one);
  }
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('units, seats, phases, objectives and tasks are written in forms', async () => {
  await tab(planner, '方案其他部分');
  await add(/参演单位与席位/, { 代码: 'XF', '名称 · 中文': '信访局' }, [{ 代码: 'XF-1', '名称 · 中文': '接访组长' }]);
  await add(/参演单位与席位/, { 代码: 'GA', '名称 · 中文': '公安分局' }, [{ 代码: 'GA-1', '名称 · 中文': '带班民警' }]);
  await add(/导调、评估、观摩席位/, { 代码: 'EVA-1', 角色: 'EVA', '名称 · 中文': '评估员' });
  await add(/^阶段/, { 代码: 'P1', '名称 · 中文': '报告与响应', '开始（T+）': '0', '结束（T+）': '60' });
  await add(/目标与关键任务/, { 代码: 'O1', '名称 · 中文': '信息准确及时' }, [{ 代码: 'CT1.1', '名称 · 中文': '10分钟内首报' }]);
  const scenario = (await until('all parts', async () => {
    const parts = (await drill.items(planner, 'msel_parts'))[0].scenario;
    return parts.objectives.length === 1 && parts;
  }));
  assert.deepEqual(scenario.departments.map(({ code }) => code), ['XF', 'GA']);
  assert.equal(scenario.objectives[0].tasks[0].id, 'CT1.1');
});

test('a block from a sheet comes in: what cannot be read stays, with its place', async () => {
  await tab(planner, '表格');
  await planner.page.getByRole('button', { name: '导入……' }).click();
  const dialog = planner.page.getByRole('dialog');
  const head = ['编号', '类型', '时间', '标题', '内容', '受导单位', '导调方式', '预期行动', '任务', '签收时限', '影响场馆'];
  const block = [
    head,
    ['I-01', '触发信息', 'T+2', '群众聚集', '约40人要求见领导。', '信访局', '现场', '启动预案', 'CT1.1', '2', '大厅'],
    ['I-02', '触发信息', '9h30-ish', '通道被堵', '一辆面包车堵住消防通道。', '公安分局、信访局', '对讲机', '疏导', 'CT1.1', '2', '东门'],
  ];
  await dialog.getByLabel(/粘贴从 Excel/).fill(block.map((line) => line.join('\t')).join('\n'));
  await dialog.getByRole('button', { name: '先看一看' }).click();
  await dialog.getByText(/新增 2 行/).waitFor();
  await dialog.getByRole('button', { name: /^导入 \d+ 行/ }).click();
  await until('both rows', async () => (await row('I-01')) && (await row('I-02')));
  const [first, other] = [await row('I-01'), await row('I-02')];
  assert.deepEqual(first.faults, []);
  assert.equal(first.cells.target_acknowledge.value, 120);
  assert.equal(first.cells['extra:影响场馆'].text, '大厅');
  assert.equal(other.cells.offset.text, '9h30-ish');
  assert.equal(other.cells.offset.fault, 'not_a_time');
  assert.deepEqual(other.cells.to.value, [{ department: 'GA' }, { department: 'XF' }]);
});

test('what a department would be shown of a row is seen through its filter', async () => {
  await cell(planner, 'I-01', 2).click();
  await planner.page.getByRole('heading', { name: /^I-01/ }).waitFor();
  await planner.page.getByRole('button', { name: '预览所见……' }).click();
  const dialog = planner.page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'XF', exact: true }).waitFor();
  await dialog.getByText('约40人要求见领导。').waitFor();
  assert.equal(await dialog.getByText('启动预案').count(), 0, 'what is expected is not shown');
  assert.equal(await dialog.getByRole('heading', { name: 'GA', exact: true }).count(), 0);
  await planner.page.screenshot({ path: 'out/20-preview.png' });
  await planner.page.keyboard.press('Escape');
});

test('a row is kept for reuse and comes in again, and the list is kept in the library', async () => {
  await planner.page.getByRole('button', { name: '存为常用条目' }).click();
  const dialog = planner.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '存为常用条目' }).click();
  await dialog.getByRole('button', { name: '插入到当前行之后' }).click();
  const copied = await until('a third row', async () => (await rows()).find(({ cells }) => !cells.id));
  assert.equal(copied.cells.body_zh.text, '约40人要求见领导。');
  assert.equal(copied.cells['extra:影响场馆'].text, '大厅');
  await planner.page.getByRole('button', { name: '撤销' }).click();
  await until('it is undone', async () => (await rows()).every(({ cells }) => cells.id));
  await planner.page.getByText('导出', { exact: true }).click();
  await planner.page.getByRole('button', { name: '存入场景库……' }).click();
  await dialog.getByLabel(/场景短名/).fill('square-drill');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText(/已保存：square-drill 第 1 版/).waitFor();
  await planner.page.keyboard.press('Escape');
  const library = await drill.server.ask('GET', '/api/v1/scenarios');
  assert.equal(library.find(({ id }) => id === 'square-drill').drafts, 1, 'the row that cannot be read is a draft');
});

test('two planners write at once; one off line keeps his words and both have one list', async () => {
  second = await drill.seated('王策划', 'PLN-2', { cut: true });
  await second.page.getByRole('grid').waitFor();
  await cell(planner, 'I-02', 1).click();
  await planner.page.keyboard.type('12');
  await planner.page.keyboard.press('Enter');
  await until('the time reads', async () => (await row('I-02')).cells.offset.text === 'T+12');
  await second.context.setOffline(true);
  await cell(second, 'I-01', 2).click();
  await second.page.keyboard.type('群众聚集求见领导');
  await second.page.keyboard.press('Enter');
  await cell(planner, 'I-01', 2).click();
  await planner.page.keyboard.type('群众到访');
  await planner.page.keyboard.press('Enter');
  await until('the first is there', async () => (await row('I-01')).cells.title_zh.text === '群众到访');
  await second.context.setOffline(false);
  const written = await until('the other follows', async () => {
    const { title_zh } = (await row('I-01')).cells;
    return title_zh.text === '群众聚集求见领导' && title_zh;
  });
  assert.equal(written.lost.text, '群众到访', 'what was written over unseen stands beside the cell');
  assert.equal(written.lost.by.seat, 'PLN-1');
  assert.deepEqual(await rows(planner), await rows(second));
});

test('it is submitted, approved as a version, and played', async () => {
  for (const number of ['STARTEX', 'ENDEX', 'REAL']) {
    await cell(planner, number, 3).click();
    await planner.page.keyboard.type('全体');
    await planner.page.keyboard.press('Enter');
    await until(`${number} goes to all`, async () => (await row(number)).cells.to?.value?.length === 2);
  }
  await planner.page.getByRole('button', { name: '送审……' }).click();
  const dialog = planner.page.getByRole('dialog');
  await dialog.getByText('没有发现问题。').waitFor();
  await dialog.getByRole('button', { name: '送审', exact: true }).click();
  await dialog.getByText(/审核中/).waitFor();
  director = await drill.seated('赵总', 'DIR');
  await director.page.goto(`${director.base}/x/${drill.exercise}/msel`);
  await director.page.getByRole('button', { name: /^送审……|^批准/ }).first().click();
  await director.page.getByRole('dialog').getByRole('button', { name: /^批准并冻结为第 1 版/ }).click();
  await until('approved', async () => (await drill.items(director, 'exercise'))[0].status === 'approved');
  assert.equal((await drill.items(director, 'msel'))[0].versions.length, 1);
  await drill.command(director, { type: 'edit_inject', row: 'I-01', title: { zh: '群众到访求见' } });
  await director.page.getByRole('button', { name: '与现在比较' }).click();
  await director.page.getByRole('dialog').getByRole('row', { name: /I-01/ }).getByText('群众到访求见').waitFor();
  await director.page.screenshot({ path: 'out/20-compare.png' });
  // The approved list is looked over too, and again when something of it is changed.
  await director.page.keyboard.press('Escape');
  await director.page.keyboard.press('Escape');
  await director.page.reload();
  await director.page.locator('.msel-lint [role=status]').waitFor();
  await director.page.locator('.msel-lint').getByRole('button', { name: '展开' }).click();
  await drill.command(director, { type: 'edit_inject', row: 'I-01', targets: {} });
  await director.page.getByText('I-01 对受导单位没有任何要求').first().waitFor();
  await drill.command(director, { type: 'edit_inject', row: 'I-01', targets: { acknowledge: 60 } });
  await director.page.getByText('I-01 对受导单位没有任何要求').waitFor({ state: 'detached' });

  await drill.readCards();
  const police = await drill.seated('李强', 'GA-1', { device: 'phone' });
  await drill.command(director, { type: 'open_standby' });
  await drill.command(director, { type: 'start_exercise' });
  await drill.command(director, { type: 'release_inject', row: 'I-02' });
  await police.page.getByText('一辆面包车堵住消防通道。').first().waitFor();
  assert.ok(!JSON.stringify(await drill.items(police)).includes('疏导'), 'what is expected stays with control');
  assert.deepEqual(drill.faults(), []);
});
