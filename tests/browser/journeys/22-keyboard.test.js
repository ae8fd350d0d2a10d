/**
 * From a rating to a report by keyboard alone: two evaluators rate and see nothing of each other, the lead opens
 * reconciliation and settles, writes a finding, changes a sentence of the report, finds its evidence and puts the
 * draft down; the director approves. Nothing is clicked; after every key somebody must be able to see where he is.
 */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let director;
let xf;
let ga;
let lead;
/** The page of the report, in a window of its own. */
let report;

const WORDS = '全程未使用真实号码，家属求助由消防签收。';
const FINDING = '首报晚了两分钟，值班电话没有列入值班表';

before(async () => {
  drill = await Drill.start();
  await drill.prepare('browser-journeys', resolve(import.meta.dirname, '../scenario.yaml'));
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  const player = await drill.seated('孙丽', 'XF-1', { device: 'phone' });
  await player.page.getByText('家属求助').first().waitFor();
  const inject = await until('an inject', async () => (await drill.items(player, 'inject'))[0]);
  await drill.command(player, { type: 'acknowledge_inject', delivery: inject.delivery });
  xf = await drill.seated('陈静', 'EVA-XF');
  ga = await drill.seated('周平', 'EVA-GA');
  lead = await drill.seated('吴桐', 'LEV');
  await drill.command(director, { type: 'end_exercise' });
  await drill.command(director, { type: 'begin_evaluation' });
  for (const { page } of [xf, ga, lead]) await page.getByText('CT1.1 任务评级').first().waitFor();
});
after(() => drill?.stop());

/** What has the focus, in words, and whether one sees it. */
const focus = (page) =>
  page.evaluate(() => {
    const on = document.activeElement;
    if (!on || on === document.body) return { name: 'nothing', lost: true, seen: false };
    const box = on.getBoundingClientRect();
    // What is made by a label around it is seen at the label.
    const shown = [on, on.closest('label')].filter(Boolean).some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const name = (on.getAttribute('aria-label') || on.textContent || on.id || on.tagName).trim().slice(0, 80);
    return {
      name: `${on.tagName} ${name}`,
      lost: false,
      seen: on.matches(':focus-visible') && shown && inside,
    };
  });

/** Fails where the focus is lost, and where nobody could see it. */
async function kept(page, key) {
  let on;
  // A screen may need a moment to put it where it belongs.
  for (let tries = 0; tries < 20; tries += 1) {
    on = await focus(page);
    if (on.seen) return on;
    await page.waitForTimeout(50);
  }
  assert.ok(!on.lost, `${key}: the focus is lost`);
  assert.ok(on.seen, `${key}: nobody sees that the focus is at ${on.name}`);
  return on;
}

/** Keys one after the other; nobody here has a mouse. */
async function keys(page, ...names) {
  for (const name of names) {
    await page.keyboard.press(name);
    await page.waitForTimeout(60);
    await kept(page, name);
  }
}

async function type(page, words) {
  await page.keyboard.type(words);
  await kept(page, 'typing');
}

/** Walks with Tab, or back with Shift+Tab, until something of this name has the focus. */
async function tabTo(page, name, { key = 'Tab', most = 120 } = {}) {
  for (let step = 0; step < most; step += 1) {
    const on = await page.evaluate(() => {
      const it = document.activeElement;
      const label = it?.labels?.[0]?.textContent;
      return (it?.getAttribute('aria-label') ?? label ?? it?.textContent ?? '').trim();
    });
    if (name.test(on)) return;
    await page.keyboard.press(key);
    await kept(page, `${key} on the way to ${name}`);
  }
  throw new Error(`${name} is not reached by ${key}`);
}

const ratings = async (person) =>
  Object.fromEntries(
    (await drill.items(person, 'assessment'))
      .filter((one) => one.rating)
      .map((one) => [`${one.task} ${one.seat}`, one.rating.rating]),
  );
const draft = async () =>
  (
    await lead.context.request.get(
      `${lead.base}/api/v1/exercises/${drill.exercise}/reports/summary/draft?lang=zh`,
    )
  ).json();
const sentence = ({ document }, words) =>
  document.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.type === 'paragraph' ? block.sentences : []))
    .find((one) => one.text === words);

test('two evaluators rate, and neither sees what the other gave', async () => {
  await keys(xf.page, 'r', 'p', 'Control+Enter', ']', 's', 'Control+Enter', ']', 'p', 'Control+Enter');
  await keys(ga.page, 'r', 'p', 'Control+Enter', ']', 'm', 'Control+Enter', ']', 'u', 'Tab');
  await type(ga.page, '栈道没有封闭');
  await keys(ga.page, 'Control+Enter');
  await until('six ratings', async () => Object.keys(await ratings(lead)).length === 6);
  assert.deepEqual(Object.keys(await ratings(xf)), ['CT1.1 EVA-XF', 'CT1.2 EVA-XF', 'CT2.1 EVA-XF']);
  assert.equal(await xf.page.getByText('栈道没有封闭').count(), 0);
  await keys(xf.page, '3');
  assert.equal(await xf.page.locator('.eva-reconcile-table').count(), 0, 'not before it is opened');
});

