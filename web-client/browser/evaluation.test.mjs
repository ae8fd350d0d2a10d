// The evaluators' screens: guide, notes with photos, reconciliation, measures, improvement; axe on each.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control } from './control.mjs';
import { ACTIONS, evaluating, given, keyed, RECHECK, recorded, rest } from './evaluation.mjs';
import { EXERCISE, frames, you } from './scene.mjs';
import { accessible, open, press, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const evaluator = (role, options = {}, look = {}) =>
  show(stage, evaluating(role, options), { answer: recorded, rest, language: 'en', ...look });
const seen = (page, words) => page.getByText(words).first().waitFor();
/** The parts of a narrow screen in their order. */
const PANES = ['guide', 'notes', 'receipts', 'timeline', 'picture', 'measures', 'reconcile', 'improve'];
const tab = (page, name) => page.locator('.eva-tabs button').nth(PANES.indexOf(name)).click();

/** On a desk by its digit, on a phone by its tab; then what is to be looked at. */
const to = (digit, name, more) => async (page, width) => {
  if (width < 1100) await tab(page, name);
  else await press(page, digit);
  await more?.(page, width);
};
const SCREENS = {
  guide: ['EVA', { open: true }, to('2', 'guide', (page) => page.locator('[data-task="CT3.1"]').click())],
  reconcile: ['LEV', { open: true }, to('3', 'reconcile')],
  measures: ['LEV', {}, to('4', 'measures', (page) => page.locator('.eva-figure').first().waitFor())],
  table: [
    'LEV',
    {},
    to('4', 'measures', async (page) => {
      await page.locator('.eva-figure').first().waitFor();
      await press(page, 't');
    }),
  ],
  improve: [
    'LEV',
    { more: [RECHECK] },
    to('5', 'improve', async (page) => {
      await page.locator('.improve-table .drill-act').last().click();
      await page.getByRole('button', { name: /Record a finding|记一条发现/ }).click();
    }),
  ],
  notes: [
    'LEV',
    {},
    to('1', 'notes', (page) =>
      page
        .getByRole('button', { name: /^(Publish to|公布给)/ })
        .first()
        .click(),
    ),
  ],
  note: ['EVA', {}, (page) => press(page, 'o')],
};
const LOOKS = [
  ['light', 'zh', 1366],
  ['dark', 'en', 1366],
  ['light', 'en', 360],
  ['dark', 'zh', 360],
];

for (const [name, [role, options, steps]] of Object.entries(SCREENS))
  for (const [theme, language, width] of LOOKS)
    test(`axe and fit: evaluation ${name} ${theme} ${language} ${width}`, async () => {
      // A phone's page at its whole length: what a bar covers half, axe takes for too small.
      const height = width < 1100 ? 8_000 : 800;
      const { page, context, faults } = await evaluator(role, options, { theme, language, width, height });
      await steps(page, width);
      await page.waitForTimeout(200);
      await accessible(page, name);
      assert.deepEqual(faults, []);
      await context.close();
    });

test('the final rating of an objective stands in the guide, by the key that the server gives it', async () => {
  // The client once looked for it, and for the evaluators' rows, by names that no server used.
  const { page, context } = await evaluator('LEV');
  await page.locator('.drill-act', { hasText: 'M major challenges' }).first().waitFor();
  await context.close();
});

test('a row opens with what it asks, by the key that the server gives it', async () => {
  const { page, context } = await evaluator('EVA');
  await page.locator('[data-task="CT1.2"]').click();
  await page.locator('.drill-link', { hasText: 'I-09' }).first().click();
  await page.getByRole('heading', { name: /I-09.*Plan check: the night duty number/ }).waitFor();
  await context.close();
});

test('a task is rated by three keys, the next by two more and one to go there', async () => {
  const { page, context, sent } = await evaluator('EVA');
  await press(page, ']');
  await seen(page, 'Rate CT1.2');
  await press(page, 'r', 'm', 'Control+Enter');
  assert.deepEqual(given(sent, 'rate_task'), [{ type: 'rate_task', task: 'CT1.2', rating: 'M' }]);
  await press(page, ']');
  await seen(page, 'Rate CT3.1');
  await press(page, '0', 'Control+Enter');
  assert.deepEqual(given(sent, 'rate_task').at(-1), {
    type: 'rate_task',
    task: 'CT3.1',
    rating: 'not_observed',
  });
  await context.close();
});

test('outside the rating box its letters rate nothing, and a settled task is rated no more', async () => {
  const { page, context, sent } = await evaluator('EVA');
  await press(page, 'p', 's', 'm', 'u', '0');
  await page.locator('[data-task="CT3.3"]').click();
  await seen(page, 'Settled by the lead');
  await press(page, 'r', 'p', 'Control+Enter');
  assert.deepEqual(given(sent, 'rate_task'), []);
  await context.close();
});

test('coverage lists what nobody has seen, evidence and behaviours stand at the task', async () => {
  const { page, context, sent } = await evaluator('EVA');
  await seen(page, '3 of 4 tasks have been seen');
  await page.locator('.eva-cover summary').click();
  await page.locator('.eva-cover li button', { hasText: 'CT1.2' }).click();
  await page.locator('.note-points summary').click();
  await page.locator('.note-points').getByLabel('Duty office, 24 hours').check();
  await page.locator('.note-points').getByLabel('By word of mouth').check();
  await page.getByRole('button', { name: 'Record 2 of 3' }).click();
  assert.deepEqual(
    given(sent, 'score_answer').map(({ right }) => right),
    [[0, 2]],
  );
  await page.locator('[data-task="CT3.1"]').click();
  await page.getByRole('group', { name: 'No promise beyond authority' }).getByText('not seen').click();
  assert.deepEqual(given(sent, 'mark_behaviour'), [
    { type: 'mark_behaviour', task: 'CT3.1', behaviour: 'no_promise', seen: 'not_seen' },
  ]);
  assert.equal(await page.getByText('EVA-GA', { exact: true }).count(), 0, 'others’ ratings are not here');
  await context.close();
});

test('a time mark is one key, and its words follow with the same moment', async () => {
  const { page, context, sent } = await evaluator('EVA', { status: 'running' });
  await press(page, '.');
  await page.waitForTimeout(1_500);
  await page.getByRole('button', { name: 'Add words' }).last().click();
  await page.keyboard.type('the second chair came');
  await press(page, 'Control+Enter');
  const [mark, words] = sent.filter((frame) => frame.command?.type === 'record_observation');
  assert.match(mark.command.text, /^Time mark T\+00:5\d:\d\d$/);
  assert.equal(words.command.text, 'the second chair came');
  assert.equal(words.happened_at, mark.happened_at);
  await context.close();
});

test('photos of a note are made small, go up first, and outlive the page', async () => {
  let uploads = 0;
  const upload = (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/files')) return rest(request);
    uploads += 1;
    return { file: String(uploads).repeat(64), bytes: 1, media_type: 'image/jpeg' };
  };
  const { page, context, sent, network } = await evaluator(
    'EVA',
    { status: 'running' },
    { width: 360, rest: upload },
  );
  await network(false);
  await page
    .getByText(/no network since/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Quick note' }).click();
  const big = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1200 });
    canvas.getContext('2d').fillRect(0, 0, 900, 900);
    return canvas.toDataURL('image/png').split(',')[1];
  });
  await page
    .locator('dialog input[type=file]')
    .setInputFiles({ name: 'gate.png', mimeType: 'image/png', buffer: Buffer.from(big, 'base64') });
  await seen(page, '1 kept on this device');
  const kept = await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open('startex').onsuccess = ({ target: { result } }) => {
          result.transaction('files').objectStore('files').getAll().onsuccess = async (event) => {
            const [{ bytes, name }] = event.target.result;
            const { width, height } = await createImageBitmap(new Blob([bytes]));
            done({ name, width, height });
          };
        };
      }),
  );
  assert.deepEqual(kept, { name: 'gate.jpg', width: 1600, height: 800 });
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page, '1 notes waiting to upload · 1 photos');
  assert.deepEqual(given(sent, 'record_observation'), []);
  await network(true);
  await page.getByText(/waiting to upload/).waitFor({ state: 'detached', timeout: 20_000 });
  assert.deepEqual(
    given(sent, 'record_observation').map(({ text, files }) => [text, files]),
    [['Photo note', ['1'.repeat(64)]]],
  );
  await context.close();
});

