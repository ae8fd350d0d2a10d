// Paper is proved on paper: Chromium prints to PDF, and the pages are read back.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { control, row } from './control.mjs';
import * as scene from './scene.mjs';
import { open, screen } from './stage.mjs';

const OUT = process.env.PAPER_OUT;
const WORDS = {
  zh: {
    banner: '演练 非真实事件',
    parts: ['执行单', '单位页', '空白表单', '席卡'],
    secret: '不得交给参演人员',
    heads: ['时间', '编号', '预期行动', '签收'],
    duty: '牵头单位职责（虚构）',
  },
  en: {
    banner: 'EXERCISE ONLY',
    parts: ['Running order', 'Department pages', 'Blank forms', 'Seat cards'],
    secret: 'not for players',
    heads: ['Time', 'No.', 'Expected action', 'Acknowl.'],
    duty: 'Lead department (fictional)',
  },
};
/** Enough rows for several pages; two of them far from each other in time. */
const ROWS = Array.from({ length: 49 }, (_, n) => row(n + 10, n % 5 ? {} : { planned: null, due: null }));
/** As long as those of a real drill: a page must still be one page. */
const RULES = Array.from({ length: 8 }, (_, n) => ({
  zh: `${n + 1}：演练事项一律不得拨打真实应急电话；发生真实险情，任何人立即拨打真实号码并停止演练，先救人。`,
  en: `${n + 1}: never call a real emergency number for exercise events; in a real emergency anyone calls it at once, play stops and people come first.`,
}));
const CODES = ['CMD', 'XF', 'GA', 'XC', 'SS', 'JD'];
const CARDS = Array.from({ length: 23 }, (_, n) => ({
  seat: {
    code: `XF-${n + 1}`,
    name: { zh: `信访第${n + 1}席`, en: `Petition seat ${n + 1}` },
    role: 'PLY',
    department: 'XF',
  },
  url: `http://10.0.3.8:8443/join#card=${String(n).padStart(32, '0')}`,
  qr: '<svg/>',
  bound: false,
}));

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

/** What a department sees: the very items that the department's own screen is given in the other scenes. */
function seenBy(seat) {
  const department = seat.split('-')[0];
  const items = [
    scene.exercise({ rules: RULES }),
    {
      kind: 'briefing',
      department,
      duty: { zh: '牵头单位职责（虚构）', en: 'Lead department (fictional)' },
      authority: null,
      report_facts: [{ key: 'people', name: { zh: '现场人数', en: 'people on site' } }],
      confirms_reports: false,
    },
    ...[1, 2, 3].map((n) => ({
      kind: 'mate',
      code: `${department}-${n}`,
      name: { zh: `${department} 第${n}席`, en: `${department} seat ${n}` },
      person: n === 1 ? '李强' : null,
      presence: 'vacant',
    })),
  ];
  return items.map((item, n) => ({ key: `${item.kind}/${n}`, item }));
}

function rest(request) {
  const url = new URL(request.url());
  if (url.pathname.endsWith('/items')) return seenBy(url.searchParams.get('as'));
  if (!url.pathname.endsWith('/cards')) return undefined;
  const from = Number(url.searchParams.get('from'));
  return {
    title: { zh: '信访突发事件应急预案综合演练（虚构）', en: 'Petition-incident exercise (fictional)' },
    code: 'K7M4QP',
    fingerprint: '5F:21:9A:0C:5F:21:9A:0C:5F:21:9A:0C:5F:21:9A:0C',
    cards: CARDS.slice(from, from + 20),
  };
}

/** Opens the paper pack at a part, and gives its pages as text, without spaces. */
async function printed(language, part, role = 'LC') {
  const shown = await screen(stage, {
    width: 1366,
    height: 768,
    language,
    scene: control(role, { more: ROWS }),
    rest,
  });
  await shown.page.goto(`${stage.base}/x/${scene.EXERCISE}/paper`);
  await shown.page.locator('.paper').waitFor();
  const name = WORDS[language].parts[part];
  await shown.page.getByRole('button', { name, exact: true }).click();
  await shown.page.locator('.sheet, .seat-card').first().waitFor();
  await shown.page.waitForTimeout(200);
  const pdf = await shown.page.pdf({ preferCSSPageSize: true });
  if (OUT) {
    mkdirSync(OUT, { recursive: true });
    writeFileSync(`${OUT}/${language}-${part}.pdf`, pdf);
    await shown.page.screenshot({ path: `${OUT}/${language}-${part}.png`, fullPage: true });
  }
  const read = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(read, { mergePages: false });
  const sizes = [];
  for (let n = 1; n <= read.numPages; n += 1)
    sizes.push((await read.getPage(n)).view.slice(2).map(Math.round));
  assert.deepEqual(shown.faults, []);
  await shown.context.close();
  return { pages: text.map(bare), sizes };
}

