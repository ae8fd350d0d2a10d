// What a controller's desk adds to the queue: going places, finding anything, alarms.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control, row, stamp, upsert } from './control.mjs';
import { commands, open, press, recorded, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const types = (sent) => commands(sent).map((command) => command.type);
const focused = (page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset.open);

test('G and a letter go to a place, and the letter does nothing else', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'en', width: 1920 });
  await page.locator('[data-open="I-16"]').click();
  for (const [letter, place] of [
    ['d', 'con-matrix'],
    ['i', 'con-inbox'],
    ['l', 'con-log'],
    ['q', 'I-16'],
  ]) {
    await press(page, 'g', letter);
    assert.equal(await focused(page), place);
  }
  assert.equal(await page.locator('dialog[open]').count(), 0, 'L alone would open the log sheet');
  await press(page, 'g', 's');
  assert.match(await page.locator('dialog[open] h2').textContent(), /Seats/);
  await press(page, 'Escape', 'g', 'f');
  assert.equal(await page.locator('.con-fire').count(), 0, 'a letter that leads nowhere does nothing');
  assert.deepEqual(types(sent), []);
  await context.close();
});

test('R opens the inbox at every width and never takes the keys away', async () => {
  for (const width of [1366, 1920]) {
    const { page, context } = await show(stage, control('LC'), { language: 'en', width });
    await press(page, 'r', 'j', 'j');
    assert.equal(await page.locator('.con-selected').count(), 1, `${width}`);
    await context.close();
  }
});

test('Ctrl+K finds a row by its number and title, a department, an act', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'en' });
  await press(page, 'Control+k');
  await page.keyboard.type('i-17');
  await press(page, 'Enter');
  await page.waitForTimeout(150);
  assert.equal(await focused(page), 'I-17');
  await press(page, 'Control+k');
  await page.keyboard.type('hold');
  await press(page, 'Enter');
  await page.waitForTimeout(150);
  assert.deepEqual(types(sent), ['hold_inject']);
  await press(page, 'Control+k');
  await page.keyboard.type('petition');
  await press(page, 'Enter');
  await page.waitForTimeout(150);
  assert.equal(await page.locator('#con-find').inputValue(), 'XF');
  await press(page, 'Control+k');
  await page.keyboard.type('中文');
  await press(page, 'Enter');
  await page.waitForTimeout(150);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await context.close();
});

test('Ctrl+K releases nothing by itself, and says why something is not possible', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('[data-open="I-16"]').click();
  await press(page, 'Control+k');
  await page.keyboard.type('fire');
  await press(page, 'Enter');
  await page.waitForTimeout(150);
  assert.equal(await page.locator('.con-fire').count(), 1, 'it is armed');
  assert.deepEqual(types(sent), []);
  await press(page, 'Escape', 'Control+k');
  await page.keyboard.type('nothing like this');
  await press(page, 'Enter');
  assert.match(await page.locator('.con-palette [role=status]').textContent(), /Nothing matches/);
  await press(page, 'Escape');
  const safety = await show(stage, control('SAF'), { language: 'en' });
  await press(safety.page, 'Control+k');
  await safety.page.keyboard.type('hold');
  assert.equal(await safety.page.locator('.con-palette [role=option]').count(), 0, 'not this role’s');
  await context.close();
  await safety.context.close();
});

test('Enter and arrows of an input method stay with it', async () => {
  const { page, context, sent } = await show(stage, control('LC'), { language: 'zh' });
  await press(page, 'Control+k');
  await page.keyboard.type('暂停');
  const at = await page.locator('[role=combobox]').getAttribute('aria-activedescendant');
  await page.evaluate(() => {
    const field = document.querySelector('[role=combobox]');
    for (const init of [
      { key: 'Enter', isComposing: true },
      { key: 'ArrowDown', keyCode: 229 },
      { key: 'Process' },
    ])
      field.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
  });
  assert.equal(await page.locator('.con-palette').count(), 1);
  assert.equal(await page.locator('[role=combobox]').getAttribute('aria-activedescendant'), at);
  assert.deepEqual(types(sent), []);
  await context.close();
});

/** Counts tones by the oscillators a page starts; silence is none. */
const LISTEN = () => {
  globalThis.tones = [];
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (at) {
    globalThis.tones.push({ hertz: this.frequency.value, at: performance.now() });
    return start.call(this, at);
  };
};
const suggested = (number) =>
  upsert(row(number, { status: 'armed', release: 'suggest', armed: stamp(51 * 60_000 + number) }));

test('a burst at the console sounds once; the badge, the list and the title have all of it', async () => {
  const { page, context, say } = await show(stage, control('LC'), { language: 'en' });
  await page.evaluate(LISTEN);
  await press(page, 'j');
  const before = Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
  for (const n of [2, 3, 4]) {
    say({ type: 'update', channel: 'group', n, upsert: [suggested(20 + n)], remove: [] });
    await page.waitForTimeout(900);
  }
  assert.deepEqual(await page.evaluate(() => globalThis.tones.map(({ hertz }) => hertz)), [660, 880]);
  assert.match(await page.title(), new RegExp(`^\\(${before + 3}\\) EXERCISE`));
  await page.locator('.con-bell-fresh').click();
  assert.match(await page.locator('dialog[open]').textContent(), /Suggested release 4/);
  await page.locator('dialog[open] .drill-link', { hasText: 'I-23' }).click();
  await page.waitForTimeout(200);
  assert.equal(await focused(page), 'I-23');
  assert.equal(await page.locator('.con-bell-fresh').count(), 0, 'it has been looked at');
  await context.close();
});