test('words are spoken into a note where the browser listens; where it does not, nothing offers it', async () => {
  const { page, context, sent } = await evaluator('EVA', { status: 'running' });
  await page.evaluate(() => {
    globalThis.SpeechRecognition = class {
      start() {
        const said = Object.assign([{ transcript: 'twelve chairs came' }], { isFinal: true });
        setTimeout(() => this.onresult({ resultIndex: 0, results: [said] }), 50);
      }
      stop() {
        this.onend();
      }
    };
  });
  await press(page, 'o');
  await page.getByRole('button', { name: 'Speak' }).click();
  await page.waitForTimeout(200);
  await page.getByRole('button', { name: 'Stop listening' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  assert.equal(given(sent, 'record_observation')[0]?.text, 'twelve chairs came');
  await page.evaluate(() => {
    delete globalThis.SpeechRecognition;
    delete globalThis.webkitSpeechRecognition;
  });
  await press(page, 'o');
  await page.locator('dialog textarea').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Speak' }).count(), 0);
  await context.close();
});

test('the lead opens reconciliation in two steps, sees how far ratings lie apart, and settles by keyboard', async () => {
  const { page, context, sent } = await evaluator('LEV');
  await press(page, '3');
  await seen(page, 'two or more steps apart');
  await page.getByRole('button', { name: 'Open reconciliation…' }).dblclick();
  assert.deepEqual(given(sent, 'open_reconciliation'), []);
  await seen(page, 'Seen by nobody yet: CT1.2');
  await page.getByRole('button', { name: 'Open reconciliation now' }).click();
  assert.equal(given(sent, 'open_reconciliation').length, 1);
  await page.getByLabel('only where they differ').check();
  assert.equal(await page.locator('.eva-reconcile-table tbody tr').count(), 1);
  await page.locator('.eva-reconcile-table [data-task="CT3.1"]').press('Enter');
  await press(page, 'r', 'm', 'Tab');
  await page.keyboard.type('promise beyond authority');
  await press(page, 'Control+Enter');
  assert.deepEqual(given(sent, 'settle_task'), [
    { type: 'settle_task', task: 'CT3.1', rating: 'M', note: 'promise beyond authority' },
  ]);
  await context.close();
});

test('a note is published after its preview, which names no author', async () => {
  const { page, context, sent } = await evaluator('LEV');
  await press(page, '1');
  await page.getByRole('button', { name: 'Publish to XF…' }).last().click();
  const card = page.locator('dialog .note-card');
  assert.match(await card.textContent(), /先倾听后解释/);
  assert.doesNotMatch(await card.textContent(), /EVA|陈静/);
  await press(page, 'Enter');
  assert.equal(given(sent, 'publish_observation').length, 1);
  await page.locator('dialog').waitFor({ state: 'detached' });
  await context.close();
});

test('a measure of an earlier exercise is looked at, and what did not hold needs a word', async () => {
  const { page, context, sent } = await evaluator('EVA', { more: [RECHECK], status: 'running' });
  await page
    .getByRole('button', { name: /Improve|Findings/ })
    .first()
    .waitFor();
  await press(page, '5');
  const checks = page.getByRole('region', { name: /Checks/ });
  await checks.getByText('Petition drill 2025', { exact: false }).waitFor();
  await checks.getByRole('button', { name: 'did not hold' }).press('Enter');
  await seen(page, 'Write first what was seen.');
  assert.deepEqual(given(sent, 'mark_recheck'), []);
  await checks.getByLabel(/What was seen/).fill('one car without a spare');
  await checks.getByRole('button', { name: 'did not hold' }).click();
  assert.deepEqual(given(sent, 'mark_recheck'), [
    { type: 'mark_recheck', recheck: RECHECK.id, outcome: 'not_held', note: 'one car without a spare' },
  ]);
  await context.close();
});

test('a finding says where and when the same was found before', async () => {
  const { page, context } = await evaluator('LEV');
  await press(page, '5');
  await seen(page, 'found before: 1');
  await page.getByRole('region', { name: 'Findings' }).locator('.drill-act').first().click();
  await seen(page, /18 June 2025 Petition drill 2025|Petition drill 2025/);
  await seen(page, '接报后 20 分钟才通知街道。');
  await context.close();
});

test('an action is late by days, is returned only with a reason, and a finding is answered by one', async () => {
  const { page, context, sent } = await evaluator('LEV');
  await press(page, '5');
  await seen(page, /\d+ days overdue/);
  await page.getByLabel('Stage').selectOption('submitted');
  const actions = page.getByRole('region', { name: 'Corrective actions' });
  assert.equal(await actions.locator('tbody tr').count(), 1);
  await actions.locator('.drill-act').first().click();
  await page.getByRole('button', { name: 'Return' }).press('Enter');
  await seen(page, 'Say why first.');
  await page.getByLabel(/needed to return/).fill('one photo is missing');
  await page.getByRole('button', { name: 'Return' }).click();
  assert.deepEqual(
    given(sent, 'move_action').map(({ to, note }) => [to, note]),
    [['returned', 'one photo is missing']],
  );
  await page.getByRole('region', { name: 'Findings' }).locator('.drill-act').first().click();
  await page.getByRole('button', { name: 'Open an action for finding 1' }).click();
  await page.getByLabel('Measure', { exact: true }).fill('call list');
  await page.getByLabel('Due day').first().fill('2026-12-30');
  await page.keyboard.press('Control+Enter');
  const [opened] = given(sent, 'open_action');
  assert.equal(opened.problem, '首报后 12 分钟才通知街道，座椅和饮水晚到。');
  assert.equal(opened.due, '2026-12-30');
  await context.close();
});

test('control has findings and actions at G J, and scores an answer at its delivery', async () => {
  const scene = control('LC', { more: [...ACTIONS] });
  scene.seat.may = [...scene.seat.may, 'record_finding', 'open_action', 'move_action', 'score_answer'];
  const exercise = scene.frames[1].items.find(({ item }) => item.kind === 'exercise').item;
  exercise.gates = [...exercise.gates, 'record_finding', 'open_action', 'move_action', 'score_answer'];
  const { page, context, sent } = await show(stage, scene, { answer: recorded, language: 'en' });
  await press(page, 'g', 'j');
  await page.locator('dialog .improve-table').waitFor();
  await seen(page, /\d+ days overdue/);
  await press(page, 'Escape');
  await page
    .locator('.drill-matrix tbody tr', { hasText: 'I-01' })
    .getByRole('button', { name: /GA/ })
    .click();
  await page.locator('dialog .note-points summary').click();
  await page.locator('dialog .note-points').getByLabel('about 20').check();
  await page.getByRole('button', { name: 'Record 1 of 1' }).click();
  assert.deepEqual(
    given(sent, 'score_answer').map(({ right }) => right),
    [[0]],
  );
  await context.close();
});

test('evidence of an action goes up before the step that names it', async () => {
  const upload = (request) =>
    request.method() === 'POST' && request.url().endsWith('/files')
      ? { file: 'b'.repeat(64), bytes: 1, media_type: 'application/pdf' }
      : rest(request);
  const { page, context, sent } = await evaluator('LEV', {}, { rest: upload });
  await press(page, '5');
  await page.getByRole('region', { name: 'Corrective actions' }).locator('.drill-act').first().click();
  await page
    .locator('.improve-files input')
    .setInputFiles({ name: 'list.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
  await page.getByRole('button', { name: 'Submit to be verified' }).click();
  await page.waitForTimeout(500);
  assert.deepEqual(
    given(sent, 'move_action').map(({ to, files }) => [to, files]),
    [['submitted', ['b'.repeat(64)]]],
  );
  await context.close();
});

test('a department reads what was published to it', async () => {
  const note = {
    kind: 'shared_note',
    id: '30000000-0000-4000-8000-000000000001',
    at: { wall: Date.now(), exercise: 60_000 },
    text: '先倾听后解释，安排了座椅。',
    observation_kind: 'strength',
    department: 'XF',
    files: [],
  };
  for (const width of [360, 1366]) {
    const scene = { seat: you(), frames: frames() };
    const { page, context, say, faults } = await screen(stage, { width, scene, language: 'zh' });
    await page.goto(`${stage.base}/x/${EXERCISE}`);
    await page.locator('.inject-card').first().waitFor();
    const channel = scene.frames.findLast((frame) => frame.type === 'snapshot').channel;
    say({ type: 'update', channel, n: 2, upsert: [keyed(note)], remove: [] });
    await page.getByRole('heading', { name: /评估组公布的记录/ }).waitFor();
    assert.match(await page.locator('.note-card').textContent(), /好的做法.*安排了座椅/s);
    await accessible(page, `published notes at ${width} px`);
    assert.deepEqual(faults, []);
    await context.close();
  }
});
