// The administrator's archives: an exercise taken away and brought in, and people erased from its record.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, open, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const ID = '11111111-1111-4111-8111-111111111111';
const ARCHIVE = '99999999-9999-4999-8999-999999999999';
const HEAD = 'ab12'.repeat(16);
const EXERCISE = {
  id: ID,
  title: { zh: '信访突发事件应急预案综合演练（虚构）', en: 'Petition-incident exercise (fictional)' },
  scenario: 'petition-drill',
  status: 'evaluating',
  created: Date.UTC(2026, 10, 23, 1),
  commits: 412,
};
const person = (number, seats, more) => ({
  person: `aaaaaaaa-aaaa-4aaa-8aaa-${String(number).padStart(12, '0')}`,
  seats: seats.map((seat) => ({ seat, since: Date.UTC(2026, 10, 23, 2) })),
  named: true,
  erased: null,
  ...more,
});
const PEOPLE = [
  person(1, ['XF-1']),
  person(2, ['EVA-XF', 'LEV']),
  person(3, ['GA-1'], {
    named: false,
    erased: { at: Date.UTC(2026, 10, 25, 8), by: 'admin', files: 2 },
  }),
];
const CHECK = {
  archive: ARCHIVE,
  until: Date.now() + 1_800_000,
  exercise: ID,
  title: EXERCISE.title,
  status: 'evaluating',
  created: EXERCISE.created,
  last: Date.UTC(2026, 10, 24, 9),
  commits: 412,
  head: HEAD,
  names: 14,
  files: 9,
  missing_files: 1,
  obstacle: null,
};

/** A server with one exercise; `asked` gets whatever changes something. */
function server(asked = [], check = CHECK) {
  return (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.method() !== 'GET') asked.push([request.method(), pathname + search]);
    if (pathname === '/api/v1/exercises') return [EXERCISE];
    if (pathname === '/api/v1/scenarios' || pathname === '/api/v1/actions') return [];
    if (pathname === '/api/v1/archives') return check;
    if (pathname === `/api/v1/archives/${ARCHIVE}/import`) return EXERCISE;
    if (pathname.endsWith('/people')) return PEOPLE;
    if (request.method() === 'DELETE' && pathname.includes('/people/')) return { named: true, files: 3 };
    return undefined;
  };
}

async function at(path, options) {
  const shown = await screen(stage, {
    session: { as: 'administrator', name: 'admin' },
    width: 1366,
    height: 900,
    rest: server(),
    ...options,
  });
  await shown.page.goto(stage.base + path);
  await shown.page.locator('.admin-archive').waitFor();
  return shown;
}

const choose = (page) =>
  page.setInputFiles('input[type=file]', {
    name: 'drill.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK'),
  });

