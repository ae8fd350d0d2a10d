/** The forms of a plan as a planner reads them: what each field is called on the screen, and how it is filled. */

const both = (label, name) => ({ label, name, fill: words });
const text = (label, name) => ({ label, name, fill: written });
const span = (label, name) => ({ label, name, fill: (slot, seconds) => written(slot, `${seconds}s`) });
const moment = (label, name) => ({ label, name, fill: (slot, seconds) => written(slot, clock(seconds)) });
const choice = (label, name) => ({ label, name, fill: chosen });
const tick = (label, name) => ({ label, name, fill: ticked });
const ticks = (label, name) => ({ label, name, fill: tickedCodes });
const codes = (label, name) => ({ label, name, fill: (slot, list) => written(slot, list.join(' ')) });
const list = (label, name, of) => ({ label, name, of, fill: listed });
const variant = (label, name, forms) => ({ label, name, forms, fill: oneOf });

const clock = (seconds) =>
  [Math.floor(seconds / 3600), ...[Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))].join(':');

const MARKS = [choice('任务', 'task'), text('节点代码', 'mark')];
const FACT_VALUE = [choice('态势要素', 'fact'), { label: '值', name: 'value', fill: factValue }];
const FIGURES = list('引用的数字', 'figures', FACT_VALUE);
const COSIGNERS = ticks('请谁会签', 'cosigners');

const DEEDS = {
  report_fact: FACT_VALUE,
  record_claim: [both('内容', 'text'), both('谁提出', 'from')],
  make_commitment: [
    both('内容', 'text'),
    both('责任人', 'person'),
    both('期限（对群众的说法）', 'due'),
    moment('期限（T+）', 'due_at'),
    both('怎样告知群众', 'told_by'),
    both('谁来核查', 'checker'),
  ],
  check: [text('核对事项（代码）', 'item')],
  depart: [],
  use_resource: [choice('对应的装备', 'resource')],
  report_fault: [choice('对应的装备', 'resource'), both('内容', 'text')],
  use_supply: [choice('对应的装备', 'resource'), text('数量', 'amount')],
  ask_resource: [choice('向谁申请', 'from'), both('申请什么', 'what'), text('数量', 'amount')],
  put_feature: [
    choice('标绘类别', 'feature'),
    variant('标在哪里', 'spot', {
      place: [choice('地点', 'place')],
      point: [{ label: '点', name: 'at', fill: position }],
      line: [{ label: '线的折点', name: 'along', fill: positions }],
      area: [{ label: '区域的边角', name: 'around', fill: positions }],
    }),
    both('名称', 'label'),
  ],
  notice_post: [],
  verify_post: [choice('核实结果', 'finding'), both('信息来源', 'source')],
  draft_statement: [both('内容', 'text'), FIGURES, COSIGNERS, tick('已勾选：不含个人信息', 'no_personal_data')],
  correct_statement: [both('内容', 'text'), FIGURES, COSIGNERS],
};

