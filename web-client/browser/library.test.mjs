// The administrator's scenario library, as an administrator sees it on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, open, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const scenario = (id, zh, en, more) => ({
  id,
  title: { zh, en },
  rows: 57,
  drafts: 0,
  departments: 6,
  bundled: false,
  version: 3,
  tags: [],
  archived: false,
  saved: Date.UTC(2026, 5, 18, 3),
  by: { account: 'admin' },
  ...more,
});
const bundled = { bundled: true, version: 0, saved: null, by: null };
const SEAT = {
  seat: { exercise: '11111111-1111-4111-8111-111111111111', seat: 'PLN-1', role: 'PLN' },
};
const LIST = [
  scenario(
    'petition-drill',
    '信访突发事件应急预案综合演练（和平里，虚构）',
    'Petition-incident response exercise (Hepingli, fictional)',
    bundled,
  ),
  scenario('blank', '空白演练', 'Blank exercise', { ...bundled, rows: 0, departments: 0 }),
  scenario('night-flood', '夜间防汛与群众转移演练（虚构）', 'Night flood and evacuation (fictional)', {
    tags: ['防汛', '夜间', '多部门联动'],
    drafts: 4,
    by: SEAT,
  }),
];
const VERSIONS = [3, 2, 1].map((version) => ({
  version,
  saved: Date.UTC(2026, 5, 15 + version, 3),
  by: version === 3 ? SEAT : { account: 'admin' },
  note: ['', '初稿', '第一次评审后', '按讲评意见修改了第三阶段的人员转移'][version],
  title: LIST[2].title,
  rows: 50 + version,
  drafts: version === 3 ? 4 : 0,
}));

function rest(request) {
  const { pathname, searchParams } = new URL(request.url());
  if (request.method() !== 'GET') return undefined;
  if (pathname === '/api/v1/scenarios') {
    if (searchParams.get('archived')) return [];
    const search = searchParams.get('search') ?? '';
    return LIST.filter((one) => one.title.zh.includes(search));
  }
  return pathname.endsWith('/versions') ? VERSIONS : undefined;
}

async function library(path, options) {
  const shown = await screen(stage, { session: { as: 'administrator', name: 'admin' }, rest, ...options });
  await shown.page.goto(`${stage.base}/admin/library${path}`);
  await shown.page.locator('li.card').first().waitFor();
  return shown;
}

const titles = (page) => page.locator('li.card h3').allTextContents();

test('the blank one comes first, what is typed is searched, what is put away is asked for', async () => {
  const { page, context, faults } = await library('', { width: 1366, height: 768 });
  assert.match((await titles(page))[0], /空白演练/);
  await page.getByRole('searchbox').fill('防汛');
  await page.waitForFunction(() => document.querySelectorAll('li.card').length === 1);
  assert.match((await titles(page))[0], /防汛/);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('checkbox').check();
  await page.getByText('没有已归档的情景。').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('by keyboard alone: from the list to an earlier version that is put back', async () => {
  const posted = [];
  const { page, context, faults } = await library('', {
    width: 1366,
    height: 900,
    rest: (request) => {
      if (request.method() === 'POST') {
        posted.push(new URL(request.url()).pathname);
        return { ...LIST[2], version: 4 };
      }
      return rest(request);
    },
  });
  const to = async (role, name) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const target = page.getByRole(role, { name });
      if ((await target.count()) && (await target.evaluateAll((all) => all.includes(document.activeElement))))
        return;
    }
    assert.fail(`${name} is not reached`);
  };
  await to('link', /《夜间防汛与群众转移演练（虚构）》详情/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '版本', exact: true }).waitFor();
  await to('button', /恢复此版本 第 1 版/);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(700);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('已作为第 4 版恢复。').waitFor();
  assert.deepEqual(posted, ['/api/v1/scenarios/night-flood/versions/1/restore']);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a copy gets a name and titles of its own', async () => {
  const posted = [];
  const { page, context, faults } = await library('/night-flood', {
    width: 360,
    height: 740,
    rest: (request) => {
      if (request.method() !== 'POST') return rest(request);
      posted.push(request.postDataJSON());
      return { ...LIST[2], id: 'night-flood-2' };
    },
  });
  await page.getByRole('button', { name: '复制为新情景' }).click();
  await accessible(page, 'copy');
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/library-copy.png` });
  await page.getByRole('button', { name: '复制', exact: true }).click();
  await page.waitForURL(/night-flood-2$/);
  assert.deepEqual(posted, [
    {
      id: 'night-flood-2',
      title: {
        zh: '夜间防汛与群众转移演练（虚构）（副本）',
        en: 'Night flood and evacuation (fictional) (copy)',
      },
    },
  ]);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const [language, width, theme] of [
  ['zh', 360, 'light'],
  ['en', 360, 'dark'],
  ['zh', 1366, 'dark'],
  ['en', 1366, 'light'],
]) {
  for (const [name, path] of [
    ['list', ''],
    ['detail', '/night-flood'],
  ]) {
    test(`axe: the library, ${name} ${language} ${width} ${theme}`, async () => {
      const { page, context, faults } = await library(path, { width, height: 800, language, theme });
      await accessible(page, `library ${name} ${language} ${width}`);
      assert.match(await page.locator('body').textContent(), /演练|EXERCISE/);
      if (width === 360) {
        const small = await page.evaluate(() =>
          [...document.querySelectorAll('main button, main a.button, main select, main input[type=search]')]
            .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 48)
            .map((element) => element.textContent),
        );
        assert.deepEqual(small, [], 'fingers need 48 px');
      }
      if (process.env.PICTURES)
        await page.screenshot({
          path: `${process.env.PICTURES}/library-${name}-${language}-${width}.png`,
          fullPage: true,
        });
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}