test('from the list to the archive of an exercise, without names unless they are asked for', async () => {
  const { page, context, faults } = await screen(stage, {
    session: { as: 'administrator', name: 'admin' },
    width: 1366,
    height: 900,
    rest: server(),
  });
  await page.goto(`${stage.base}/admin`);
  await page.getByRole('link', { name: /归档与个人信息/ }).click();
  const link = page.getByRole('link', { name: /^下载归档/ });
  assert.equal(await link.getAttribute('href'), `/api/v1/exercises/${ID}/archive`);
  await page.getByRole('radio', { name: /^带姓名密钥/ }).check();
  assert.equal(await link.getAttribute('href'), `/api/v1/exercises/${ID}/archive?names=true`);
  assert.match(await link.textContent(), /含姓名密钥/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a person is erased only after it was said what goes and what stays', async () => {
  const asked = [];
  const { page, context, faults } = await at(`/admin/${ID}/archive`, { rest: server(asked) });
  assert.equal(
    await page.getByRole('button', { name: /^抹除 / }).count(),
    2,
    'who is erased is not asked for',
  );
  await page.getByText(/由 admin 抹除，删除附件 2 个/).waitFor();
  await page.getByRole('button', { name: '抹除 XF-1（aaaaaaaa）' }).click();
  const dialog = page.getByRole('dialog');
  assert.match(await dialog.textContent(), /会删除.*姓名密钥.*会保留.*记录.*备份/);
  await accessible(page, 'erase');
  await dialog.getByRole('button', { name: /^抹除/ }).click();
  await page.waitForTimeout(300);
  assert.deepEqual(asked, [], 'one click erases nobody');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('textbox').fill('抹除');
  await dialog.getByRole('textbox').press('Enter');
  await page.getByText(/已抹除，删除附件 3 个/).waitFor();
  assert.deepEqual(asked, [['DELETE', `/api/v1/exercises/${ID}/people/${PEOPLE[0].person}?keep_files=true`]]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an archive is shown before it comes in, and left where it is not wanted', async () => {
  const asked = [];
  const { page, context, faults } = await at('/admin/bring', { rest: server(asked) });
  await choose(page);
  await page.getByRole('heading', { name: /核验通过/ }).waitFor();
  const found = await page.locator('.admin-found').textContent();
  for (const part of [EXERCISE.title.zh, ID, HEAD, '412', '14 人', '另有 1 个'])
    assert.ok(found.includes(part), `${part} in ${found}`);
  assert.deepEqual(asked, [['POST', '/api/v1/archives']]);
  await page.getByRole('button', { name: '不导入' }).click();
  await choose(page);
  await page.getByRole('button', { name: '导入这场演练' }).click();
  await page.getByText(/已导入《信访突发事件/).waitFor();
  assert.deepEqual(
    asked.slice(1).map(([method, path]) => `${method} ${path}`),
    [
      `DELETE /api/v1/archives/${ARCHIVE}`,
      'POST /api/v1/archives',
      `POST /api/v1/archives/${ARCHIVE}/import`,
    ],
  );
  assert.deepEqual(faults, []);
  await context.close();
});

test('one that is here already or is refused is told in words, and there is nothing to confirm', async () => {
  const { page, context } = await at('/admin/bring', {
    rest: server([], { ...CHECK, obstacle: 'already_here' }),
  });
  await choose(page);
  await page.getByText('本服务器已有这场演练，不能再次导入。').waitFor();
  assert.equal(await page.getByRole('button', { name: '导入这场演练' }).count(), 0);
  await page.route('**/api/v1/archives', (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'bad_archive',
        type: 'urn:startex:problem:bad_archive',
        status: 422,
        title: '',
        detail: 'archive_bad_record: is not what was recorded',
        place: 'journal.ndjson, commit 17',
        retry_after_ms: null,
      }),
    }),
  );
  await choose(page);
  const alert = page.locator('.problem');
  await alert.getByText('演练记录不可信').waitFor();
  assert.match(await alert.textContent(), /未导入任何内容.*commit 17/);
  assert.equal(await page.locator('.admin-found').count(), 0, 'what was found before is gone');
  await context.close();
});

for (const [language, width, theme] of [
  ['zh', 360, 'light'],
  ['en', 360, 'dark'],
  ['zh', 1366, 'dark'],
  ['en', 1366, 'light'],
]) {
  for (const [name, path] of [
    ['archive', `/admin/${ID}/archive`],
    ['bring', '/admin/bring'],
  ]) {
    test(`axe: ${name} ${language} ${width} ${theme}`, async () => {
      const { page, context, faults } = await at(path, { width, height: 800, language, theme });
      if (name === 'bring') {
        await choose(page);
        await page.locator('.admin-found').waitFor();
      } else await page.locator('.admin-people li').first().waitFor();
      await accessible(page, `${name} ${language} ${width}`);
      assert.match(await page.locator('body').textContent(), /演练|EXERCISE/);
      if (process.env.PICTURES)
        await page.screenshot({
          path: `${process.env.PICTURES}/${name}-${language}-${width}.png`,
          fullPage: true,
        });
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}
