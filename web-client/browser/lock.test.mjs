// The desk on two screens and behind a lock; everything held in one place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control, row, stamp, upsert } from './control.mjs';
import { EXERCISE, frames, you } from './scene.mjs';
import { accessible, commands, open, press, recorded, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const OUT = process.env.LOOK_OUT;
const look = async (page, name) => OUT && page.screenshot({ path: `${OUT}/${name}.png` });

/** What a person can read: text that is hidden is not in it. */
const visible = (page) =>
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
  page.evaluate(() => document.body.innerText);

async function lockWith(page, pin) {
  await press(page, 'Control+Alt+l');
  const fields = page.locator('dialog input[type=password]');
  await fields.nth(0).fill(pin);
  await fields.nth(1).fill(pin);
  await page.locator('dialog button[type=submit]').click();
  await page.locator('.con-lock').waitFor();
}

async function tryPin(page, pin) {
  await page.locator('.con-lock-form input:enabled').fill(pin);
  await page.keyboard.press('Enter');
}

test('locked, the desk shows nothing of the drill, counts what comes, sounds, and opens by the PIN', async () => {
  const { page, context, sent, say, faults } = await show(stage, control('LC'), { language: 'en' });
  await page.locator('[data-open="I-16"]').click();
  await press(page, 'n');
  const draft = page.locator('.con-foot textarea').first();
  await draft.fill('half written');
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    globalThis.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (at) {
      globalThis.tones += 1;
      return start.call(this, at);
    };
  });
  await lockWith(page, '2580');
  await look(page, 'lock');
  const seen = () => visible(page);
  const text = await seen();
  for (const secret of ['I-16', 'I-17', 'crowd', 'Petition', 'half written'])
    assert.ok(!text.includes(secret), `${secret} can be read`);
  assert.match(text, /EXERCISE ONLY/);
  assert.match(text, /keeps glances away/);
  const waiting = Number(/waiting: (\d+)/.exec(text)?.[1]);
  const fresh = upsert(row(25, { status: 'armed', release: 'suggest', armed: stamp(51 * 60_000) }));
  say({ type: 'update', channel: 'group', n: 2, upsert: [fresh], remove: [] });
  await page.getByText(`waiting: ${waiting + 1}`).waitFor();
  await page.waitForTimeout(800);
  assert.ok((await page.evaluate(() => globalThis.tones)) > 0, 'it still sounds');
  assert.ok(!(await seen()).includes('I-25'), 'and says nothing of what it is');
  // No key of the desk does anything here.
  await page.evaluate(() => document.activeElement?.blur());
  await press(page, 'h', 'f', 'Enter', 'd', 'Control+k');
  assert.deepEqual(commands(sent), []);
  await page.reload();
  await page.locator('.con-lock').waitFor();
  assert.ok(!(await seen()).includes('I-16'), 'a reload opens nothing');
  for (const wrong of ['1111', '2222', '3333']) {
    await tryPin(page, wrong);
    await page.getByText('That is not the PIN').waitFor();
  }
  assert.match(await page.locator('.con-lock-form [role=status]').textContent(), /Try again in \d s/);
  assert.equal(await page.locator('.con-lock-form input').isDisabled(), true);
  await tryPin(page, '2580');
  await page.locator('.con-queue').waitFor();
  assert.equal(await page.locator('.con-lock').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a pane opens in its own window, works there, is covered with the rest, and comes back', async () => {
  const { page, context, sent } = await show(stage, control('LC'), {
    language: 'en',
    width: 1920,
    height: 1080,
  });
  const [log] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open the log in a window of its own' }).click(),
  ]);
  await log.locator('.con-log').waitFor();
  assert.equal(new URL(log.url()).pathname, `/x/${EXERCISE}/pane/log`);
  assert.equal(await page.locator('.con-log').count(), 0, 'it is in one place');
  assert.match(await page.locator('.con-slot-out').textContent(), /stands in another window/);
  await look(page, 'panes-desk');
  await look(log, 'panes-log');
  assert.match(await visible(log), /EXERCISE ONLY/);
  await log.bringToFront();
  await press(log, 'l');
  await log.locator('dialog textarea, dialog input').first().fill('from the second screen');
  await log.keyboard.press('Control+Enter');
  await log.waitForTimeout(300);
  assert.deepEqual(
    commands(sent, 'write_log').map(({ text }) => text),
    ['from the second screen'],
  );
  // A reload of the desk forgets nothing.
  await page.reload();
  await page.locator('.con-slot-out').waitFor();
  // Locked together.
  await page.bringToFront();
  await lockWith(page, '2580');
  await log.locator('.con-lock').waitFor();
  await tryPin(page, '2580');
  await log.locator('.con-log').waitFor();
  // Closed, the pane is back.
  await log.close({ runBeforeUnload: true });
  await page.locator('.con-log').waitFor();
  const [again] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open the log in a window of its own' }).click(),
  ]);
  await again.locator('.con-log').waitFor();
  const closed = again.waitForEvent('close');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await closed;
  await page.locator('.con-log').waitFor();
  await context.close();
});