/** Part of the plan: its heading, where its entries stand in a scenario, what identifies one, its fields. */
export const PARTS = {
  department: ['参演单位与席位', 'departments', 'code', [
    text('代码', 'code'),
    both('名称', 'name'),
    both('职责', 'duty'),
    both('可自行承诺的范围', 'authority'),
    list('席位（第一个是负责人）', 'seats', [
      text('代码', 'code'),
      both('名称', 'name'),
      both('岗位卡：在岗者须知道的预案要点', 'card'),
    ]),
  ]],
  staff: ['导调、评估、观摩席位', 'staff', 'code', [
    text('代码', 'code'),
    choice('角色', 'role'),
    both('名称', 'name'),
    choice('负责的单位', 'watches'),
    choice('哪块大屏', 'wall'),
  ]],
  phase: ['阶段', 'phases', 'id', [
    text('代码', 'id'),
    both('名称', 'name'),
    moment('开始（T+）', 'start'),
    moment('结束（T+）', 'end'),
  ]],
  site: ['场地与地图', 'site', null, [
    both('名称', 'name'),
    both('绘制者', 'credit'),
    { label: '地图范围', name: 'bounds', fill: bounds },
    { label: '底图', name: 'plan', fill: drawing },
  ]],
  place: ['地点', 'places', 'key', [
    text('代码', 'key'),
    both('名称', 'name'),
    choice('种类', 'kind'),
    variant('谁能看到', 'audience', { all: [], departments: [ticks('应掌握的单位', 'of')], control: [] }),
    { label: '位置', name: 'position', fill: position },
  ]],
  objective: ['目标与关键任务', 'objectives', 'id', [
    text('代码', 'id'),
    both('名称', 'name'),
    both('核心能力', 'capability'),
    list('关键任务', 'tasks', [
      text('代码', 'id'),
      both('名称', 'name'),
      span('时限', 'target'),
      text('权重', 'weight'),
      tick('事关安全', 'safety_critical'),
      text('预案条款', 'plan_ref'),
      list('任务节点', 'marks', [
        text('节点代码', 'mark'),
        both('名称', 'name'),
        { label: '从哪一条算起（空：上一节点）', name: 'from', fill: from },
        span('时限', 'target'),
      ]),
      list('行为要点', 'behaviours', [text('代码', 'key'), both('名称', 'name')]),
    ]),
  ]],
  asked_fact: ['报告要素（每次情况报告必问）', 'report_facts', 'key', [text('代码', 'key'), both('名称', 'name')]],
  fact: ['态势要素', 'facts', 'key', [
    text('代码', 'key'),
    both('名称', 'name'),
    { label: '值的形式', name: 'form', fill: factForm },
    span('多久算旧', 'old_after'),
    ticks('应掌握的单位', 'departments'),
    { label: '演练开始时的实情（仅控制方）', name: 'truth', fill: factValue },
    choice('地点', 'place'),
  ]],
  resource: ['装备物资', 'resources', 'key', [
    text('代码', 'key'),
    both('名称', 'name'),
    choice('单位', 'department'),
    choice('种类', 'kind'),
    text('数量', 'amount'),
    both('计量单位', 'unit'),
    choice('是谁的备用', 'backup_of'),
    tick('故障上领导大屏', 'important'),
  ]],
  checklist: ['出动前核对清单', 'checklists', 'department', [
    choice('单位', 'department'),
    list('核对事项', 'items', [text('代码', 'key'), both('名称', 'name'), choice('对应的装备', 'resource')]),
  ]],
  bindings: ['报告与指标的依据', 'bindings', null, [
    list('报告章节', 'sections', [
      text('章节', 'section'),
      codes('目标', 'objectives'),
      codes('关键任务', 'tasks'),
      codes('导调信息', 'injects'),
    ]),
    list('首报链', 'report_chain', MARKS),
    list('救护链', 'medical_chain', MARKS),
    list('传话测试', 'relays', [text('导调信息', 'inject'), codes('经过的单位（按顺序）', 'hops')]),
    list('预设的矛盾', 'contradictions', [text('导调信息', 'inject'), choice('任务', 'task')]),
    list('传言', 'rumours', [
      text('出现的一条', 'appears'),
      text('发酵的一条', 'grows'),
      choice('发现传言的任务', 'detect'),
      choice('首次发布的任务', 'statement'),
    ]),
    list('故障的装备', 'equipment', [
      text('发生故障的一条', 'fault'),
      choice('启用备用的任务', 'backup'),
      text('备用启用的节点', 'backup_mark'),
      choice('出动前核对的任务', 'checklist'),
      choice('登记故障的任务', 'logged'),
    ]),
    codes('检验预案熟悉程度的各条', 'plan_checks'),
    codes('听取诉求的各条', 'claims'),
    codes('应作承诺的各条', 'commitments'),
  ]],
  feedback: ['演练结束后的问卷', 'feedback', null, [
    tick('匿名', 'anonymous'),
    choice('询问谁', 'audience'),
    both('题目上方的说明', 'intro'),
    list('题目', 'questions', [
      text('代码', 'key'),
      choice('涉及哪类问题', 'about'),
      both('问题', 'text'),
      variant('作答方式', 'form', {
        scale: [both('1分的含义', 'low'), both('5分的含义', 'high')],
        choice: [{ label: '选项', name: 'of', fill: choices }],
        text: [],
      }),
    ]),
  ]],
  robot_lines: ['机器人的自主动作', 'robot_lines', 'row', [
    text('导调信息（编号）', 'row'),
    choice('单位', 'department'),
    span('收到后多久', 'after'),
    span('细致的队伍：多久之后', 'careful_after'),
    tick('失误，细致的队伍不做', 'mistake'),
    variant('做什么', 'does', DEEDS),
  ]],
};

