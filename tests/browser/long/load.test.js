/**
 * The worked drill at ten times its pace, robots in every seat, for ten minutes: a controller at the console
 * on a small laptop, and the leaders' wall beside it. LOAD_SECONDS names another length.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from '../lib/browser.js';
import { Demo } from '../lib/demo.js';
import { DEADLINE } from '../lib/drill.js';
import { note } from '../lib/figures.js';
import { heap, paintsBetween, processorTime, rest, slowest, watchPage } from '../lib/watched.js';

const SPEED = 10;
const LENGTH = Number(process.env.LOAD_SECONDS ?? 600) * 1000;
/** The first reading of the memory: by then everything has been open once. */
const SETTLED = LENGTH / 5;
/** The lines. */
const DELAY_MS = 100;
const PAINTS = 4;
/** What a page may hold beyond one that was opened just now: the drill itself becomes longer meanwhile. */
const GROWTH = 1.1;
const WALL_SHARE = 0.15;
/** In this time a wall has shown all its pages, the map too. */
const ROUND_MS = 85_000;

const SELECTORS = [
  ['the list', '#con-rows', 'tr[data-row]'],
  ['who has what', '.con-matrix .con-scroll', 'tbody tr'],
  ['the log', '.con-log .con-scroll', 'li'],
];

let demo;
let desk;
let wall;
const browsers = [];
const measured = { quiet: [], moved: [], waited: new Set(), interactions: 0, share: [], heap: [], wallHeap: [] };

/** A screen in its place with everything there that it needs first. */
const SEATS = { desk: ['LC', 'desk', '.con-rows tr[data-row]'], wall: ['WALL-L', 'wide', '#main > *'] };

/** A screen in a browser of its own, so that its processor time is its own. */
async function screen(name) {
  const [seat, device, there] = SEATS[name];
  const browser = await launch();
  browsers.push(browser);
  const opened = await open(browser, { device, base: demo.base });
  await opened.context.addInitScript(watchPage);
  opened.page.setDefaultTimeout(DEADLINE);
  await opened.page.goto(demo.urls.get(seat));
  await opened.page.locator(there).first().waitFor();
  const session = await browser.newBrowserCDPSession();
  return { ...opened, session, tools: await opened.context.newCDPSession(opened.page) };
}

before(async () => {
  demo = await Demo.start({ speed: SPEED });
  desk = await screen('desk');
  wall = await screen('wall');
  // The first tap of a page wakes the sound, which takes its time once.
  await desk.page.locator('.con-bar h2').first().click();
  await desk.page.waitForTimeout(1_000);
  await desk.page.evaluate(() => window.__watched.taps.clear());
});
after(async () => {
  for (const browser of browsers) await browser.close();
  await demo?.stop();
});

/** Nobody touches anything: what the drill alone has the console draw. */
async function quiet() {
  const { page } = desk;
  await page.mouse.move(2, 2);
  await page.waitForTimeout(1_000);
  const from = Date.now();
  await page.waitForTimeout(8_000);
  measured.quiet.push(...(await paintsBetween(page, from, Date.now())));
}

/** The pointer rests on a row of each list while the drill goes on. */
async function resting() {
  const { page } = desk;
  for (const [name, list, rows] of SELECTORS) {
    const scroll = page.locator(list);
    const [box, count] = [await scroll.boundingBox(), await scroll.locator(rows).count()];
    if (count === 0) continue;
    const row = await scroll.locator(rows).nth(Math.min(2, count - 1)).boundingBox();
    if (!box || !row || row.y + row.height > box.y + box.height) continue;
    const [x, y] = [row.x + row.width / 3, row.y + row.height / 2];
    await page.mouse.move(x, y);
    const { moved, waited } = await rest(page, rows, { x, y, milliseconds: 5_000 });
    if (moved) measured.moved.push(`${name}: ${moved}`);
    if (waited) measured.waited.add(name);
  }
}

