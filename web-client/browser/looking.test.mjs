// Control looks through a department's eyes: the very screen, and nothing can be done or is confirmed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control } from './control.mjs';
import { EXERCISE, frames, you } from './scene.mjs';
import { commands, open, press, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const LC = { as: 'seat', exercise: EXERCISE, you: control('LC').seat };

/** The department's frames, as the server gives them to somebody who only looks: nothing in `may`. */
function look(width, language = 'en') {
  const scene = { seat: you({ may: [], person: null, name: null }) };
  return screen(stage, { width, height: 768, language, scene: { frames: frames(scene) }, session: LC });
}

async function opened(width, language) {
  const shown = await look(width, language);
  const sockets = [];
  await shown.context.routeWebSocket(/\/live\?as=XF-2$/, (socket) => {
    sockets.push(socket.url());
    socket.onMessage((text) => {
      const frame = JSON.parse(text);
      shown.sent.push(frame);
      if (frame.type !== 'hello') return;
      for (const next of frames({ seat: you({ may: [], person: null, name: null }) }))
        socket.send(JSON.stringify(next));
    });
  });
  await shown.page.goto(`${stage.base}/as/XF-2/x/${EXERCISE}`);
  await shown.page.locator('.inject-card').first().waitFor();
  return { ...shown, sockets };
}

test('what the department sees stands there, framed, and no button acts', async () => {
  for (const width of [1366, 360]) {
    const { page, context, sent, sockets, faults } = await opened(width);
    assert.equal(sockets.length, 1, 'the socket is opened as the seat');
    assert.match(await page.locator('.looking').textContent(), /You see what XF-2.* sees.*Read only/);
    // Everything that there is to press is pressed, on every page; nothing leaves this window.
    await page.waitForTimeout(600);
    const cards = await page.locator('.inject-card').count();
    assert.ok(cards >= 5, `${cards} injects`);
    for (let at = 0; at < Math.min(cards, 4); at += 1) {
      const card = page.locator('.inject-card').nth(at);
      if (!(await card.isVisible())) break;
      await card.click();
      await press(page, 'a', 'r', 'q', 'Escape');
      const acts = page.locator('#main button:enabled.primary, #main button:enabled.danger');
      for (let act = (await acts.count()) - 1; act >= 0; act -= 1) {
        const button = acts.nth(act);
        if (await button.isVisible()) await button.click({ timeout: 2_000 }).catch(() => undefined);
        await page.keyboard.press('Escape');
      }
      const back = page.locator('.detail-bar button').first();
      if (width === 360 && (await back.isVisible())) await back.click();
    }
    await page.waitForTimeout(1_500);
    assert.deepEqual(commands(sent), [], 'no command, and no receipt for what was stored and shown');
    assert.equal(await page.locator('.emergency-button').first().isDisabled(), true);
    for (const input of await page.locator('input[type=file]').all()) assert.ok(await input.isDisabled());
    assert.deepEqual(faults, []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    if (process.env.LOOK_OUT) await page.screenshot({ path: `${process.env.LOOK_OUT}/looking-${width}.png` });
    await context.close();
  }
});

test('a department’s own seat cannot look as another: it stays with its own screen', async () => {
  const { page, context } = await screen(stage, { language: 'en' });
  await page.goto(`${stage.base}/as/GA-1/x/${EXERCISE}`);
  await page.locator('.inject-card').first().waitFor();
  assert.equal(await page.locator('.looking').count(), 0);
  await context.close();
});

test('the console offers it per seat and per department, in a window of its own', async () => {
  const { page, context } = await show(stage, control('LC'), { language: 'en' });
  await press(page, 'g', 's');
  const [popup] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'View as XF-1', exact: true }).click(),
  ]);
  assert.equal(new URL(popup.url()).pathname, `/as/XF-1/x/${EXERCISE}`);
  await popup.close();
  await press(page, 'Escape', 'Control+k');
  await page.keyboard.type('view as ga');
  const [second] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
  assert.equal(new URL(second.url()).pathname, `/as/GA-1/x/${EXERCISE}`);
  assert.equal(await page.locator('.con').count(), 1, 'the desk is still there');
  await context.close();
});