/** Fills a form: every field that the entry has, by what it is called. */
export async function fill(box, fields, entry) {
  const labels = await box.evaluate((element) =>
    [...element.children].map((child) => {
      const named = child.querySelector(':scope > span, :scope > legend');
      return (named?.textContent ?? '').replace(/ \*$/, '').trim();
    }),
  );
  for (const field of fields) {
    const value = entry[field.name];
    if (value === undefined || value === null) continue;
    const at = labels.indexOf(field.label);
    if (at < 0) throw new Error(`there is no field “${field.label}” among ${labels.join(', ')}`);
    await field.fill(box.locator(':scope > *').nth(at), value, field);
  }
}

async function write(input, value) {
  await input.fill(String(value));
  await input.blur();
}
async function written(slot, value) {
  await write(slot.locator('input, textarea').first(), value);
}
async function words(slot, { zh, en }) {
  const inputs = slot.locator('input, textarea');
  if (zh) await write(inputs.nth(0), zh);
  if (en) await write(inputs.nth(1), en);
}
async function chosen(slot, value) {
  await slot.locator('select').first().selectOption(String(value));
}
async function ticked(slot, value) {
  await slot.locator('input[type=checkbox]').setChecked(value);
}
async function tickedCodes(slot, all) {
  for (const code of all) await slot.locator('label').filter({ hasText: new RegExp(`^${code}$`) }).locator('input').check();
}

/** Entries inside of an entry: a new one has some of its fields filled in already. */
async function listed(slot, all, { of }) {
  const own = slot.locator(':scope > .msel-part-one');
  for (const [at, one] of all.entries()) {
    if (at >= (await own.count())) await slot.locator(':scope > button').click();
    await fill(own.nth(at).locator(':scope > .msel-part-fields'), of, one);
  }
}

async function oneOf(slot, value, { forms }) {
  const select = slot.locator(':scope > select');
  if ((await select.inputValue()) !== value.type) await select.selectOption(value.type);
  await fill(slot.locator(':scope > .msel-part-fields'), forms[value.type], value);
}

/** Options: a code and its words in both languages. */
async function choices(slot, all) {
  for (const [at, { value, text: said }] of all.entries()) {
    await slot.getByRole('button', { name: /^＋ 添加/ }).click();
    const inputs = slot.locator('li').nth(at).locator('input');
    await write(inputs.nth(0), value);
    await write(inputs.nth(1), said.zh);
    await write(inputs.nth(2), said.en);
  }
}
async function factForm(slot, form) {
  await chosen(slot, form.type);
  if (form.type === 'number') await words(slot, form.unit);
  if (form.type === 'choice') await choices(slot, form.of);
}
async function factValue(slot, value) {
  if ((await slot.locator('select').count()) > 0) await chosen(slot, value);
  else await written(slot, value);
}
async function from(slot, { row, event }) {
  await written(slot, row);
  await chosen(slot, event);
}
async function position(slot, { lat, lon }) {
  const inputs = slot.locator('input');
  await write(inputs.nth(0), lat);
  await write(inputs.nth(1), lon);
}
async function positions(slot, all) {
  await written(slot, all.map(({ lat, lon }) => `${lat}, ${lon}`).join('\n'));
}
async function bounds(slot, { north, south, west, east }) {
  for (const [at, side] of [north, south, west, east].entries()) await write(slot.locator('input').nth(at), side);
}
async function drawing(slot, plan) {
  const file = { name: 'plan.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(plan.text) };
  await slot.locator('input[type=file]').setInputFiles(file);
  await slot.getByText('SVG 底图').waitFor();
}