const held = control('LC', { held: true });
const at = (rest, what) => async (page) => {
  await page.goto(`${stage.base}${rest}`);
  await page.locator(what).first().waitFor();
};
const SCREENS = {
  windows: [held, (page) => press(page, 'g', 'v')],
  sheet: [held, (page) => press(page, 'Control+Alt+l')],
  locked: [held, (page) => lockWith(page, '2580')],
  sure: [held, (page) => page.locator('.con-held header button').nth(2).click()],
  away: [held, at(`/x/${EXERCISE}/pane/queue`, '.con-away .con-queue')],
  paper: [held, at(`/x/${EXERCISE}/paper`, '.order')],
};

async function clean(page, faults) {
  await page.waitForTimeout(500);
  await accessible(page);
  assert.deepEqual(faults, []);
}

for (const [theme, language, width] of [
  ['light', 'zh', 1366],
  ['dark', 'en', 360],
]) {
  for (const [name, [scene, steps]] of Object.entries(SCREENS)) {
    test(`axe and fit: ${name} ${theme} ${language} ${width}`, async () => {
      const { page, context, faults } = await show(stage, scene, { theme, language, width, height: 800 });
      await steps(page);
      await look(page, `${name}-${language}`);
      await clean(page, faults);
      await context.close();
    });
  }

  test(`axe and fit: looking ${theme} ${language} ${width}`, async () => {
    const scene = { frames: frames({ seat: you({ may: [], person: null, name: null }) }) };
    const session = { as: 'seat', exercise: EXERCISE, you: held.seat };
    const { page, context, faults } = await screen(stage, { theme, language, width, scene, session });
    await context.routeWebSocket(/\/live\?as=XF-2$/, (socket) => {
      socket.onMessage((text) => {
        if (JSON.parse(text).type === 'hello')
          for (const next of scene.frames) socket.send(JSON.stringify(next));
      });
    });
    await page.goto(`${stage.base}/as/XF-2/x/${EXERCISE}`);
    await page.locator('.inject-card').first().waitFor();
    await clean(page, faults);
    await context.close();
  });
}

test('everything held stands in one place: sent, shifted or skipped, each or together, never by one click', async () => {
  const byHand = row(20, {
    status: 'held',
    settled: { at: stamp(1), by: null, text: 'the hall is not ready' },
  });
  const scene = () => control('LC', { held: true, more: [byHand] });
  const { page, context, sent } = await show(stage, scene(), {
    language: 'en',
    answer: recorded,
  });
  const place = page.locator('.con-held');
  const text = await place.textContent();
  for (const word of ['decision: 3', 'gap of 1:00', 'I-16', 'I-17', 'I-20', 'the hall is not ready'])
    assert.ok(text.includes(word), `${word} in ${text}`);
  await look(page, 'held');
  const given = () => commands(sent, 'dispose_held').map(({ rows, how }) => ({ rows, how }));
  const all = place.locator('header');
  await all.getByRole('button', { name: 'Send all' }).dblclick();
  assert.deepEqual(given(), [], 'a double click sends nothing');
  const sure = place.locator('.con-held-sure');
  assert.match(await sure.textContent(), /Send now\? Rows: 2.*→ .*XF/s);
  await page.waitForTimeout(450);
  await sure.getByRole('button', { name: 'Send now' }).click();
  await all.getByRole('button', { name: 'Shift everything' }).click();
  await page.waitForTimeout(450);
  await sure.getByRole('button', { name: 'Shift', exact: true }).click();
  const one = place.locator('li').filter({ hasText: 'I-17' });
  await one.getByRole('button', { name: 'Skip' }).click();
  await page.waitForTimeout(450);
  await sure.getByRole('button', { name: 'Skip' }).click({ force: true });
  assert.equal(given().length, 2, 'no skipping without a reason');
  await sure.locator('input').fill('overtaken by the talks');
  await sure.getByRole('button', { name: 'Skip' }).click();
  assert.deepEqual(given(), [
    { rows: [], how: { type: 'send' } },
    { rows: [], how: { type: 'shift' } },
    { rows: ['I-17'], how: { type: 'skip', reason: 'overtaken by the talks' } },
  ]);
  await place.locator('li').filter({ hasText: 'I-20' }).getByRole('button').nth(1).click();
  await page.waitForTimeout(200);
  assert.deepEqual(commands(sent, 'let_go_inject'), [{ type: 'let_go_inject', row: 'I-20' }]);
  await context.close();
});
