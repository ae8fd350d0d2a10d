// The questionnaire: filled in on a phone, also without a network, once; what came back at the evaluators' desk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { evaluating, recorded } from './evaluation.mjs';
import { came, form } from './feedback.mjs';
import { EXERCISE, exercise, frames, injects, you } from './scene.mjs';
import { accessible, commands, open, press, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const asked = { key: 'feedback/it', item: form() };

/** A player after ENDEX. */
function player(over = {}) {
  const seat = you({ may: [...you().may, 'answer_feedback'] });
  const it = exercise({ status: 'ended', gates: ['answer_feedback'] });
  const all = frames({ seat, it, items: injects() });
  all[2].items.push({ key: asked.key, item: form(over) });
  return { seat, frames: all };
}

async function phone(look = {}, over = {}) {
  const shown = await screen(stage, { language: 'en', scene: player(over), answer: recorded, ...look });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}`);
  await shown.page.locator('.feedback-card').waitFor();
  return shown;
}

const LOOKS = [
  ['light', 'zh', 360],
  ['dark', 'en', 360],
  ['light', 'en', 1366],
  ['dark', 'zh', 1366],
];

for (const [theme, language, width] of LOOKS) {
  test(`axe and fit: questionnaire ${theme} ${language} ${width}`, async () => {
    const { page, context, faults } = await phone({ theme, language, width, height: 1_600 });
    await page.getByRole('button', { name: /^(Fill it in|填写问卷)$/ }).click();
    await page.locator('.feedback-form').waitFor();
    await page.waitForTimeout(300);
    await accessible(page, 'questionnaire');
    assert.deepEqual(faults, []);
    await context.close();
  });

  for (const how of ['open', 'few', 'whole'])
    test(`axe and fit: what came back, ${how} ${theme} ${language} ${width}`, async () => {
      const scene = evaluating('LEV', { more: [] });
      scene.seat.may.push('close_feedback');
      scene.frames[1].items[0].item.gates?.push?.('close_feedback');
      scene.frames[2].items.push({ key: 'feedback/it', item: came(how) });
      const height = width < 1_100 ? 8_000 : 800;
      const { page, context, faults } = await show(stage, scene, {
        answer: recorded,
        theme,
        language,
        width,
        height,
      });
      if (width < 1_100) await page.locator('.eva-tabs button').last().click();
      else await press(page, '5');
      await page.locator('.feedback-results').waitFor();
      await accessible(page, how);
      assert.deepEqual(faults, []);
      await context.close();
    });
}

test('a player answers what he likes, and is not asked again', async () => {
  const { page, context, sent } = await phone();
  await page.getByRole('button', { name: 'Fill it in' }).click();
  await page.getByText('Anonymous: the record holds no seat').waitFor();
  await page.getByRole('button', { name: 'Send the questionnaire' }).click();
  await page.getByText('Answer at least one question.').waitFor();
  await page.getByRole('radio', { name: '4' }).check();
  await page.getByRole('radio', { name: 'places, routes' }).check();
  await page.getByRole('button', { name: 'Clear' }).last().click();
  await page.getByLabel('3. The one thing to change first').fill('Try the loudspeaker first.');
  await page.getByRole('button', { name: 'Send the questionnaire' }).click();
  await page.getByText('Sent. Thank you.').waitFor();
  assert.deepEqual(commands(sent, 'answer_feedback'), [
    {
      type: 'answer_feedback',
      answers: [
        { question: 'duties_known', value: 4 },
        { question: 'next_time', value: 'Try the loudspeaker first.' },
      ],
    },
  ]);
  await page.reload();
  await page.getByText('Sent. Thank you.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Fill it in' }).count(), 0);
  await context.close();
});

test('without a network it is kept and goes out later; no code of it is shown to control', async () => {
  const { page, context, sent, network } = await phone();
  await page.getByRole('button', { name: 'Fill it in' }).click();
  await page.getByRole('radio', { name: '2' }).check();
  await network(false);
  await page
    .getByText(/No network/i)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Send the questionnaire' }).click();
  await page.locator('.feedback-card').getByText('Kept on this device').waitFor();
  assert.deepEqual(commands(sent, 'answer_feedback'), []);
  await page.locator('.tabs button').last().click();
  await page.waitForTimeout(300);
  assert.equal(
    await page.getByRole('button', { name: /QR|code/i }).count(),
    0,
    'an answer is for nobody’s eyes',
  );
  await network(true);
  await page.waitForTimeout(4_000);
  assert.equal(commands(sent, 'answer_feedback').length, 1);
  await context.close();
});

test('a second answer is refused by the server and said in words', async () => {
  const refused = (frame, say) =>
    say({
      type: 'rejected',
      id: frame.id,
      problem: {
        code: 'already_done',
        type: 'urn:startex:problem:already_done',
        status: 409,
        title: '',
        detail: null,
        place: null,
        retry_after_ms: null,
      },
    });
  const { page, context } = await phone({ answer: refused }, { anonymous: false });
  await page.getByRole('button', { name: 'Fill it in' }).click();
  await page.getByText('By seat: control and evaluators see').waitFor();
  await page.getByRole('radio', { name: '5' }).check();
  await page.getByRole('button', { name: 'Send the questionnaire' }).click();
  await page.getByText('This seat has answered already.').waitFor();
  await context.close();
});

test('while it is open only its number is shown; the lead closes it in two steps', async () => {
  const scene = evaluating('LEV');
  scene.seat.may.push('close_feedback');
  scene.frames[1].items.find(({ item }) => item.kind === 'exercise').item.gates.push('close_feedback');
  scene.frames[2].items.push({ key: 'feedback/it', item: came('open') });
  const { page, context, sent } = await show(stage, scene, { answer: recorded, language: 'en' });
  await press(page, '5');
  await page.getByText('22 seats, 7 came back').waitFor();
  await page.getByText('Answers are shown once it is closed').waitFor();
  assert.equal(await page.locator('.feedback-table').count(), 0);
  await page.getByRole('button', { name: 'Close the questionnaire' }).click();
  await page.getByText('Nobody can answer after that.').waitFor();
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Close it' }).click();
  assert.deepEqual(commands(sent, 'close_feedback'), [{ type: 'close_feedback' }]);
  await context.close();
});
