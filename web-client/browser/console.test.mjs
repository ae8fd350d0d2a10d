// The controller's console, the evaluators' dashboard, the simulator's view and the walls, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control, MIN, row, upsert } from './control.mjs';
import { accessible, commands, open, press, recorded, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const SCREENS = {
  console: [control('LC', { held: true })],
  armed: [control('LC'), (page) => press(page, 'j', 'j', 'j', 'f')],
  inbox: [control('LC'), (page) => press(page, 'r')],
  delivery: [control('LC'), (page) => page.locator('.drill-cell').first().click()],
  steps: [
    control('LC'),
    (page) => page.locator('.con-menus button', { hasText: /^(Exercise|演练)$/ }).click(),
  ],
  seats: [control('LC'), (page) => page.locator('.con-menus button', { hasText: /^(Seats|席位)$/ }).click()],
  adhoc: [control('LC'), (page) => press(page, 'n')],
  palette: [control('LC'), (page) => press(page, 'Control+k')],
  slip: [
    control('LC'),
    async (page) => {
      await press(page, 'r');
      await page.locator('.con-inbox .drill-link').first().click();
      await page.locator('dialog textarea').fill('x');
    },
  ],
  alarms: [control('LC'), (page) => page.locator('.con-bell').click()],
  keys: [control('LC'), (page) => press(page, '?')],
  picture: [control('LC'), (page) => press(page, 'g', 'p')],
  fact: [
    control('LC'),
    async (page) => {
      await press(page, 'g', 'p');
      await page.locator('.pic-cell button').nth(1).click();
    },
  ],
  truth: [
    control('LC'),
    async (page) => {
      await press(page, 'g', 'p');
      await page.locator('td.pic-truth button').first().click();
    },
  ],
  safety: [control('SAF')],
  simulator: [control('SIM')],
  evaluator: [control('EVA')],
  note: [control('EVA'), (page) => press(page, 'o')],
  rating: [control('LEV'), (page) => page.locator('.eva-ratings button').first().click(), 1366],
  leaders: [control('WALL')],
  players: [control('WALL', { kind: 'players' })],
  observer: [control('OBS')],
};
const LOOKS = [
  ['light', 'zh', 1366],
  ['dark', 'en', 1366],
  ['light', 'en', 1920],
  ['dark', 'zh', 360],
];

for (const [name, [scene, steps, only]] of Object.entries(SCREENS)) {
  for (const [theme, language, width] of LOOKS) {
    if (only && width !== only) continue;
    test(`axe and fit: ${name} ${theme} ${language} ${width}`, async () => {
      const { page, context, faults } = await show(stage, scene, { theme, language, width, height: 800 });
      await steps?.(page);
      await page.waitForTimeout(200);
      await accessible(page);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}

test('an inject goes out by two keys, and by nothing less', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('[data-open="I-16"]').click();
  await page.locator('.con-acts .drill-act-main').dblclick();
  await page.waitForTimeout(200);
  assert.deepEqual(commands(sent, 'release_inject'), [], 'a double click releases nothing');
  await press(page, 'Escape', 'f');
  assert.deepEqual(commands(sent, 'release_inject'), [], 'one key releases nothing');
  assert.match(await page.locator('.con-reach').textContent(), /XF-1.*GA-1/s);
  await page.waitForTimeout(450);
  await press(page, 'Enter');
  await page.waitForTimeout(150);
  assert.deepEqual(commands(sent, 'release_inject'), [{ type: 'release_inject', row: 'I-16' }]);
  await context.close();
});

test('the second of two controllers reads who was first', async () => {
  const { page, context, say, sent } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('[data-open="I-16"]').click();
  await press(page, 'f');
  const at = { wall: Date.now(), exercise: 52 * MIN };
  const who = { seat: 'CTL-XF', name: 'Wang', via: null, told: null, robot: false };
  const gone = row(16, { status: 'released', released: { at, by: who, happened_at: null } });
  say({ type: 'update', channel: 'group', n: 2, upsert: [upsert(gone)], remove: [] });
  await page.locator('.con-fire-gone').waitFor();
  assert.match(
    await page.locator('.con-fire-gone').textContent(),
    /Already released by CTL-XF Wang at \d\d:/,
  );
  await press(page, 'Enter');
  assert.deepEqual(commands(sent, 'release_inject'), []);
  await context.close();
});

test('hold, five minutes later, skip with a reason and a line of the log, by keyboard alone', async () => {
  const { page, context, sent } = await show(stage, control('LC'), {
    language: 'en',
    answer: recorded,
  });
  await press(page, '/');
  await page.keyboard.type('No. 17');
  await press(page, 'Tab', 'j', 'h', 'd', 's');
  await page.waitForTimeout(100);
  await page.keyboard.type('JD has done it');
  await press(page, 'Control+Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await press(page, 'b');
  await page.waitForTimeout(100);
  await page.keyboard.type('pace is high');
  await press(page, 'Control+Enter');
  await page.waitForTimeout(150);
  assert.deepEqual(commands(sent, 'hold_inject'), [{ type: 'hold_inject', row: 'I-17' }]);
  assert.deepEqual(commands(sent, 'defer_inject'), [{ type: 'defer_inject', row: 'I-17', by: 300 }]);
  assert.deepEqual(commands(sent, 'skip_inject'), [
    { type: 'skip_inject', row: 'I-17', reason: 'JD has done it' },
  ]);
  assert.deepEqual(commands(sent, 'write_log'), [{ type: 'write_log', text: 'pace is high', pinned: true }]);
  await context.close();
});

test('no shortcut fires while somebody types or composes Chinese', async () => {
  const { page, context, sent } = await show(stage, control('LC'));
  await page.locator('[data-open="I-16"]').click();
  await press(page, '/');
  await page.keyboard.type('jkfhdsnrble');
  assert.equal(await page.locator('#con-find').inputValue(), 'jkfhdsnrble');
  await page.locator('#con-find').fill('');
  await page.evaluate(() => {
    document.activeElement.blur();
    for (const key of ['f', 'h', 'd', 's', 'n', 'l', 'b', 'r']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true }));
    }
  });
  assert.equal(await page.locator('.con-fire, dialog[open], .con-composer, .con-drawer').count(), 0);
  assert.equal(sent.filter((frame) => frame.type === 'submit').length, 0);
  await context.close();
});

test('the queue holds still while the focus is in it; what is new waits behind a button', async () => {
  const { page, context, say } = await show(stage, control('LC'), { language: 'en' });
  const order = () =>
    page.locator('#con-rows [data-row]').evaluateAll((rows) => rows.map((one) => one.dataset.row));
  await page.locator('[data-open="I-16"]').focus();
  const before = await order();
  const sooner = row(18, { due: 53 * MIN });
  say({ type: 'update', channel: 'group', n: 2, upsert: [upsert(sooner)], remove: [] });
  await page.locator('.con-waiting').waitFor();
  assert.deepEqual(await order(), before);
  await page.locator('.con-waiting').click();
  const later = await order();
  assert.ok(later.indexOf('I-18') < later.indexOf('I-16'), 'the new row stands at its moment');
  await context.close();
});

test('who has not got a row, why one is suggested, which figure is old: one look or one tap each', async () => {
  const { page, context } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('[data-open="I-03"]').click();
  const reach = page.locator('.con-reach li');
  assert.deepEqual(
    (await reach.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
    ['XF ◆ overdue', 'GA ✓ responded'],
  );
  assert.match(await page.locator('.con-left').textContent(), /because I-02 released \+ 13 min/);
  await page.locator('.con-badge-old').click();
  await page.locator('.pic-cell').first().waitFor();
  assert.match(await page.locator('.con-middle').textContent(), /People on site/);
  await context.close();
});

test('an ad-hoc row that may still be taken back moves nothing above it', async () => {
  for (const language of ['zh', 'en']) {
    const { page, context, say } = await show(stage, control('LC'), { language });
    const log = () => page.locator('.con-log').evaluate((pane) => pane.getBoundingClientRect().top);
    const before = await log();
    const now = await page.evaluate(() => Date.now());
    const adHoc = row(90, {
      id: 'X-01',
      origin: 'ad_hoc',
      status: 'armed',
      armed: { wall: now, exercise: 50 * MIN },
    });
    say({ type: 'update', channel: 'group', n: 2, upsert: [upsert(adHoc)], remove: [] });
    await page.locator('.con-undo').waitFor();
    assert.equal(await log(), before, language);
    await context.close();
  }
});

test('off line the console says that it controls nothing, and queues nothing', async () => {
  const { page, context, sent, network } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('[data-open="I-16"]').click();
  await network(false);
  await page.locator('.con-notincontrol').waitFor({ timeout: 5_000 });
  assert.match(await page.locator('.con-notincontrol').textContent(), /You are not in control/);
  await press(page, 'f');
  await page.waitForTimeout(500);
  await press(page, 'Enter');
  await network(true);
  await page.locator('.con-notincontrol').waitFor({ state: 'detached', timeout: 15_000 });
  assert.deepEqual(commands(sent, 'release_inject'), []);
  await context.close();
});

test('a note speaks of the moment at which it was opened', async () => {
  const { page, context, sent } = await show(stage, control('EVA'), { language: 'en' });
  await press(page, 'o');
  const opened = Date.now();
  await page.waitForTimeout(6_000);
  await page.keyboard.type('twelve chairs came');
  await press(page, 'Control+Enter');
  await page.waitForTimeout(200);
  const frame = sent.find((one) => one.command?.type === 'record_observation');
  assert.equal(frame.command.text, 'twelve chairs came');
  assert.ok(Math.abs(frame.happened_at - opened) < 1_000, `stamped ${frame.happened_at - opened} ms off`);
  await context.close();
});

test('a player’s wall gets no late counts to show, a leader’s does', async () => {
  for (const [kind, late] of [
    ['leaders', true],
    ['players', false],
  ]) {
    const { page, context } = await show(stage, control('WALL', { kind }), {
      width: 1920,
      height: 1080,
      language: 'en',
    });
    assert.equal((await page.locator('#main').textContent()).includes('◆'), late, kind);
    await context.close();
  }
});

test('a controller reads on a row, and in what is open of it, who else has it open, and tells the others', async () => {
  const { page, context, say, sent } = await show(stage, control('LC'), { language: 'en' });
  const looks = () => sent.filter((frame) => frame.type === 'look').map((frame) => frame.row ?? null);
  await page.locator('[data-open="I-16"]').click();
  await page.waitForTimeout(450);
  assert.equal(looks().at(-1), 'I-16');
  const seats = [{ seat: 'CTL-2', connections: 1, round_trip_ms: 30, heard: Date.now() }];
  const looking = [
    { seat: 'CTL-2', row: 'I-16' },
    { seat: 'LC', row: 'I-16' },
    { seat: 'CTL-2', row: 'I-17' },
    { seat: 'DIR', row: 'I-17' },
  ];
  say({ type: 'presence', seats, waiting: [], looking });
  await page.locator('.con-detail .con-here').waitFor();
  assert.match(await page.locator('.con-detail .con-here').textContent(), /CTL-2 is here/, 'and not oneself');
  assert.match(await page.locator('[data-row="I-17"] .con-here').textContent(), /CTL-2, DIR are here/);
  say({ type: 'presence', seats, waiting: [], looking: [] });
  await page.locator('.con-here').first().waitFor({ state: 'detached' });
  await press(page, 'j', 'j');
  await page.waitForTimeout(450);
  assert.equal(
    looks().length,
    looks().indexOf('I-16') + 2,
    'keys that run through the list tell where they rest',
  );
  await context.close();
});
