// The report editor: evidence behind each sentence, edits by hand, differences, approval; axe on each part.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { given, recorded } from './evaluation.mjs';
import { draft, reporting, reportRest, SAID, written } from './report.mjs';
import { EXERCISE } from './scene.mjs';
import { accessible, open, press, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

/** Opens the report as somebody who answers for it. */
async function report(role, { language = 'en', over, options, address = '', ...look } = {}) {
  const shown = await screen(stage, {
    width: 1366,
    height: 768,
    language,
    scene: reporting(role, options),
    answer: recorded,
    rest: reportRest(over),
    ...look,
  });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}/report${address}`);
  await shown.page.locator('.rep-contents, .rep-sheet').first().waitFor();
  return shown;
}

const { en } = SAID;
const sentence = (page, text) => page.locator('.rep-sentence', { hasText: text });

/** Parts of a narrow screen in their order. */
const PANES = ['contents', 'page', 'behind', 'changes'];
const PARTS = {
  contents: (page, narrow) => narrow && tab(page, 'contents'),
  page: () => undefined,
  editing: async (page) => {
    await page.locator('[data-piece="summary.2.told"]').click();
    await press(page, 'e');
    await page.locator('#rep-words').waitFor();
  },
  behind: async (page, narrow) => {
    await page.locator('[data-piece="summary.2.told"]').click();
    if (narrow) await tab(page, 'behind');
    await page.locator('.rep-commits li').first().waitFor();
  },
  finding: async (page, narrow) => {
    await page.locator('[data-piece="summary.2.smooth"]').click();
    if (narrow) {
      await tab(page, 'behind');
      await page.locator('.rep-behind .drill-act').nth(1).click();
    } else await press(page, 'f');
    await page.locator('.rep-candidate').nth(4).waitFor();
    await page.locator('.rep-candidate input').nth(1).check();
  },
  changes: async (page, narrow) => {
    if (narrow) await tab(page, 'changes');
    else await press(page, 'd');
    await page.locator('.rep-diff').first().waitFor();
  },
};
const tab = (page, name) => page.locator('.rep-tabs button').nth(PANES.indexOf(name)).click();
const LOOKS = [
  ['light', 'zh', 1366],
  ['dark', 'en', 1366],
  ['light', 'en', 360],
  ['dark', 'zh', 360],
];

for (const [name, steps] of Object.entries(PARTS))
  for (const [theme, language, width] of LOOKS)
    test(`axe and fit: report ${name} ${theme} ${language} ${width}`, async () => {
      const height = width < 1100 ? 4_000 : 768;
      const { page, context, faults } = await report('DIR', { theme, language, width, height });
      await steps(page, width < 1100);
      await page.waitForTimeout(200);
      await accessible(page, name);
      assert.deepEqual(faults, []);
      await context.close();
    });

test('behind a sentence stand its commits in words, each with the way to that second', async () => {
  const { page, context } = await report('DIR');
  await sentence(page, en.told).click();
  const commit = page.locator('.rep-commits > li');
  await commit.getByText('L-0231').waitFor();
  await commit.getByText('XF-1 (Player)').waitFor();
  await commit.getByText('I-02 People at the gate').waitFor();
  assert.equal(await commit.getByRole('link').getAttribute('href'), `/x/${EXERCISE}/replay?t=231000`);
  await sentence(page, en.analysis).click();
  await page.getByText('its words are not shown to this seat').waitFor();
  await page.getByText('3 more').waitFor();
  await context.close();
});

test('what nothing bears out is listed, marked in the text, and found by a key', async () => {
  const { page, context } = await report('LEV');
  const list = page.getByRole('region', { name: /Sentences without evidence/ });
  assert.deepEqual(await list.getByRole('button').allTextContents(), [en.smooth, 'Find evidence']);
  await press(page, 'u');
  await page.getByText('Nothing in the record bears this sentence out.').waitFor();
  const marks = await page
    .locator('.rep-words', { hasText: en.smooth })
    .locator('.rep-mark')
    .allTextContents();
  assert.deepEqual(marks, ['edited by hand', 'no evidence in the record', 'changed']);
  await context.close();
});

test('a sentence is edited by keys alone, left out, and restored', async () => {
  const { page, context, sent } = await report('LEV');
  await page.locator('.rep-sheet').waitFor();
  await press(page, 'j', 'j', 'j', 'e');
  assert.equal(await page.locator('#rep-words').inputValue(), en.told);
  await press(page, 'Control+Enter');
  await page.getByText('Nothing was changed.').waitFor();
  await page.locator('#rep-words').fill('All five acknowledged.');
  await press(page, 'Control+Enter');
  const of = { document: 'summary', language: 'en' };
  assert.deepEqual(given(sent, 'edit_sentence'), [
    { type: 'edit_sentence', ...of, sentence: 'summary.2.told', text: 'All five acknowledged.' },
  ]);
  await page.locator('#rep-words').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Leave out' }).click();
  assert.equal(given(sent, 'edit_sentence').at(-1).text, null);
  await sentence(page, en.smooth).click();
  await page.getByText(en.before, { exact: true }).first().waitFor();
  await page.locator('.rep-behind').getByRole('button', { name: 'Restore the sentence' }).click();
  assert.deepEqual(given(sent, 'restore_sentence'), [
    { type: 'restore_sentence', ...of, sentence: 'summary.2.smooth' },
  ]);
  await context.close();
});

test('Tab passes the whole text in one stop, and arrows walk it, also without single keys', async () => {
  const { page, context } = await report('LEV');
  await page.evaluate(() => localStorage.setItem('startex.single-keys', 'off'));
  const stops = page.locator('.rep-sheet [data-piece][tabindex="0"]');
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-piece'));
  assert.equal(await stops.count(), 1);
  await stops.focus();
  assert.equal(await at(), 'summary.0.opening');
  await press(page, 'ArrowDown', 'ArrowDown');
  assert.equal(await at(), 'summary.2.told');
  assert.equal(await stops.count(), 1);
  await press(page, 'ArrowUp');
  assert.equal(await at(), 'summary.1.3.time');
  await page.getByText('L-0031').waitFor();
  await context.close();
});

test('a sentence that was added has the focus once the record has it', async () => {
  let added;
  const { page, context, sent } = await report('LEV', {
    over: (url) => {
      const made = draft(url.searchParams.get('lang'));
      if (added) {
        const part = made.document.sections.find((one) => one.key === 'summary.1.3');
        const { sentence: key, text } = added;
        part.blocks.push({
          type: 'paragraph',
          sentences: [{ key, text, nature: 'fact', origin: 'typed', evidence: [] }],
        });
      }
      return made;
    },
  });
  await page.getByRole('button', { name: 'Add a sentence here: 1.3 Time and place' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('It rained.');
  await press(page, 'Control+Enter');
  [added] = given(sent, 'edit_sentence');
  await page.getByRole('button', { name: 'Make anew' }).evaluate((button) => button.click());
  await sentence(page, 'It rained.').waitFor();
  await page.waitForFunction(
    (key) => document.activeElement?.getAttribute('data-piece') === key,
    added.sentence,
  );
  await context.close();
});

test('a sentence is added at the end of its section under a name of its own', async () => {
  const { page, context, sent } = await report('LEV');
  await page.getByRole('button', { name: 'Add a sentence here: 1.3 Time and place' }).click();
  await page.keyboard.type('It rained for an hour.');
  await press(page, 'Escape');
  await page.getByRole('button', { name: 'Add a sentence here: 1.3 Time and place' }).click();
  await page.keyboard.type('It rained.');
  await press(page, 'Control+Enter');
  const [{ sentence: name, text }] = given(sent, 'edit_sentence');
  assert.match(name, /^summary\.1\.3\+[0-9a-f]{8}$/);
  assert.equal(text, 'It rained.', 'what was discarded is gone');
  await context.close();
});

const finder = (page) => page.getByRole('dialog', { name: 'Find evidence' });
const found = async (page) =>
  (await page.locator('.rep-candidate .rep-commit b').allTextContents()).map((name) => name.trim());

test('evidence of an edited sentence is found by words, row and time and given with its commits', async () => {
  const { page, context, sent } = await report('LEV');
  await sentence(page, en.smooth).click();
  await press(page, 'f');
  await finder(page).locator('.rep-candidate').nth(4).waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement?.closest('label')?.textContent?.startsWith('Words')),
    true,
    'one types at once',
  );
  await page.keyboard.type('gate');
  await finder(page).getByText('Found: 2.').waitFor();
  assert.deepEqual(await found(page), ['L-0231', 'L-0240']);
  await finder(page).getByText('XF-1 (Player)').waitFor();
  // A title is found in the other language, too, and Chinese without word breaks.
  await finder(page).getByLabel('Words').fill('聚集群众');
  assert.deepEqual(await found(page), ['L-0231', 'L-0240']);
  await finder(page).getByLabel('Words').fill('no such thing');
  await finder(page).getByText('Nothing of the record fits').waitFor();
  await finder(page).getByLabel('Words').fill('');
  await finder(page).getByLabel('Row').selectOption('I-02');
  await finder(page).getByLabel('From').fill('4');
  assert.deepEqual(await found(page), ['L-0240']);
  await finder(page).getByLabel('From').fill('soon');
  await finder(page).getByText('“soon” is no time.').waitFor();
  await finder(page).getByLabel('From').fill('');
  const link = finder(page).getByRole('link', { name: 'Open in replay: L-0231, T+00:03:51 (new window)' });
  assert.equal(await link.getAttribute('href'), `/x/${EXERCISE}/replay?t=231000`);
  await page.locator('.rep-candidate', { hasText: 'L-0231' }).getByRole('checkbox').check();
  await finder(page).getByLabel('Row').selectOption('');
  await page.locator('.rep-candidate', { hasText: 'L-1301' }).getByRole('checkbox').check();
  await page.locator('.rep-candidate', { hasText: 'L-0031' }).getByRole('checkbox').check();
  await finder(page).getByRole('button', { name: 'Take out L-1301' }).click();
  await finder(page).getByRole('button', { name: 'Make these the evidence' }).click();
  assert.deepEqual(given(sent, 'give_evidence'), [
    {
      type: 'give_evidence',
      document: 'summary',
      language: 'en',
      sentence: 'summary.2.smooth',
      commits: [31, 231],
    },
  ]);
  await finder(page).waitFor({ state: 'detached' });
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('data-piece')),
    'summary.2.smooth',
    'the focus is back at the sentence',
  );
  await context.close();
});

/** The draft after somebody has found evidence for the edited sentence. */
const borne = (changed) => (url) => {
  const made = draft(url.searchParams.get('lang'));
  const part = made.document.sections.find((one) => one.key === 'summary.2');
  Object.assign(part.blocks[0].sentences[1], {
    evidence: [{ seq: 231, at: 231_000, kind: 'commit', id: null }],
    given: true,
  });
  made.by_hand[0].given = { ...made.by_hand[0].changed, at: { wall: changed, exercise: 0 } };
  return made;
};

test('evidence found by hand says so, takes the sentence off the list, and tells when the words are newer', async () => {
  const older = await report('LEV', { over: borne(0) });
  const { page, sent } = older;
  const list = page.getByRole('region', { name: /Sentences without evidence/ });
  await list.getByText('Every assertion rests on the record.').waitFor();
  await sentence(page, en.smooth).click();
  await page.getByText('Evidence found by LEV').waitFor();
  await page.getByText('The words were changed after that').waitFor();
  await page.locator('.rep-words', { hasText: en.smooth }).getByText('evidence found by hand').waitFor();
  await press(page, 'f');
  await finder(page).getByText('Picked: 1').waitFor();
  await finder(page).getByRole('button', { name: 'Make these the evidence' }).focus();
  await page.keyboard.press('Enter');
  await finder(page).getByText('These are its evidence already.').first().waitFor();
  await finder(page).getByRole('button', { name: 'Take the evidence back' }).click();
  assert.deepEqual(given(sent, 'give_evidence').at(-1).commits, []);
  await older.context.close();
  const newer = await report('LEV', { over: borne(8e15) });
  await sentence(newer.page, en.smooth).click();
  await newer.page.getByText('Evidence found by LEV').waitFor();
  assert.equal(await newer.page.getByText('The words were changed after that').count(), 0);
  await newer.context.close();
});

test('a sentence of the record has its evidence from the record', async () => {
  const { page, context } = await report('LEV');
  await sentence(page, en.told).click();
  await page.getByRole('button', { name: 'Leave out' }).waitFor();
  assert.equal(await page.locator('.rep-behind').getByRole('button', { name: 'Find evidence' }).count(), 0);
  await press(page, 'f');
  await page.waitForTimeout(200);
  assert.equal(await finder(page).count(), 0);
  await context.close();
});

test('a word of the browser survives a reload until the record has it', async () => {
  const { page, context } = await report('LEV');
  await sentence(page, en.told).click();
  await press(page, 'e');
  await page.locator('#rep-words').fill('Half a sent');
  // What is being written is kept every two seconds.
  await page.waitForTimeout(2_300);
  await page.reload();
  await sentence(page, en.told).click();
  await press(page, 'e');
  await page.waitForTimeout(200);
  assert.equal(await page.locator('#rep-words').inputValue(), 'Half a sent');
  await context.close();
});

test('the director reads the differences to the last draft and approves in two steps', async () => {
  const { page, context, sent } = await report('DIR');
  await page.getByRole('button', { name: 'See the changes and approve' }).click();
  await page.getByText('Compared with draft 1').waitFor();
  const kinds = await page.locator('.rep-diff b').allTextContents();
  assert.deepEqual(kinds, ['≠ Other words', '− Gone', '# Other figures']);
  assert.equal(await page.locator('.rep-diff del').first().textContent(), en.before);
  await page.getByRole('button', { name: 'Approve this report' }).click();
  await page.getByText('differs from draft 1 in 3 places').waitFor();
  await page.getByText('1 of its sentences have no evidence').waitFor();
  assert.deepEqual(given(sent, 'approve_document'), [], 'one step approves nothing');
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  assert.deepEqual(given(sent, 'approve_document'), [
    { type: 'approve_document', document: 'summary', language: 'en', commits: 1_310 },
  ]);
  await context.close();
});

test('the lead evaluator puts drafts down and approves nothing', async () => {
  const { page, context, sent } = await report('LEV');
  await page.getByRole('button', { name: 'Put this draft down' }).click();
  assert.deepEqual(given(sent, 'put_draft'), [{ type: 'put_draft', document: 'summary', language: 'en' }]);
  await page.getByText('Draft 2 is put down.').waitFor();
  await press(page, 'd');
  await page.getByText('The exercise director approves.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Approve/ }).count(), 0);
  await context.close();
});

test('another’s edit appears: the item changes and the text is fetched anew', async () => {
  let words = en.told;
  const asked = () => {
    const given = { by_hand: [] };
    return words === en.told ? given : { ...given, document: edited() };
  };
  const edited = () => {
    const document = structuredClone(base.document);
    document.sections[3].blocks[0].sentences[0].text = words;
    return document;
  };
  const { draft } = await import('./report.mjs');
  const base = draft('en');
  const { page, context, say } = await report('DIR', { over: asked });
  await sentence(page, en.told).waitFor();
  words = 'Five of five acknowledged.';
  say({
    type: 'update',
    channel: 'group',
    n: 2,
    upsert: [{ key: 'written/summary/en', item: written({ edited: 2 }) }],
    remove: [],
  });
  await sentence(page, words).waitFor();
  // While somebody writes, the words under his hand stay, and he is told what stands there now.
  await sentence(page, words).click();
  await press(page, 'e');
  await page.locator('#rep-words').fill('Mine');
  words = 'Theirs.';
  say({
    type: 'update',
    channel: 'group',
    n: 3,
    upsert: [{ key: 'written/summary/en', item: written({ edited: 3 }) }],
    remove: [],
  });
  await page.getByText('Somebody has meanwhile changed this sentence to: Theirs.').waitFor();
  assert.equal(await page.locator('#rep-words').inputValue(), 'Mine');
  await context.close();
});

test('the address names report and language, and a report that is closed is read', async () => {
  const { page, context } = await report('LEV', {
    address: '?kind=summary&lang=zh',
    options: { status: 'reported' },
  });
  await sentence(page, SAID.zh.told).waitFor();
  await page.getByText('reports are read, not changed').waitFor();
  assert.equal(await page.getByRole('button', { name: /Add a sentence/ }).count(), 0);
  await sentence(page, SAID.zh.told).click();
  await press(page, 'e');
  assert.equal(await page.locator('#rep-words').count(), 0);
  await context.close();
});

test('from the improvement plan the way leads to the report', async () => {
  const { page, context } = await report('LEV', { address: '' });
  await page.goto(`${stage.base}/x/${EXERCISE}`);
  await page.locator('#main').waitFor();
  await press(page, '5');
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Edit and approve · Summary report · English' }).click();
  const beside = await opened;
  await beside.waitForURL(/report\?kind=summary&lang=en/);
  await context.close();
});
