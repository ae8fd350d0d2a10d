// The big screens: three pages each and the roll call, at four formats, in both languages, read from the back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control } from './control.mjs';
import { standby } from './roll.mjs';
import { EXERCISE } from './scene.mjs';
import { accessible, open, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const PICTURES = process.env.PICTURES;
const FORMATS = [
  [1920, 1080],
  [3840, 2160],
  [3840, 1080],
  [1600, 1200],
  [1024, 768],
];
const rest = (request) =>
  new URL(request.url()).pathname.endsWith('/room')
    ? { code: 'K7M4QP', url: 'https://drill.example:8443/join#code=K7M4QP' }
    : undefined;

/** A wall at a fixed page; the pages turn every twenty seconds by the page's own clock. */
async function wall(scene, page, options) {
  const shown = await screen(stage, { theme: 'dark', scene, rest, ...options });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}${page ? `?page=${page}` : ''}`);
  await shown.page.locator('#main > *').first().waitFor();
  await shown.page.waitForTimeout(400);
  return shown;
}

/** What a person at the back would miss: text too small, cut, or beyond the edge. */
const faults = (page) =>
  page.evaluate(() => {
    const unit = Math.min(innerWidth / 1920, innerHeight / 1080);
    const written = [...document.querySelectorAll('.wall-safe *, .banner')].filter(
      (element) =>
        !element.closest('.visually-hidden') &&
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()),
    );
    const found = [];
    for (const element of written) {
      const said = element.textContent.trim().slice(0, 40);
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < 28 * unit - 0.5) found.push(`${size} px: ${said}`);
      // Reports that do not fit wrap out of sight whole.
      const bulletin = element.closest('.wall-entry, .wall-rule');
      const list = element.closest('.wall-bulletins, .wall-safety ul')?.getBoundingClientRect();
      if (bulletin && list && bulletin.getBoundingClientRect().left >= list.right) continue;
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1) {
        found.push(`beyond the edge: ${said}`);
      }
      const clamped = getComputedStyle(element).webkitLineClamp !== 'none';
      if (!clamped && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 2)
        found.push(`wider than its room: ${said}`);
      for (let room = element; room && !room.classList.contains('wall-safe'); room = room.parentElement) {
        if (getComputedStyle(room).overflow !== 'hidden') continue;
        const edge = room.getBoundingClientRect();
        // Two pixels: a line of 1.1 is smaller than the letters' own box.
        const cut = Math.max(box.bottom - edge.bottom, box.right - edge.right, edge.top - box.top);
        if (cut > 0.25 * size) found.push(`cut by ${Math.round(cut)} px: ${said}`);
      }
    }
    if (document.documentElement.scrollHeight > innerHeight) found.push('the page scrolls');
    return [...new Set(found)];
  });

/** Rules as long as real ones: those that fit are shown whole. */
function longRules(scene) {
  const zh = '所有通信冠以“演练”。演练事项一律不得拨打真实110、119、120、12345；群众演员可随时退出。'.repeat(
    2,
  );
  const en = 'Prefix all traffic with EXERCISE. Never call the real numbers for exercise events. '.repeat(4);
  for (const { items } of scene.frames)
    for (const { item } of items ?? [])
      if (item.kind === 'exercise')
        item.rules = [1, 2, 3, 4].map((n) => ({ zh: `${n} ${zh}`, en: `${n} ${en}` }));
  return scene;
}

const PAGES = [
  ['leaders', 1, 'picture', () => control('WALL', { kind: 'leaders' })],
  ['leaders', 2, 'departments', () => control('WALL', { kind: 'leaders' })],
  ['leaders', 3, 'timeline', () => control('WALL', { kind: 'leaders' })],
  ['players', 1, 'safety', () => longRules(control('WALL', { kind: 'players' }))],
  ['players', 2, 'confirmed', () => control('WALL', { kind: 'players' })],
  ['players', 3, 'call', () => control('WALL', { kind: 'players' })],
  ['players', undefined, 'roll', () => standby('WALL', { kind: 'players' })],
];

for (const [width, height] of FORMATS) {
  for (const language of ['zh', 'en']) {
    test(`every page is read from the back at ${width} × ${height} in ${language}`, async () => {
      const bad = [];
      for (const [kind, number, name, scene] of PAGES) {
        const { page, context } = await wall(scene(), number, { width, height, language });
        assert.equal(await page.locator(`.wall-page-${name}`).count(), 1, `${kind} ${number}`);
        if (PICTURES) {
          await page.screenshot({ path: `${PICTURES}/wall-${name}-${width}x${height}-${language}.png` });
        }
        for (const fault of await faults(page)) bad.push(`${name}: ${fault}`);
        await context.close();
      }
      assert.deepEqual(bad, []);
    });
  }
}

test('all six departments stand on one page, and the players’ wall names nobody and no lateness', async () => {
  for (const [kind, number, lines] of [
    ['leaders', 2, 6],
    ['players', 3, 6],
  ]) {
    const { page, context } = await wall(control('WALL', { kind }), number, { width: 1920, height: 1080 });
    assert.equal(await page.locator('.wall-departments tbody tr').count(), lines);
    assert.equal((await page.locator('#main').textContent()).includes('◆'), kind === 'leaders');
    await context.close();
  }
});

test('pages turn by themselves and stop when told to; a fixed one never turns', async () => {
  for (const [number, expected] of [
    [undefined, ['picture', 'departments', 'timeline', 'picture']],
    [2, ['departments', 'departments', 'departments', 'departments']],
  ]) {
    const shown = await screen(stage, {
      width: 1920,
      height: 1080,
      language: 'en',
      scene: control('WALL', { kind: 'leaders' }),
      rest,
    });
    await shown.page.clock.install();
    await shown.page.goto(`${stage.base}/x/${EXERCISE}${number ? `?page=${number}` : ''}`);
    await shown.page.locator('#main > *').first().waitFor();
    const name = async () =>
      /wall-page-(\w+)/.exec(await shown.page.locator('#main').getAttribute('class'))?.[1];
    const seen = [await name()];
    for (let turn = 0; turn < 3; turn += 1) {
      await shown.page.clock.runFor(20_100);
      seen.push(await name());
    }
    assert.deepEqual(seen, expected);
    if (number === undefined) {
      await shown.page.mouse.move(10, 10);
      await shown.page.getByRole('button', { name: 'Stop turning pages' }).click();
      await shown.page.clock.runFor(41_000);
      assert.equal(await name(), 'picture');
    }
    await shown.context.close();
  }
});

test('a turning wall goes to what the room is to see now, says so, and turns on afterwards', async () => {
  for (const [kind, expected] of [
    ['leaders', 'picture'],
    ['players', 'confirmed'],
  ]) {
    const shown = await screen(stage, {
      width: 1920,
      height: 1080,
      language: 'en',
      scene: control('WALL', { kind }),
      rest,
    });
    await shown.page.clock.install();
    await shown.page.goto(`${stage.base}/x/${EXERCISE}`);
    await shown.page.locator('#main > *').first().waitFor();
    const name = async () =>
      /wall-page-(\w+)/.exec(await shown.page.locator('#main').getAttribute('class'))?.[1];
    while ((await name()) === expected || (await name()) === 'picture') await shown.page.clock.runFor(20_100);
    const at = await shown.page.evaluate(() => Date.now());
    const item = {
      kind: 'published',
      id: '00000000-0000-4000-8000-0000000006aa',
      department: 'XC',
      text: { zh: '【演练】通报', en: 'EXERCISE. A statement.' },
      published: { wall: at, exercise: 1 },
      corrects: null,
      corrected_by: null,
    };
    shown.say({
      type: 'update',
      channel: 'all',
      n: 2,
      upsert: [{ key: `published/${item.id}`, item }],
      remove: [],
    });
    await shown.page.waitForTimeout(300);
    await shown.page.clock.runFor(1_500);
    assert.equal(await name(), expected);
    assert.match(await shown.page.locator('.wall-held').textContent(), /a statement has just gone out/);
    await shown.page.clock.runFor(40_000);
    assert.equal(await name(), expected, 'twice the time of a page later');
    assert.deepEqual(await faults(shown.page), []);
    // By the server's clock, which does not run ahead with this page's: so what happened grows old here.
    const old = { ...item, published: { wall: at - 300_000, exercise: 1 } };
    shown.say({
      type: 'update',
      channel: 'all',
      n: 3,
      upsert: [{ key: `published/${item.id}`, item: old }],
      remove: [],
    });
    await shown.page.waitForTimeout(300);
    await shown.page.clock.runFor(1_500);
    assert.equal(await shown.page.locator('.wall-held').count(), 0);
    await shown.page.clock.runFor(21_000);
    assert.notEqual(await name(), expected, 'it turns again');
    await shown.context.close();
  }
});

test('the roll call on a wall shows the way in and counts, and passes axe like every page', async () => {
  for (const [, number, name, scene] of PAGES) {
    const { page, context } = await wall(scene(), number, { width: 1920, height: 1080, language: 'en' });
    if (name === 'roll') {
      const text = await page.locator('.wall').textContent();
      assert.match(text, /K7M 4QP/);
      assert.match(text, /drill\.example:8443/);
      assert.match(text, /XF.*4\/44\/43\/4/);
      assert.equal(await page.locator('.wall-qr').count(), 1);
    }
    await accessible(page, name);
    await context.close();
  }
});

test('what was confirmed last stands whole or not at all below a fault and a long statement', async () => {
  const { page, context, say } = await show(stage, control('WALL'), {
    language: 'zh',
    width: 1920,
    height: 1080,
  });
  const at = await page.evaluate(() => Date.now());
  const text =
    '【演练】现场人员马上救助并呼叫急救，家属一直陪在身边，居民反映的安置费问题正在当面商谈。'.repeat(3);
  const item = {
    kind: 'published',
    id: '00000000-0000-4000-8000-0000000006aa',
    department: 'XC',
    text: { zh: text, en: text },
    published: { wall: at, exercise: 1 },
    corrects: null,
    corrected_by: null,
  };
  const fault = {
    kind: 'wall_fault',
    key: 'loudspeaker',
    name: { zh: '扩音器', en: 'Loudspeaker' },
    department: 'XF',
    since: { wall: at, exercise: 1 },
    backup_on: true,
  };
  const upsert = [
    { key: `published/${item.id}`, item },
    { key: `wall_fault/${fault.key}`, item: fault },
  ];
  say({ type: 'update', channel: 'all', n: 2, upsert: [upsert[0]], remove: [] });
  say({ type: 'update', channel: 'group', n: 2, upsert: [upsert[1]], remove: [] });
  await page.locator('.wall-statement').waitFor();
  assert.deepEqual(await faults(page), []);
  await context.close();
});
