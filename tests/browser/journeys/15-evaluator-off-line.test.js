/**
 * An evaluator on foot with a phone and no network: thirty notes with photos, the browser killed in
 * between, a rating and a behaviour of the same half hour. Afterwards all of it is there, once.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';
import { figure } from '../lib/figures.js';
import { MortalBrowser } from '../lib/mortal.js';
import { photo } from '../lib/photo.js';

const NOTES = 30;
/** So many before the browser is killed. */
const BEFORE = 15;
const LINK_BACK = 40_000;

let drill;
let desk;
let lead;
let phone;
const written = [];

before(async () => {
  drill = await Drill.start({ proxied: true });
  await drill.prepare();
  desk = await drill.seated('赵敏', 'DIR');
  await drill.advance(desk, 'running');
  lead = await drill.seated('吴桐', 'LEV');
  phone = await MortalBrowser.create(drill.server.publicBase);
  await phone.page.goto(drill.cardUrl('EVA-XF', drill.server.publicBase));
  await phone.page.getByRole('button', { name: '中文' }).first().click();
  await phone.page.getByLabel('姓名').fill('陈静');
  await phone.page.getByLabel('我已阅读告知书').check();
  await phone.page.getByRole('button', { name: '就座' }).click();
  await phone.page.getByText('已有人看到').waitFor();
  await phone.signedInOnDisk();
});
after(async () => {
  await phone?.end();
  await drill?.stop();
});

async function offLine() {
  drill.proxy.silence();
  await phone.context.setOffline(true);
}

async function note(n) {
  const { page } = phone;
  const text = `离线记录 ${n}`;
  await page.getByRole('button', { name: '快速记录' }).first().click();
  const at = Date.now();
  await page.getByLabel('看到了什么，听到了什么').fill(text);
  await page
    .locator('dialog input[type=file]')
    .setInputFiles({ name: `${n}.png`, mimeType: 'image/png', buffer: photo(n) });
  await page.getByText('1 张已存在本机').waitFor();
  await page.locator('dialog').getByRole('button', { name: /^保存/ }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  written.push({ text, at });
}

/** What the browser's own disk holds: what it would still know after being killed. */
const onDisk = () =>
  phone.page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open('startex').onsuccess = ({ target: { result } }) => {
          const read = result.transaction(['outbox', 'files']);
          const counts = [];
          for (const shelf of ['outbox', 'files'])
            read.objectStore(shelf).getAll().onsuccess = (event) => counts.push(event.target.result.length);
          read.oncomplete = () => {
            result.close();
            done(counts);
          };
        };
      }),
  );

const notes = async () => (await drill.items(lead, 'observation')).filter((one) => one.text.startsWith('离线记录'));

test('off line the guide is read, a task is rated, and notes with photos are kept on the phone', async () => {
  await offLine();
  await phone.page.getByText(/起无网络|无网络/).first().waitFor();
  await phone.page.locator('[data-task="CT1.1"]').click();
  await phone.page.getByRole('radio', { name: /^S 基本完成/ }).check();
  await phone.page.getByRole('button', { name: /保存评级/ }).click();
  await phone.page.getByText('存在本机，联网后上传').waitFor();
  for (let n = 1; n <= BEFORE; n += 1) await note(n);
  await phone.page.getByText(`${BEFORE} 条记录等待上传 · ${BEFORE} 张照片`).waitFor();
  await until('all of it is on disk', async () => {
    const [outbox, files] = await onDisk();
    return outbox === BEFORE + 1 && files === BEFORE;
  });
});

test('the browser is killed and opened again without a network: everything stands there', async () => {
  await phone.kill();
  drill.proxy.forget();
  await phone.open();
  await phone.context.setOffline(true);
  await phone.page.goto(`${drill.server.publicBase}/x/${drill.exercise}`);
  await phone.page.getByText(`${BEFORE} 条记录等待上传 · ${BEFORE} 张照片`).waitFor();
  await phone.page.locator('[data-task="CT1.1"]').waitFor();
  for (let n = BEFORE + 1; n <= NOTES; n += 1) await note(n);
  await until('the rest is on disk', async () => (await onDisk())[1] === NOTES);
  assert.deepEqual(await notes(), [], 'nothing can have got through');
});

test('after the link returns every note is there once, in order, with its time and its photo', async () => {
  drill.proxy.speak();
  await phone.context.setOffline(false);
  const back = Date.now();
  await until('thirty notes', async () => (await notes()).length >= NOTES, LINK_BACK);
  figure('link back, until 30 notes with photos are recorded', Date.now() - back);
  await phone.page.getByText(/等待上传/).waitFor({ state: 'detached' });
  const found = await notes();
  assert.deepEqual(
    found.map((one) => one.text).sort(),
    written.map((one) => one.text).sort(),
    'each once, and no other',
  );
  for (const { text, at } of written) {
    const one = found.find((candidate) => candidate.text === text);
    const happened = one.rung.happened_at ?? one.rung.at.wall;
    assert.ok(Math.abs(happened - at) < 5_000, `${text}: written at ${at}, recorded as ${happened}`);
    assert.equal(one.files.length, 1, text);
  }
  assert.equal(new Set(found.flatMap((one) => one.files)).size, NOTES, 'no photo stands for another');
  // What a note says is withheld from the record's lines; that there is one is not.
  const journal = await drill.server.journal(drill.exercise);
  const kept = journal.flatMap(({ events }) => events).filter(({ kind }) => kind === 'observation_recorded');
  assert.equal(kept.length, NOTES, 'in the record once');
  const recorded = written.map(({ text }) => found.find((one) => one.text === text).rung.at.wall);
  assert.deepEqual(recorded, [...recorded].sort((one, other) => one - other), 'in the order of writing');
});

test('the photos are whole: the lead evaluator opens them', async () => {
  for (const { files } of (await notes()).slice(0, 3)) {
    const answer = await lead.context.request.get(`${lead.base}/f/${files[0]}`);
    assert.equal(answer.status(), 200);
    assert.equal(answer.headers()['content-type'], 'image/jpeg');
    assert.ok((await answer.body()).length > 300);
  }
});

test('the rating of that half hour is recorded too', async () => {
  const [rating] = (await drill.items(lead, 'assessment')).filter((one) => one.task === 'CT1.1');
  assert.equal(rating.seat, 'EVA-XF');
  assert.equal(rating.rating.rating, 'S');
});

test('no page complained beyond the cuts themselves', () => {
  assert.deepEqual([...drill.faults(), ...phone.faults.flat()], []);
});
