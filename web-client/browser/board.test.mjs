// The administrator's board of corrective actions across exercises.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, open, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const FIRST = '11111111-1111-4111-8111-111111111111';
const SECOND = '22222222-2222-4222-8222-222222222222';
let made = 0;
function action(measure, more) {
  made += 1;
  return {
    exercise: FIRST,
    exercise_title: { zh: '信访突发事件演练（虚构）', en: 'Petition drill (fictional)' },
    id: `33333333-3333-4333-8333-${String(made).padStart(12, '0')}`,
    number: made,
    area: 'equipment',
    problem: '对讲机电池不足，第二阶段有三个小组失去联络',
    cause: null,
    measure,
    element: 'equipment',
    department: null,
    unit: '消防救援站',
    person: null,
    due: null,
    verifier: null,
    proof: null,
    stage: 'assigned',
    opened: Date.now() - 86_400_000,
    changed: Date.now(),
    moves: 0,
    rechecks: [],
    ...more,
  };
}
const ACTIONS = [
  action('制定交接表', {
    due: day(90),
    rechecks: [
      {
        exercise: SECOND,
        exercise_title: { zh: '消防疏散演练（虚构）', en: 'Fire drill (fictional)' },
        recheck: '44444444-4444-4444-8444-444444444444',
        outcome: 'held',
        note: '两班交接均有记录',
        taken: false,
      },
    ],
  }),
  action('配备备用电池，并每月检查一次', { due: day(-12), person: '装备科长' }),
  action('修订预案第 4 条', {
    exercise: SECOND,
    unit: null,
    department: { zh: '街道办', en: 'Street office' },
  }),
  action('组织一次桌面推演', { due: day(9), stage: 'returned', unit: '应急办' }),
  action('更新通讯录', { due: day(-30), stage: 'verified', unit: '应急办' }),
];

async function board(options) {
  const shown = await screen(stage, {
    session: { as: 'administrator', name: 'admin' },
    rest: (request) => (new URL(request.url()).pathname === '/api/v1/actions' ? ACTIONS : undefined),
    ...options,
  });
  await shown.page.goto(`${stage.base}/admin/actions`);
  await shown.page.locator('table').waitFor();
  return shown;
}

/** Measures in the order of the table. */
const measures = (page) => page.locator('tbody th').allTextContents();

test('what is past its day comes first, what is closed is not shown until it is asked for', async () => {
  const { page, context, faults } = await board({ width: 1366, height: 768 });
  assert.deepEqual(
    await measures(page),
    [ACTIONS[1], ACTIONS[3], ACTIONS[0], ACTIONS[2]].map((one) => one.measure),
  );
  assert.match(await page.getByRole('status').first().textContent(), /4 .*1/);
  await page.getByRole('combobox', { name: '时限' }).selectOption('month');
  assert.deepEqual(await measures(page), [ACTIONS[1].measure, ACTIONS[3].measure]);
  await page.getByRole('combobox', { name: '时限' }).selectOption('none');
  assert.deepEqual(await measures(page), [ACTIONS[2].measure]);
  await page.getByRole('combobox', { name: '时限' }).selectOption('');
  await page.getByRole('combobox', { name: '进度' }).selectOption('all');
  await page.getByRole('combobox', { name: '责任单位' }).selectOption('应急办');
  assert.deepEqual(await measures(page), [ACTIONS[3].measure, ACTIONS[4].measure]);
  await page.getByRole('combobox', { name: '责任单位' }).selectOption('街道办');
  assert.deepEqual(
    await measures(page),
    [ACTIONS[2].measure],
    'without a unit the department of the finding stands',
  );
  assert.equal(await page.locator('tbody a').first().getAttribute('href'), `/admin/${SECOND}`);
  assert.equal(
    await page.getByRole('link', { name: '.ics' }).getAttribute('href'),
    '/api/v1/actions.ics?lang=zh',
  );
  assert.deepEqual(faults, []);
  await context.close();
});

test('what a later exercise saw is taken over from the board', async () => {
  const posted = [];
  const { page, context } = await board({
    width: 1366,
    height: 768,
    rest: (request) => {
      const path = new URL(request.url()).pathname;
      if (path === '/api/v1/actions') return ACTIONS;
      if (!path.endsWith('/recheck')) return undefined;
      posted.push([path, request.postDataJSON()]);
      return { ...ACTIONS[0], stage: 'verified' };
    },
  });
  await page.getByText('在《消防疏散演练（虚构）》中核查：落实有效').waitFor();
  await page.getByRole('button', { name: '据此验收：制定交接表' }).click();
  await page.waitForTimeout(200);
  assert.deepEqual(posted, [
    [
      `/api/v1/exercises/${FIRST}/actions/${ACTIONS[0].id}/recheck`,
      { exercise: SECOND, recheck: ACTIONS[0].rechecks[0].recheck },
    ],
  ]);
  await context.close();
});

test('a new exercise takes chosen measures of earlier ones along', async () => {
  const posted = [];
  const scenario = {
    id: 'drill',
    title: { zh: '演练脚本', en: 'Script' },
    rows: 3,
    drafts: 0,
    departments: 2,
    bundled: true,
    version: 0,
    tags: [],
    archived: false,
    saved: null,
    by: null,
  };
  const { page, context, faults } = await screen(stage, {
    session: { as: 'administrator', name: 'admin' },
    width: 360,
    height: 1600,
    rest: (request) => {
      const path = new URL(request.url()).pathname;
      if (path === '/api/v1/actions') return ACTIONS;
      if (path === '/api/v1/scenarios') return [scenario];
      if (path !== '/api/v1/exercises') return undefined;
      if (request.method() === 'POST') posted.push(request.postDataJSON());
      return request.method() === 'POST' ? {} : [];
    },
  });
  await page.goto(`${stage.base}/admin`);
  await page.locator('summary', { hasText: '带入以往的整改措施' }).click();
  assert.equal(await page.getByRole('checkbox').count(), 4, 'what is closed is not carried over');
  await page.getByRole('checkbox', { name: /配备备用电池/ }).check();
  await accessible(page, 'carry');
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/carry.png` });
  await page.getByRole('button', { name: '创建演练' }).click();
  await page.getByRole('button', { name: '创建演练' }).last().click();
  await page.waitForTimeout(200);
  assert.deepEqual(posted, [{ scenario: 'drill', carry: [{ exercise: FIRST, action: ACTIONS[1].id }] }]);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [language, width, theme] of [
  ['zh', 360, 'light'],
  ['en', 360, 'dark'],
  ['zh', 1366, 'dark'],
  ['en', 1366, 'light'],
]) {
  test(`axe: the board ${language} ${width} ${theme}`, async () => {
    const { page, context, faults } = await board({ width, height: 800, language, theme });
    await accessible(page, `board ${language} ${width}`);
    assert.match(await page.locator('body').textContent(), /演练|EXERCISE/);
    if (process.env.PICTURES)
      await page.screenshot({
        path: `${process.env.PICTURES}/board-${language}-${width}.png`,
        fullPage: true,
      });
    assert.deepEqual(faults, []);
    await context.close();
  });
}
