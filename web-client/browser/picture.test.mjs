// The common picture at the console, in a department on line and off, at incident command and on the walls.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control, stamp, upsert } from './control.mjs';
import { EXERCISE, you } from './scene.mjs';
import { commands, open, press, recorded, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const cell = (page, row, column) =>
  page.locator(`.pic-table tbody tr:nth-child(${row}) > :nth-child(${column})`);

test('G then P shows facts by departments against the truth: error, age, lag, contradiction, confirmed', async () => {
  const { page, context, faults } = await show(stage, control('LC'), { language: 'en' });
  await press(page, 'g', 'p');
  await page.locator('.pic-table').waitFor();
  const head = await page.locator('.pic-table thead th').allTextContents();
  assert.deepEqual(
    head.map((text) => text.slice(0, 5)),
    ['Fact', 'Truth', 'CMD', 'XF', 'GA'],
  );
  assert.match(await cell(page, 1, 1).textContent(), /People on site.*◆ differ/s);
  assert.match(await cell(page, 1, 2).textContent(), /^65.*I-12/s);
  assert.match(await cell(page, 1, 3).textContent(), /no report.*behind 3:\d\d/s);
  assert.match(await cell(page, 1, 4).textContent(), /◆60.*2 min old.*−5.*behind/s);
  assert.match(await cell(page, 1, 5).textContent(), /◆45.*✓.*old 22 min.*−20/s);
  assert.match(await cell(page, 1, 5).getAttribute('class'), /pic-old/);
  assert.match(await cell(page, 2, 5).textContent(), /half blocked.*took 4:00/s);
  const before = await cell(page, 1, 3).textContent();
  await page.waitForFunction(
    (text) => document.querySelector('.pic-table tbody tr > :nth-child(3)').textContent !== text,
    before,
  );
  assert.match(await page.locator('.con-middle .con-bar').first().textContent(), /◆ 1 differ.*1 old/s);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a cell tells who, when, from whom, and is confirmed in two steps', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'en', answer: recorded });
  await press(page, 'g', 'p');
  await cell(page, 1, 4).locator('button').click();
  const dialog = page.locator('dialog[open]');
  assert.match(await dialog.textContent(), /People on site · XF.*60 people.*接待大厅.*not yet/s);
  await dialog.getByRole('button', { name: 'Confirm this value' }).dblclick();
  assert.equal(commands(sent, 'confirm_fact').length, 0, 'a double click confirms nothing');
  await page.waitForTimeout(600);
  await dialog.getByRole('button', { name: 'Confirm this value' }).click();
  await dialog.getByText(/recorded/).waitFor();
  assert.equal(commands(sent, 'confirm_fact').length, 1);
  await context.close();
});

test('the truth is set by hand in two steps, with a note', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'en', answer: recorded });
  await press(page, 'g', 'p');
  await cell(page, 2, 2).locator('button').click();
  const dialog = page.locator('dialog[open]');
  assert.ok(await dialog.getByRole('button', { name: 'Set the truth…' }).isDisabled());
  await dialog.getByRole('button', { name: 'half blocked', exact: true }).click();
  assert.ok(
    await dialog.getByRole('button', { name: 'Set the truth…' }).isDisabled(),
    'that is true already',
  );
  await dialog.getByRole('button', { name: 'blocked', exact: true }).click();
  await dialog.getByLabel('Note').fill('the truck moved in');
  await dialog.getByRole('button', { name: 'Set the truth…' }).click();
  await page.waitForTimeout(600);
  assert.equal(commands(sent, 'set_truth').length, 0);
  await dialog.getByRole('button', { name: 'Set it now' }).click();
  await dialog.getByText(/recorded/).waitFor();
  assert.deepEqual(commands(sent, 'set_truth'), [
    { type: 'set_truth', fact: 'passage', value: 'blocked', note: 'the truck moved in' },
  ]);
  await context.close();
});

test('a contradiction waits for control among the alarms, once for each fact', async () => {
  const { page, context } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('.con-bell').click();
  const link = page.locator('dialog[open] .drill-link', { hasText: '◆ People on site' });
  assert.match(await link.textContent(), /GA 45 · XF 60/);
  await link.click();
  await page.locator('.pic-table').waitFor();
  await context.close();
});