/** Characters that share their glyph with a radical, which a PDF then names; NFKC knows the other block. */
const RADICALS = new Map(
  ['⻔门', '⻚页', '⺠民', '⻓长', '⻅见', '⻋车', '⻛风', '⻢马', '⻬齐', '⻘青', '⻩黄', '⻝食'].map(
    (pair) => [...pair],
  ),
);
/** Line ends fall anywhere, so nothing depends on spaces. */
const bare = (text) =>
  [...text.normalize('NFKC')]
    .map((one) => RADICALS.get(one) ?? one)
    .join('')
    .replace(/\s+/g, '');
const upright = (size) => Math.abs(size[0] - 595) <= 1 && Math.abs(size[1] - 842) <= 1;
const across = (size) => Math.abs(size[0] - 842) <= 1 && Math.abs(size[1] - 595) <= 1;

for (const language of ['zh', 'en']) {
  const words = WORDS[language];

  test(`${language}: the running order has every row, and its head, banner and warning on every page`, async () => {
    const { pages, sizes } = await printed(language, 0);
    assert.ok(pages.length >= 3, `${pages.length} pages`);
    assert.ok(sizes.every(across), `${sizes}`);
    for (const [at, page] of pages.entries()) {
      for (const word of [words.banner, words.secret, ...words.heads])
        assert.ok(page.includes(bare(word)), `page ${at + 1} lacks ${word}`);
      assert.ok(page.includes(`${at + 1}/${pages.length}`), `page ${at + 1} has its number`);
    }
    const all = pages.join('');
    for (const { id, title, expected_action } of ROWS) {
      assert.equal(all.split(bare(title[language])).length - 1, 1, `${id} once`);
      assert.ok(all.includes(`${id}`) && all.includes(bare(expected_action[language])), id);
    }
    assert.ok(all.split('□___:___').length - 1 >= ROWS.length * 3, 'three boxes a row');
    // What went out already has its time instead of a box.
    assert.match(all, /■T\+0:04/);
  });

  test(`${language}: each department has one page, with nothing of the list on it`, async () => {
    const { pages, sizes } = await printed(language, 1);
    assert.equal(pages.length, CODES.length);
    assert.ok(sizes.every(upright), `${sizes}`);
    for (const [at, code] of CODES.entries()) {
      const page = pages[at];
      for (const word of [words.banner, words.duty, `${code}-1`, `${code}-3`])
        assert.ok(page.includes(bare(word)), `${code} lacks ${word}`);
      for (const { id, title, body, expected_action, controller_note } of ROWS) {
        for (const secret of [
          id,
          title[language],
          body[language],
          expected_action[language],
          controller_note[language],
        ])
          assert.ok(!page.includes(bare(secret)), `${code} has ${secret}`);
      }
    }
  });

  test(`${language}: each blank form fits on one page under the banner`, async () => {
    const { pages, sizes } = await printed(language, 2);
    assert.equal(pages.length, 5);
    assert.ok(sizes.every(upright));
    for (const page of pages) assert.ok(page.includes(bare(words.banner)));
  });

  test(`${language}: ten cards a page of 90 × 54 mm, each with banner, code, address and key`, async () => {
    const { pages, sizes } = await printed(language, 3);
    assert.equal(pages.length, 3);
    assert.ok(sizes.every(upright));
    const count = (text, word) => text.split(bare(word)).length - 1;
    assert.deepEqual(
      pages.map((page) => count(page, words.banner)),
      [10, 10, 3],
    );
    for (const page of pages) assert.equal(count(page, '10.0.3.8:8443'), count(page, words.banner));
    assert.equal(count(pages.join(''), '5F:21:9A:0C:5F:21:9A:0C:5F:21'), CARDS.length);
    for (const { seat } of CARDS) assert.ok(pages.join('').includes(bare(seat.name[language])), seat.code);
  });
}

test('a card has its measure on paper', async () => {
  const { page, context } = await screen(stage, {
    width: 1366,
    height: 768,
    scene: control('DIR', { more: ROWS }),
    rest,
  });
  await page.goto(`${stage.base}/x/${scene.EXERCISE}/paper`);
  await page.getByRole('button', { name: '席卡', exact: true }).click();
  await page.locator('.seat-card').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  const box = await page.locator('.seat-card').first().boundingBox();
  const mm = (pixels) => (pixels * 25.4) / 96;
  assert.ok(Math.abs(mm(box.width) - 90) < 0.3 && Math.abs(mm(box.height) - 54) < 0.3, JSON.stringify(box));
  await context.close();
});

test('evaluators print the order and the forms, players and walls nothing', async () => {
  const evaluator = await screen(stage, { language: 'en', scene: control('EVA', { more: ROWS }), rest });
  await evaluator.page.goto(`${stage.base}/x/${scene.EXERCISE}/paper`);
  await evaluator.page.locator('.paper').waitFor();
  assert.deepEqual(await evaluator.page.locator('.paper-parts button').allTextContents(), [
    'Running order',
    'Blank forms',
  ]);
  await evaluator.context.close();
  const player = await screen(stage, { language: 'en' });
  await player.page.goto(`${stage.base}/x/${scene.EXERCISE}/paper`);
  await player.page.locator('.inject-card').first().waitFor();
  assert.equal(await player.page.locator('.paper').count(), 0);
  await player.context.close();
});