test('the lead opens reconciliation in two steps, and from then on all see all', async () => {
  await lead.page.keyboard.press('3');
  await lead.page.getByText('待统一 2 项').waitFor();
  await lead.page.keyboard.press('Tab');
  await tabTo(lead.page, /^开始统评…$/);
  await keys(lead.page, 'Enter');
  assert.equal(Object.keys(await ratings(xf)).length, 3, 'one step opens nothing');
  await lead.page.waitForTimeout(600);
  await keys(lead.page, 'Shift+Tab', 'Enter');
  await lead.page.getByText(/统评开始于/).waitFor();
  await kept(lead.page, 'after reconciliation was opened');
  await xf.page.getByText('栈道没有封闭').first().waitFor();
  await kept(xf.page, 'when reconciliation was opened by the lead');
});

test('the lead settles what differs', async () => {
  await keys(lead.page, ']', 'r', 's', 'Tab');
  await type(lead.page, '按首报时间核对');
  await keys(lead.page, 'Control+Enter');
  await lead.page.getByText('待统一 1 项').waitFor();
  await keys(lead.page, 'Shift+Tab', ']', 'm', 'Control+Enter');
  await lead.page.getByText('待统一 0 项').waitFor();
  await kept(lead.page, 'after the last one was settled');
  const settled = (await drill.items(lead, 'task')).map((task) => [task.id, task.settled?.rating ?? null]);
  assert.deepEqual(Object.fromEntries(settled), { 'CT1.1': null, 'CT1.2': 'S', 'CT2.1': 'M' });
});

test('the lead writes a finding down', async () => {
  await keys(lead.page, '5');
  await tabTo(lead.page, /^记一条发现/);
  await keys(lead.page, 'Enter');
  await tabTo(lead.page, /^发现（写事实）/);
  await type(lead.page, FINDING);
  await keys(lead.page, 'Control+Enter');
  await until('the finding', async () =>
    (await drill.items(lead, 'finding')).some((one) => one.text === FINDING),
  );
  await lead.page.locator('.improve-form').waitFor({ state: 'detached' });
  await kept(lead.page, 'after the form was sent');
});

test('the report opens in a window of its own, and a sentence is changed', async () => {
  await tabTo(lead.page, /^编辑与批准.*总结报告.*中文/);
  const [opened] = await Promise.all([lead.context.waitForEvent('page'), lead.page.keyboard.press('Enter')]);
  report = opened;
  await report.locator('.rep-sheet').waitFor();
  await keys(report, 'j', 'j', 'e');
  await keys(report, 'Control+a');
  await type(report, WORDS);
  await keys(report, 'Control+Enter');
  await report.locator('.rep-sentence').filter({ hasText: WORDS }).waitFor();
  const on = await kept(report, 'after the sentence was saved');
  assert.ok(on.name.includes('全程未使用真实号码'), `the focus is back at the sentence, not at ${on.name}`);
  await until('the edit', async () => sentence(await draft(), WORDS)?.origin === 'edited');
});

test('its evidence is found by its words and given', async () => {
  await keys(report, 'f');
  await report.locator('.rep-candidate').first().waitFor();
  await type(report, '签收');
  await report.getByText(/^找到 \d+ 条/).waitFor();
  await report.screenshot({ path: 'out/find-evidence.png' });
  await tabTo(report, /^L-\d{4}.*签收/s);
  const [, name] = /(L-\d{4})/.exec((await focus(report)).name) ?? [
    null,
    await report.evaluate(() => document.activeElement.labels[0].querySelector('b').textContent),
  ];
  const before = await report.locator('.rep-picked button.num').allTextContents();
  await keys(report, 'Space');
  // What the record's own sentence rested on stays picked until it is taken out.
  for (const other of before) {
    await tabTo(report, new RegExp(`^去掉 ${other.slice(0, 6)}`));
    await keys(report, 'Enter');
  }
  await tabTo(report, /^作为这句话的依据/);
  await keys(report, 'Enter');
  await report.locator('dialog').waitFor({ state: 'detached' });
  const found = await until('the evidence', async () => {
    const one = sentence(await draft(), WORDS);
    return one?.given ? one : undefined;
  });
  assert.deepEqual(
    found.evidence.map((one) => `L-${String(one.seq).padStart(4, '0')}`),
    [name],
  );
  await kept(report, 'after the evidence was given');
  await report.locator('.rep-words').getByText('依据由人工找出').first().waitFor();
});

test('the draft is put down, and the director approves it', async () => {
  await tabTo(report, /^存为一稿/, { key: 'Shift+Tab' });
  await keys(report, 'Enter');
  await report.getByText('第 1 稿已存下。').waitFor();
  await kept(report, 'after the draft was put down');
  const [opened] = await Promise.all([
    director.context.waitForEvent('page'),
    (async () => {
      await director.page.keyboard.press('g');
      await director.page.keyboard.press('r');
    })(),
  ]);
  await opened.locator('.rep-sheet').waitFor();
  await opened.keyboard.press('d');
  await opened.keyboard.press('Tab');
  await tabTo(opened, /^批准这份报告/);
  await keys(opened, 'Enter');
  await opened.waitForTimeout(600);
  await tabTo(opened, /^批准$/, { key: 'Shift+Tab' });
  await keys(opened, 'Enter');
  await opened
    .getByText(/已批准：DIR/)
    .first()
    .waitFor();
  await kept(opened, 'after it was approved');
  assert.ok((await draft()).document.source.approved, 'the record has it');
});

test('no page complained', () => {
  assert.deepEqual(drill.faults(), []);
});