const REPORT = `/x/${EXERCISE}/report`;
const department = async (options) => {
  const shown = await screen(stage, { language: 'en', answer: recorded, ...options });
  await shown.page.goto(stage.base + REPORT);
  await shown.page.locator('.key-fact').first().waitFor();
  return shown;
};
const line = (page, name) => page.locator('.key-fact', { hasText: name });

test('a department sees what it must know, its own old value, and what command confirmed instead', async () => {
  const { page, context, faults } = await department();
  assert.equal(await page.locator('.key-fact').count(), 2, 'what is not asked is a tap away');
  assert.match(
    await line(page, 'People on site').textContent(),
    /45 people old 22 min.*Command confirmed 60 people \(from GA\)/s,
  );
  await page.getByRole('button', { name: '1 more facts' }).click();
  assert.equal(await page.locator('.key-fact').count(), 3);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a value is reported with when and from whom; still so is one tap', async () => {
  const { page, context, sent } = await department();
  await line(page, 'People on site').getByRole('button', { name: 'Report' }).click();
  const dialog = page.locator('dialog[open]');
  const field = dialog.getByLabel('How it is now');
  assert.equal(await field.getAttribute('inputmode'), 'decimal');
  await field.fill('about 60');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.getByText('Please give a number.').waitFor();
  await field.fill('60');
  await dialog.getByRole('button', { name: '5 min ago' }).click();
  await dialog.getByLabel('From whom').fill('gate post');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.waitFor({ state: 'detached' });
  await line(page, 'People on site').getByRole('button', { name: 'Still so' }).click();
  const [first, again] = commands(sent, 'report_fact');
  assert.ok(Math.abs(Date.now() - 300_000 - first.seen_at) < 5_000);
  assert.deepEqual(
    { ...first, seen_at: 0 },
    {
      type: 'report_fact',
      fact: 'people',
      value: 60,
      seen_at: 0,
      source: 'gate post',
    },
  );
  assert.deepEqual(again, { type: 'report_fact', fact: 'people', value: 45, seen_at: null, source: null });
  await context.close();
});

