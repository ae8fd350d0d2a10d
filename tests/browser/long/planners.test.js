/**
 * Three planners write one list for five minutes, each in a browser of his own, by keyboard; one of them is off
 * line for a minute and writes on. PLAN_SECONDS names another length.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { launch, open } from '../lib/browser.js';
import { DEADLINE, Drill, until } from '../lib/drill.js';
import { note } from '../lib/figures.js';

const LENGTH = Number(process.env.PLAN_SECONDS ?? 300) * 1000;
/** He is away for a fifth of the time and back shortly before the end: what he wrote over is still to be seen. */
const AWAY = [LENGTH * 0.77, LENGTH * 0.97];
const ROWS = 14;
const HEADS = [
  ['title_zh', /^标题（中文）/],
  ['body_zh', /内容（中文）/],
];
const NAMES = { 'PLN-1': '李策划', 'PLN-2': '王策划', 'PLN-3': '周策划' };

let drill;
let director;
const planners = [];
const browsers = [];
/** Every word that somebody has typed and confirmed: what, by whom, where. */
const typed = [];

/** The same choices on every machine. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

before(async () => {
  drill = await Drill.start();
  await drill.prepare('blank');
  for (const [seat, name] of Object.entries(NAMES)) {
    const browser = await launch();
    browsers.push(browser);
    const opened = await open(browser, { device: 'wide', base: drill.server.base, cut: true });
    opened.page.setDefaultTimeout(DEADLINE);
    const person = { name, base: drill.server.base, ...opened };
    drill.people.push(person);
    planners.push(await drill.seat(person, seat));
  }
  director = await drill.seated('赵总', 'DIR');
  const cells = (n) => ({ id: { text: `I-${String(n + 1).padStart(2, '0')}` }, title_zh: { text: '待写' }, body_zh: { text: '待写' } });
  const rows = Array.from({ length: ROWS }, (_, n) => ({ row: randomUUID(), cells: cells(n) }));
  await drill.command(planners[0], { type: 'add_msel_rows', rows, after: null, gesture: randomUUID() });
  for (const { page } of planners) await page.locator('[data-index]').filter({ hasText: 'I-14' }).waitFor();
});
after(async () => {
  await drill?.stop();
  for (const browser of browsers) await browser.close();
});

/** The columns of a planner's grid by the field they show. */
async function columns({ page }) {
  const heads = page.locator('[data-head]');
  const found = {};
  for (const head of await heads.all()) {
    const name = (await head.innerText()).trim();
    const field = HEADS.find(([, like]) => like.test(name))?.[0];
    if (field) found[field] ??= await head.getAttribute('data-head');
  }
  return found;
}

const cellOf = ({ page }, number, column) =>
  page.locator('.msel-row').filter({ hasText: number }).locator(`[data-column="${column}"]`);

/** Writes at a person's pace until the time is over. */
async function write(planner, seed, ends) {
  const roll = dice(seed);
  const at = await columns(planner);
  const fields = Object.keys(at);
  assert.deepEqual(fields.sort(), ['body_zh', 'title_zh'], await planner.page.locator('.msel-head').innerText());
  for (let round = 1; Date.now() < ends; round += 1) {
    const number = `I-${String(roll(ROWS) + 1).padStart(2, '0')}`;
    const field = fields[roll(fields.length)];
    const text = `${planner.seat}第${round}次`;
    await cellOf(planner, number, at[field]).click();
    await planner.page.keyboard.type(text, { delay: 25 });
    await planner.page.keyboard.press('Enter');
    typed.push({ text, number, field, seat: planner.seat });
    await planner.page.waitForTimeout(400 + roll(800));
  }
}

/** Every edit of a cell in the record, in its order. */
async function history() {
  const edits = new Map();
  for (let after = 0; ; ) {
    const answer = await director.context.request.get(
      `${drill.server.base}/api/v1/exercises/${drill.exercise}/journal?after=${after}`,
    );
    assert.equal(answer.status(), 200);
    const lines = (await answer.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
    if (lines.length === 0) return edits;
    after = lines.at(-1).seq;
    for (const { actor, events } of lines) {
      for (const { data } of events.filter(({ kind }) => kind === 'msel_cells_edited')) {
        for (const { row, field, value, unseen } of data.cells) {
          const key = `${row} ${field}`;
          if (!edits.has(key)) edits.set(key, []);
          edits.get(key).push({ text: value?.text, seat: actor.seat.seat, unseen });
        }
      }
    }
  }
}

/** What a planner's grid shows of the two columns, and which cells it marks as written over unseen. */
async function shown(planner) {
  const at = await columns(planner);
  await planner.page.locator('.msel-gutter').first().click();
  return planner.page.locator('.msel-row').evaluateAll(
    (rows, where) =>
      rows.map((row) =>
        where.map(([field, column]) => {
          const cell = row.querySelector(`[data-column="${column}"]`);
          return [field, cell.querySelector('.msel-text').textContent, cell.classList.contains('msel-lost')];
        }),
      ),
    Object.entries(at),
  );
}

test('they end with one list, every word is in its history, and nobody loses one without being told', async () => {
  const begun = Date.now();
  const third = planners[2];
  const tunnel = (async () => {
    await third.page.waitForTimeout(AWAY[0]);
    await third.context.setOffline(true);
    await third.page.waitForTimeout(AWAY[1] - AWAY[0]);
    await third.context.setOffline(false);
  })();
  await Promise.all([...planners.map((planner, n) => write(planner, n + 5, begun + LENGTH)), tunnel]);
  const edits = await until('every word has arrived', async () => {
    const all = await history();
    const words = new Set([...all.values()].flat().map(({ text }) => text));
    return typed.every(({ text }) => words.has(text)) && all;
  });
  const rows = await drill.items(planners[0], 'msel_row');
  for (const { text, number, field, seat } of typed) {
    const { row } = rows.find(({ cells }) => cells.id?.text === number);
    const found = edits.get(`${row} ${field}`).find((edit) => edit.text === text);
    assert.ok(found, `${text} stands in the history of ${number} ${field}`);
    assert.equal(found.seat, seat);
  }

  let kept = 0;
  for (const [key, all] of edits) {
    const [row, field] = key.split(' ');
    const cell = rows.find((one) => one.row === row).cells[field];
    assert.equal(cell.text, all.at(-1).text, 'the last writer wins');
    assert.equal(Boolean(cell.lost), all.at(-1).unseen, `${key}: what was written over unseen stands beside it`);
    if (!cell.lost) continue;
    assert.equal(cell.lost.text, all.at(-2).text);
    kept += 1;
  }
  assert.ok(kept > 0, 'something stands beside a cell');
  const unseen = [...edits.values()].flat().filter((edit) => edit.unseen).length;
  assert.ok(unseen > 0, 'who was away has written over somebody');

  const screens = await until('all three show one list', async () => {
    const all = await Promise.all(planners.map(shown));
    assert.deepEqual(all[1], all[0]);
    assert.deepEqual(all[2], all[0]);
    return all[0];
  });
  const marked = screens.flat().filter(([, , lost]) => lost).length;
  assert.equal(marked, kept, 'every screen marks what stands beside a cell');
  const seconds = Math.round(LENGTH / 1000);
  note(`three planners, ${seconds} s: ${typed.length} cells written, ${unseen} over unseen ones, ${kept} still beside`);
  await third.page.screenshot({ path: 'out/planners.png' });
  assert.deepEqual(drill.faults(), []);
});