test('muted for ten minutes the console is silent and says so; what stood there at the start is no news', async () => {
  const { page, context, say } = await show(stage, control('LC'), { language: 'en' });
  await page.evaluate(LISTEN);
  await press(page, 'm');
  await page.waitForTimeout(700);
  say({ type: 'update', channel: 'group', n: 2, upsert: [suggested(22)], remove: [] });
  await page.waitForTimeout(1_000);
  assert.deepEqual(await page.evaluate(() => globalThis.tones), []);
  assert.match(await page.locator('.con-bell').textContent(), /muted until \d\d:\d\d/);
  await context.close();
});

test('two thousand receipts of one delivery are read page by page, with names', async () => {
  const total = 2_000;
  const asked = [];
  const receipt = (n) => ({
    seat: `XF-${n + 1}`,
    name: `李${n + 1}`,
    delivered: stamp(n),
    seen: n % 2 ? stamp(n + 5_000) : null,
    acknowledged: n % 3 ? null : stamp(n + 72_000),
  });
  const rest = (request) => {
    const url = new URL(request.url());
    if (!url.pathname.endsWith('/receipts')) return undefined;
    const from = Number(url.searchParams.get('from'));
    asked.push(from);
    const count = Math.max(0, Math.min(500, total - from));
    return { receipts: Array.from({ length: count }, (_, n) => receipt(from + n)), total };
  };
  const { page, context, faults } = await show(stage, control('LC'), { language: 'en', rest });
  await page.locator('.drill-cell').first().click();
  assert.deepEqual(asked, [], 'nothing is asked for before somebody looks');
  await page.locator('.drill-receipts button').first().click();
  const nav = page.locator('.drill-receipts nav');
  await nav.waitFor();
  assert.match(await nav.textContent(), /1–50 of 2000/);
  assert.match(await page.locator('.drill-receipts tbody tr').first().textContent(), /XF-1李1.*1:12/s);
  await nav.locator('button', { hasText: 'Next' }).click();
  await page.locator('.drill-receipts tbody th', { hasText: 'XF-51' }).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Next/, 'the focus stays');
  await nav.locator('button', { hasText: 'Last' }).click();
  await page.locator('.drill-receipts tbody th', { hasText: 'XF-2000' }).waitFor();
  assert.match(await nav.textContent(), /1951–2000 of 2000/);
  assert.deepEqual(asked, [0, 50, 1950]);
  const wide = await page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]');
    return dialog.scrollWidth - dialog.clientWidth;
  });
  assert.ok(wide <= 0, `${wide} px wider than the sheet`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a code from a phone without a network is entered by hand under its department', async () => {
  const written = Date.now() - 120_000;
  const delivery = '10000000-0000-4000-8000-000000000012';
  const code = (id, command) =>
    JSON.stringify({
      id: `3f2a7c1${id}-0000-4000-8000-000000000001`,
      seat: 'XF-1',
      command,
      happened_at: written,
    });
  const { page, context, sent } = await show(stage, control('LC'), {
    language: 'en',
    answer: recorded,
  });
  await press(page, 'Control+k');
  await page.keyboard.type('code');
  await press(page, 'Enter');
  const field = page.locator('dialog textarea');
  await field.fill(code(0, { type: 'acknowledge_inject', delivery }));
  await page.locator('.con-slip .drill-act-main').click();
  await page.locator('.con-slip', { hasText: 'recorded' }).waitFor();
  await page.locator('.con-slip button', { hasText: 'Next code' }).click();
  const answer = { type: 'respond_inject', delivery, progress: 'need_help', text: 'Chairs are needed' };
  await field.fill(code(1, { ...answer, ticked: [], files: [] }));
  await page.locator('.con-slip .drill-act-main').click();
  await page.locator('.con-slip', { hasText: 'recorded' }).waitFor();
  const frames = sent.filter((frame) => frame.type === 'submit');
  assert.deepEqual(frames[0].command, {
    type: 'record_receipt',
    delivery,
    stage: 'acknowledged',
    via: 'qr',
    told: 'XF-1',
    told_at: written,
  });
  assert.equal(frames[1].command.type, 'write_log');
  assert.match(frames[1].command.text, /^\[QR XF-1 #3f2a7c11\] XF .*Chairs are needed$/);
  assert.ok(
    Math.abs(frames[1].happened_at - (frames[1].offset ?? 0) - written) < 500,
    'stamped when it was written',
  );
  await page.locator('dialog button', { hasText: 'Next code' }).click();
  await field.fill(code(2, { type: 'declare_emergency' }));
  assert.match(await page.locator('dialog [role=alert]').textContent(), /REAL EVENT/);
  await context.close();
});