test('off line a report waits with the moment it was seen, and goes out once when the network is back', async () => {
  const { page, context, sent, network } = await department();
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/No network/)
    .first()
    .waitFor();
  await line(page, 'Emergency passage').getByRole('button', { name: 'Report' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: 'half blocked' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Send' }).click();
  await line(page, 'Emergency passage').getByText('half blocked').waitFor();
  await line(page, 'Emergency passage').getByText('waiting', { exact: false }).waitFor();
  assert.equal(commands(sent, 'report_fact').length, 0);
  const written = Date.now();
  await page.waitForTimeout(2_500);
  await network(true);
  const end = Date.now() + 10_000;
  while (commands(sent, 'report_fact').length === 0) {
    assert.ok(Date.now() < end, 'it never came');
    await page.waitForTimeout(50);
  }
  const [given] = commands(sent, 'report_fact');
  assert.equal(given.value, 'half');
  assert.ok(given.seen_at <= written + 100, 'seen when it was written, not when it arrived');
  await context.close();
});

test('a value is withdrawn with its reason', async () => {
  const { page, context, sent } = await department();
  await line(page, 'People on site').getByRole('button', { name: 'Report' }).click();
  await page.getByRole('button', { name: 'Withdraw our value…' }).click();
  assert.ok(await page.getByRole('button', { name: 'Withdraw it' }).isDisabled());
  await page.getByLabel('Why it is withdrawn').fill('counted twice');
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  assert.equal(commands(sent, 'withdraw_fact')[0].reason, 'counted twice');
  await context.close();
});

test('incident command sees both values of a contradiction and confirms one with one tap', async () => {
  const { page, context, sent } = await department({
    scene: { seat: you({ seat: 'CMD-1', department: 'CMD' }) },
  });
  const people = line(page, 'People on site');
  assert.match(await people.textContent(), /◆ differ.*GA.*◆ 60.*✓ confirmed.*XF.*◆ 45/s);
  await people.getByRole('button', { name: /^Confirm XF/ }).click();
  assert.equal(commands(sent, 'confirm_fact').length, 1);
  await context.close();
});

test('a situation report asks for declared facts in their form, so that the value can be read', async () => {
  const { page, context, sent } = await department();
  await page.getByLabel('Situation', { exact: true }).fill('Calm.');
  const fields = page.locator('.fact-fields');
  assert.equal(
    await fields.getByLabel('people on site').inputValue(),
    '60',
    'a follow-up starts from what was known',
  );
  await fields.getByLabel('people on site').fill('about 70');
  await page.getByRole('button', { name: 'Submit report' }).click();
  await fields.getByText('Please give a number.').waitFor();
  await fields.getByLabel('people on site').fill('70');
  await fields.getByRole('button', { name: 'blocked', exact: true }).click();
  await page.getByRole('button', { name: 'Submit report' }).click();
  const [report] = commands(sent, 'submit_report');
  assert.deepEqual(report.facts, [
    { key: 'people', value: '70' },
    { key: 'injured', value: '1' },
    { key: 'passage', value: 'blocked' },
  ]);
  await context.close();
});

for (const [width, height] of [
  [1920, 1080],
  [3840, 2160],
]) {
  test(`the leaders' wall shows both values in large figures, the players' wall what is confirmed: ${width}`, async () => {
    const leaders = await show(stage, control('WALL', { kind: 'leaders' }), {
      width,
      height,
      language: 'en',
    });
    const tile = leaders.page.locator('.wall-fact').first();
    assert.match(
      await tile.textContent(),
      /People on site people\s*GA 45\s*·\s*XF 60\s*◆\s*old 22 min · departments differ/,
    );
    const sizes = await leaders.page.evaluate(() => {
      const size = (where) => Number.parseFloat(getComputedStyle(document.querySelector(where)).fontSize);
      const cut = [...document.querySelectorAll('.wall-fact p')].filter(
        (p) => p.scrollWidth > p.clientWidth + 1,
      );
      return {
        value: size('.wall-fact-values strong'),
        label: size('.wall-fact-name'),
        age: size('.wall-fact-below'),
        cut: cut.map((p) => p.textContent),
      };
    });
    // At 1080p the banner and its line leave a little less than the whole height: the unit is the screen's.
    const unit = Math.min(width / 1920, height / 1080);
    assert.ok(
      sizes.value >= 112 * unit - 0.5 && sizes.label >= 28 * unit - 0.5 && sizes.age >= 28 * unit - 0.5,
    );
    assert.deepEqual(sizes.cut, []);
    await leaders.context.close();
    const players = await show(stage, control('WALL', { kind: 'players' }), {
      width,
      height,
      language: 'en',
      page: 2,
    });
    assert.equal(await players.page.locator('.wall-fact').count(), 1);
    assert.match(await players.page.locator('.wall-fact').textContent(), /45\s*old 22 min · GA/);
    assert.ok(!(await players.page.locator('body').textContent()).includes('60 ·'));
    await players.context.close();
  });
}

test('evaluators read every department’s values, and nothing of the truth', async () => {
  const { page, context } = await show(stage, control('EVA'), { language: 'en' });
  const text = await page.locator('.pic-table').textContent();
  assert.match(text, /People on site.*◆ differ.*60.*45/s);
  assert.ok(!/65|Truth|behind|−20/.test(text));
  assert.equal(await page.locator('.pic-table button').count(), 0);
  await context.close();
});

test('a fact that comes while the wall is on appears, and one that is withdrawn goes', async () => {
  const { page, context, say } = await show(stage, control('WALL', { kind: 'players' }), {
    width: 1920,
    height: 1080,
    language: 'en',
    page: 2,
  });
  say({ type: 'update', channel: 'group', n: 2, upsert: [], remove: ['wall_fact/people'] });
  await page.locator('.wall-fact').waitFor({ state: 'detached' });
  const shown = [{ department: 'JD', value: 1, at: stamp(52 * 60_000), seen_at: null, confirmed: true }];
  const injured = {
    kind: 'wall_fact',
    key: 'injured',
    order: 1,
    name: { zh: '受伤人数', en: 'Injured' },
    form: { type: 'number', unit: { zh: '人', en: 'people' } },
    old_after: null,
    shown,
    disagree: false,
  };
  say({ type: 'update', channel: 'group', n: 3, upsert: [upsert(injured)], remove: [] });
  await page.locator('.wall-fact', { hasText: 'Injured' }).waitFor();
  await context.close();
});
