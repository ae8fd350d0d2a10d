// Accessibility and fit of join, lobby and department: both themes, both languages, phone and desk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EXERCISE, exercise, injects, you } from './scene.mjs';
import { accessible, open, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const id = (number) => injects().find((inject) => inject.number === number)?.delivery;
const AT = `/x/${EXERCISE}`;
const standby = {
  it: exercise({
    status: 'standby',
    started: null,
    clock: { rate: 1, anchor_wall: Date.now(), anchor_exercise: -642_000, running: true, until: 0 },
  }),
};
const emergency = {
  seat: you({ role: 'SAF', may: [...you().may, 'confirm_resume'] }),
  it: exercise({
    status: 'paused',
    emergency: { since: { wall: Date.now(), exercise: 1 }, seat: 'GA-3', note: '…', confirmed: ['DIR'] },
  }),
};
const SCREENS = {
  join: ['/join', { session: null }],
  card: ['/join#card=x', { session: null }],
  lobby: [AT, { scene: standby }],
  inbox: [AT, {}],
  call: [`${AT}/i/${id(19)}`, {}],
  decision: [`${AT}/i/${id(12)}`, {}],
  checklist: [`${AT}/i/${id(5)}`, {}],
  report: [`${AT}/report`, {}],
  command: [`${AT}/report`, { scene: { seat: you({ seat: 'CMD-1', department: 'CMD' }) } }],
  messages: [`${AT}/messages`, {}],
  seat: [`${AT}/seat`, {}],
  emergency: [AT, { scene: emergency }],
};

async function show(path, options) {
  const scene = await screen(stage, options);
  await scene.page.goto(stage.base + path);
  await scene.page.locator('#main').waitFor({ state: 'attached' });
  await scene.page.waitForTimeout(300);
  return scene;
}

for (const [name, [path, options]] of Object.entries(SCREENS)) {
  for (const [theme, language, width] of [
    ['light', 'zh', 360],
    ['dark', 'en', 360],
    ['light', 'en', 1366],
    ['dark', 'zh', 1366],
  ]) {
    test(`axe: ${name} ${theme} ${language} ${width}`, async () => {
      const { page, context, faults } = await show(path, { ...options, theme, language, width, height: 800 });
      await accessible(page);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
  test(`fit: ${name} at 320 px with the largest text: no sideways scroll`, async () => {
    const { page, context } = await show(path, { ...options, width: 320, language: 'en', size: 'largest' });
    const over = await page.evaluate(
      () => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
    );
    assert.equal(over, 0);
    await context.close();
  });
  test(`targets: ${name}: what is tapped on a phone is at least 48 px high`, async () => {
    const { page, context } = await show(path, options);
    const small = await page.evaluate(() =>
      [
        ...(document.querySelector('dialog[open]') ?? document).querySelectorAll(
          'button, select, input:not([type=checkbox], [type=radio], [type=file]), label.tick',
        ),
      ]
        .filter((element) => element.checkVisibility() && !element.classList.contains('chip'))
        .map((element) => [
          element.textContent?.trim().slice(0, 30) || element.outerHTML.slice(0, 60),
          Math.round(element.getBoundingClientRect().height),
        ])
        .filter(([, height]) => height < 48),
    );
    assert.deepEqual(small, []);
    const longer = await page.evaluate(
      () => document.querySelector('.phone') && document.scrollingElement.scrollHeight - innerHeight,
    );
    assert.ok(!longer, `the page itself scrolls by ${longer} px`);
    await context.close();
  });
}