/** Clicks and keys as a controller gives them, a few a second; says how many. */
async function working({ page } = desk) {
  let given = 0;
  const key = async (...keys) => {
    for (const one of keys) {
      await page.keyboard.press(one);
      given += 1;
      await page.waitForTimeout(150);
    }
  };
  const click = async (locator) => {
    await locator.click();
    given += 1;
    await page.waitForTimeout(200);
  };
  const tabs = page.locator('.con-queue .con-tabs button');
  await click(tabs.nth(1));
  await click(page.locator('#con-rows [data-open]').nth(4));
  await key('j', 'j', 'j', 'k', 'r', 'Escape', 'g', 'p', 'g', 'd', 'g', 'x', 'Escape');
  await click(tabs.nth(0));
  await key('/', 'G', 'A', 'Escape', 'n', 'Escape', '?', 'Escape');
  const cell = page.locator('.drill-cell').first();
  if (await cell.count()) {
    await click(cell);
    await key('Escape');
  }
  await click(page.locator('.con-bell'));
  await key('Escape', 'l');
  await page.keyboard.type('节奏正常', { delay: 60 });
  await key('Control+Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  return given;
}

const share = (from, to) => (to.pages - from.pages) / ((to.at - from.at) / 1000);
const used = async (one) => ({ ...(await processorTime(one.session)), at: Date.now() });

test(`the console and the wall over ${LENGTH / 1000} s of the drill at ×${SPEED}`, async () => {
  const started = Date.now();
  const first = { desk: await used(desk), wall: await used(wall) };
  let minute = first.wall;
  let settled = false;
  while (Date.now() - started < LENGTH) {
    await quiet();
    await resting();
    measured.interactions += await working();
    assert.ok(demo.playing, `the drill ended:\n${demo.output}`);
    const now = await used(wall);
    if (now.at - minute.at >= 60_000 || Date.now() - started >= LENGTH) {
      measured.share.push(share(minute, now));
      minute = now;
    }
    if (!settled && Date.now() - started >= SETTLED) {
      settled = true;
      measured.heap.push(await heap(desk.tools));
      measured.wallHeap.push(await heap(wall.tools));
    }
  }
  measured.heap.push(await heap(desk.tools));
  measured.wallHeap.push(await heap(wall.tools));
  const last = { desk: await used(desk), wall: await used(wall) };
  const percent = (part) => `${(part * 100).toFixed(1)} %`;
  note(
    `processor: console's pages ${percent(share(first.desk, last.desk))} of a core; wall's pages ` +
      `${measured.share.map(percent).join(', ')} by the minute; wall's whole browser ` +
      `${percent((last.wall.all - first.wall.all) / ((last.wall.at - first.wall.at) / 1000))}`,
  );
});

test('the memory is flat: a page keeps hardly more than one that was opened just now', async () => {
  const [newDesk, newWall] = [await screen('desk'), await screen('wall')];
  const opened = Date.now();
  for (let round = 0; round < 3; round += 1) await working(newDesk);
  await newWall.page.waitForTimeout(Math.max(0, opened + ROUND_MS - Date.now()));
  measured.heap.push(await heap(newDesk.tools));
  measured.wallHeap.push(await heap(newWall.tools));
  const mega = (bytes) => (bytes / 1e6).toFixed(1);
  const both = ({ kept, code }) => `${mega(kept)} (and ${mega(code)} of code)`;
  const words = ([early, late, fresh]) => `${both(early)} → ${both(late)} MB, a new page ${both(fresh)} MB`;
  note(
    `memory after collection at ${SETTLED / 1000} s and at the end: console ${words(measured.heap)}; ` +
      `wall ${words(measured.wallHeap)}; line +${Math.round(GROWTH * 100 - 100)} % of what is kept`,
  );
  if (process.env.LOAD_TYPES) note(JSON.stringify({ console: measured.heap, wall: measured.wallHeap }));
  for (const [, late, fresh] of [measured.heap, measured.wallHeap]) assert.ok(late.kept <= fresh.kept * GROWTH);
});

test(`the console is drawn at most ${PAINTS} times a second`, () => {
  const counts = measured.quiet.map(({ length }) => length);
  const most = Math.max(...counts);
  const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length;
  note(`paints of the console: ${mean.toFixed(2)} a second, at most ${most} (line ${PAINTS}), ${counts.length} s`);
  assert.deepEqual(measured.quiet.filter(({ length }) => length > PAINTS), []);
});

test('no row moves under the pointer', () => {
  note(`rows moved under the pointer: ${measured.moved.length}; something waited in ${[...measured.waited].join(', ')}`);
  assert.deepEqual(measured.moved, []);
  assert.ok(measured.waited.size > 0, 'nothing came while the pointer rested: nothing was shown');
});

test(`an interaction takes at most ${DELAY_MS} ms`, async () => {
  const taps = await slowest(desk.page);
  // The slowest but one of every fifty, as browsers reckon "interaction to next paint".
  const delay = taps[Math.floor(measured.interactions / 50)]?.duration ?? 16;
  const worst = taps.slice(0, 5).map(({ duration, name, on, waited, script }) => `${duration} (${name} ${on}: ${waited}+${script})`);
  note(`interaction to next paint: ${delay} ms (line ${DELAY_MS}) of ${measured.interactions}; slowest ${worst.join(', ')}`);
  assert.ok(delay <= DELAY_MS, worst.join('\n'));
});

test(`a wall takes at most ${WALL_SHARE * 100} % of a core in any minute`, () => {
  assert.ok(measured.share.length > 0);
  assert.ok(Math.max(...measured.share) <= WALL_SHARE, `${measured.share}`);
});

test('no page has shown a fault', () => {
  assert.deepEqual([...desk.faults, ...wall.faults], []);
});
