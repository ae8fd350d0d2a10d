// Parts of the plan written faster than the server answers: no word takes another one back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mselRest, planning } from './msel.mjs';
import { EXERCISE } from './scene.mjs';
import { commands, open, screen } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

test('a word in the second language, typed before the first one is recorded, does not take it back', async () => {
  const scene = planning('PLN', { rows: 3 });
  const answers = [];
  const { page, context, sent } = await screen(stage, {
    width: 1366,
    height: 768,
    language: 'en',
    scene,
    rest: mselRest(),
    // The server answers late, and its changed plan comes later still: here not at all.
    answer: (frame, say) =>
      answers.push(() => say({ type: 'recorded', id: frame.id, at: { wall: Date.now(), exercise: 1 } })),
  });
  await page.goto(`${stage.base}/x/${EXERCISE}`);
  await page.locator('.msel-cell').first().waitFor();
  await page.getByRole('button', { name: 'Rest of the scenario' }).click();
  const write = async (label, words) => {
    await page.getByLabel(label, { exact: true }).fill(words);
    await page.keyboard.press('Tab');
  };
  await write('Organiser · Chinese', '演练办公室（虚构）');
  await write('Organiser · English', 'Exercise office (fictional)');
  const part = () => commands(sent, 'put_msel_part').at(-1).part;
  assert.deepEqual(part().text, { zh: '演练办公室（虚构）', en: 'Exercise office (fictional)' });
  for (const answer of answers) answer();
  await page.waitForTimeout(200);
  await write('Organiser · English', 'Exercise office (made up)');
  assert.deepEqual(part().text, { zh: '演练办公室（虚构）', en: 'Exercise office (made up)' });
  await context.close();
});
