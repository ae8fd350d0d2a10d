/** Two controllers at one list: both release the same row; and one of them looks through a department's eyes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { select } from '../lib/desk.js';
import { DEADLINE, Drill, until } from '../lib/drill.js';

/** Both clicks come within this; a loaded machine gets another try with another row. */
const TOGETHER_MS = 10;
/** Rows released by hand, one a try. */
const ROWS = ['R-02', 'R-03', 'R-05', 'R-06', 'R-07'];

let drill;
let director;
let first;
let second;

before(async () => {
  drill = await Drill.start();
  await drill.prepare();
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  [first, second] = await Promise.all([drill.seated('孙立', 'LC'), drill.seated('钱峰', 'CTL-XF')]);
  for (const person of [first, second]) await person.page.locator('#main').waitFor();
});
after(async () => {
  await drill?.stop();
});

/** Arms a row: the next Enter or click releases it. */
async function arm(person, row) {
  await select(person.page, row);
  await person.page.locator('.con-detail .con-acts').first().getByRole('button', { name: /^下发/ }).click();
  await person.page.getByRole('button', { name: new RegExp(`现在下发 ${row}`) }).waitFor();
}

/** Clicks at a moment of the machine's clock, which both pages share; gives the moment of the click. */
const clickAt = (person, row, at) =>
  person.page.evaluate(
    ([name, moment]) =>
      new Promise((done) => {
        const button = [...document.querySelectorAll('.con-fire button')].find((one) =>
          one.textContent.includes(`现在下发 ${name}`),
        );
        const spin = () => {
          if (Date.now() < moment - 20) return setTimeout(spin, 5);
          while (Date.now() < moment);
          const clicked = Date.now();
          button.click();
          done(clicked);
        };
        spin();
      }),
    [row, at],
  );

/** Facts of the record that release this row. */
async function releases(row) {
  const url = `${director.base}/api/v1/exercises/${drill.exercise}/journal`;
  const lines = (await (await director.context.request.get(url)).text()).trim().split('\n');
  return lines
    .flatMap((line) => JSON.parse(line).events)
    .filter((event) => event.kind === 'row_released' && event.data?.row === row);
}

test('both fire within ten milliseconds: it is released once, and the second is told who did and when', async () => {
  let row;
  for (row of ROWS) {
    await Promise.all([arm(first, row), arm(second, row)]);
    await first.page.waitForTimeout(500);
    const at = Date.now() + 600;
    const [one, other] = await Promise.all([clickAt(first, row, at), clickAt(second, row, at)]);
    if (Math.abs(one - other) <= TOGETHER_MS) break;
    row = undefined;
    await Promise.all([first, second].map(({ page }) => page.keyboard.press('Escape')));
  }
  assert.ok(row, `no two clicks within ${TOGETHER_MS} ms`);
  const told = (person) => person.page.locator('.con-fire-gone');
  const late = await until('one of them is told', async () => {
    for (const person of [first, second]) if (await told(person).isVisible()) return person;
    return undefined;
  });
  const winner = late === first ? second : first;
  const name = winner === first ? 'LC 孙立' : 'CTL-XF 钱峰';
  assert.match(await told(late).textContent(), new RegExp(`已由 ${name} 于 \\d\\d:\\d\\d:\\d\\d 下发`));
  assert.equal(await told(winner).count(), 0, 'who released it is told nothing of the kind');
  assert.equal((await releases(row)).length, 1);
  const deliveries = (await drill.items(director, 'delivery')).filter((one) => one.row === row);
  assert.equal(new Set(deliveries.map((one) => one.department)).size, deliveries.length, 'nobody got it twice');
  const [item] = (await drill.items(director, 'row')).filter((one) => one.id === row);
  assert.deepEqual([item.status, item.released.by.seat], ['released', winner.seat]);
});

test('a controller looks as XF: the department’s own screen, and the record hears nothing of it', async () => {
  const { page, context } = first;
  const before = await drill.items(director, 'delivery');
  const waiting = before.filter((one) => one.department === 'XF').map((one) => one.stage);
  assert.ok(waiting.length > 0 && waiting.every((stage) => stage === 'queued'), `${waiting}`);
  await page.getByRole('button', { name: '席位', exact: true }).click();
  const [eyes] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: '以 XF-1 视角查看' }).click(),
  ]);
  await eyes.locator('.looking').getByText(/您看到的就是 XF-1/).waitFor({ timeout: DEADLINE });
  await eyes.locator('.inject-card').first().waitFor({ timeout: DEADLINE });
  assert.equal(await eyes.locator('.inject-card').count() > 0, true);
  assert.equal(await eyes.getByRole('button', { name: /^签收第 \d+ 条$/ }).first().isDisabled(), true);
  // Longer than a client takes to confirm what it stored and showed.
  await eyes.waitForTimeout(2_000);
  const after = (await drill.items(director, 'delivery')).filter((one) => one.department === 'XF');
  assert.ok(after.every((one) => one.stage === 'queued' && one.seats.seen === 0), JSON.stringify(after[0]));
  const [seat] = (await drill.items(director, 'seat')).filter((one) => one.code === 'XF-1');
  assert.equal(seat.presence, 'vacant');
  await eyes.close();
});

test('department pages are printed from what each department may see', async () => {
  const { context, base } = first;
  const page = await context.newPage();
  await page.goto(`${base}/x/${drill.exercise}/paper`);
  await page.getByRole('button', { name: '单位页' }).click();
  await page.locator('.sheet .unit').nth(2).waitFor({ timeout: DEADLINE });
  const text = await page.locator('.paper-sheets').textContent();
  for (const row of ['A-01', 'R-01', 'R-02', 'R-08', 'R-10']) assert.ok(!text.includes(row), row);
  assert.equal(await page.locator('.sheet').count(), 3);
  await page.getByRole('button', { name: '执行单' }).click();
  await page.locator('.order tbody tr').nth(9).waitFor();
  await page.getByRole('button', { name: '席卡' }).click();
  await page.locator('.seat-card').first().waitFor();
  // The two keys after a real emergency are not the lead controller's to print.
  const cards = await page.locator('.seat-code').allTextContents();
  assert.ok(cards.includes('XF-1') && !cards.includes('DIR') && !cards.includes('SAF'), `${cards}`);
});

test('no page of the journey has shown a fault', () => {
  assert.deepEqual(drill.faults(), []);
});
