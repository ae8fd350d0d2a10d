// The roll call before STARTEX and the links of screens, at the console and in the lobby.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control } from './control.mjs';
import { standby } from './roll.mjs';
import { EXERCISE, exercise, you } from './scene.mjs';
import { accessible, commands, open, press, recorded, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

const PICTURES = process.env.PICTURES;
const picture = (page, name) => (PICTURES ? page.screenshot({ path: `${PICTURES}/${name}.png` }) : undefined);
for (const [language, theme] of [
  ['zh', 'light'],
  ['en', 'dark'],
]) {
  test(`the roll call says who is ready and who is missing (${language})`, async () => {
    const { page, context, faults } = await show(stage, standby('LC'), { language, theme, height: 900 });
    await press(page, 'g', 'o');
    const sheet = page.locator('dialog[open]');
    await sheet.waitFor();
    const ss = sheet.locator('.con-roll-line', { hasText: 'SS' });
    assert.match(await ss.textContent(), /0\/4/);
    await sheet.getByText('XC-3').waitFor();
    const evaluators = sheet.locator('.con-roll-staff tr', { hasText: 'EVA-6' });
    assert.match(await evaluators.textContent(), /7\/7.*6\/7.*5\/7/s, 'staff is counted like departments');
    await picture(page, `roll-${language}`);
    await sheet.locator('summary').click();
    await sheet.getByText('WeChat 8 · iOS').waitFor();
    await sheet.getByText('WeChat 8 · iOS').scrollIntoViewIfNeeded();
    await picture(page, `roll-devices-${language}`);
    await accessible(page);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('go is one tap, no-go asks why, the missing are nudged or written to', async () => {
  const { page, context, sent } = await show(stage, standby('LC'), { language: 'en', answer: recorded });
  await press(page, 'g', 'o');
  const sheet = page.locator('dialog[open]');
  await sheet.getByRole('button', { name: 'GO JD', exact: true }).click();
  await page.waitForTimeout(100);
  await sheet.getByRole('button', { name: 'NO-GO XC', exact: true }).click();
  await page.waitForTimeout(100);
  const words = () => commands(sent, 'call_department');
  assert.deepEqual(words(), [{ type: 'call_department', department: 'JD', word: 'go' }]);
  await sheet.getByLabel('Reason for XC').fill('one seat has no network');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(100);
  assert.deepEqual(words()[1], {
    type: 'call_department',
    department: 'XC',
    word: 'no_go',
    note: 'one seat has no network',
  });
  await sheet.getByRole('button', { name: 'Nudge XF' }).click();
  await page.waitForTimeout(100);
  await sheet.getByRole('button', { name: 'Message SS' }).click();
  await page.waitForTimeout(100);
  assert.deepEqual(commands(sent, 'nudge_inject'), [{ type: 'nudge_inject', row: 'A-01', department: 'XF' }]);
  assert.deepEqual(commands(sent, 'send_message')[0].to, [{ department: 'SS' }]);
  await context.close();
});

test('STARTEX says in words who is not ready, and keeps that it was confirmed', async () => {
  const { page, context, sent } = await show(stage, standby('LC'), { language: 'en', answer: recorded });
  await press(page, 'g', 'x');
  const sheet = page.locator('dialog[open]');
  await sheet.getByRole('button', { name: 'STARTEX', exact: true }).click();
  await sheet.getByText('SS Unit concerned').waitFor();
  assert.match(await sheet.textContent(), /XF .*: WAIT, 4\/4 on line, sound 4\/4, test inject 3\/4/);
  await sheet.getByLabel('Why (may be left empty)').fill('the bus is late');
  await picture(page, 'startex-en');
  await page.waitForTimeout(600);
  assert.deepEqual(commands(sent, 'start_exercise'), []);
  await sheet.getByRole('button', { name: 'I know this and start all the same' }).click();
  await page.waitForTimeout(100);
  assert.deepEqual(commands(sent, 'start_exercise'), [
    { type: 'start_exercise', confirmed: true, note: 'the bus is late' },
  ]);
  await context.close();
});

for (const role of ['LC', 'SAF']) {
  test(`control checks its own desk, and says that the test inject shows there (${role})`, async () => {
    const { page, context, sent, say } = await show(stage, standby(role), {
      language: 'en',
      answer: recorded,
    });
    const own = { kind: 'own_test', seat: role, out: true, acknowledged: null };
    say({ type: 'update', channel: 'group', n: 2, upsert: [{ key: `test/${role}`, item: own }], remove: [] });
    await press(page, 'g', 'o');
    await page.getByRole('button', { name: 'Check this device' }).click();
    await page.locator('dialog[open] .checks').waitFor();
    await page.getByRole('button', { name: 'The test inject shows here' }).click();
    await page.waitForTimeout(1_800);
    assert.deepEqual(commands(sent, 'acknowledge_test'), [{ type: 'acknowledge_test' }]);
    assert.equal(commands(sent, 'report_check').length, 1);
    await accessible(page);
    await context.close();
  });
}

test('evaluators and simulators reach the checks from their own screens', async () => {
  for (const role of ['EVA', 'SIM']) {
    const { page, context } = await show(stage, control(role), { language: 'en' });
    if (role === 'EVA') await page.locator('.eva-display summary').click();
    await page.getByRole('button', { name: 'Check this device' }).click();
    await page.locator('dialog[open] .checks').waitFor();
    await context.close();
  }
});

test('walls show evaluators and safety in one line beside the departments', async () => {
  const { page, context } = await show(stage, standby('WALL', { kind: 'players' }), {
    language: 'en',
    width: 1920,
    height: 1080,
  });
  const line = page.locator('.wall-roll-staff');
  await line.waitFor();
  assert.match(await line.textContent(), /Staff.*evaluators 7\/7.*5\/7.*safety officer 0\/1/s);
  assert.ok(await line.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight));
  await context.close();
});

const KIOSK = {
  id: '00000000-0000-4000-8000-00000000000a',
  name: '大厅左屏 hall screen left',
  opens: 'players',
  seat: 'WALL-P',
  created: Date.now() - 600_000,
  made_by: 'LC',
  seen: Date.now() - 20_000,
  revoked: null,
};

for (const language of ['zh', 'en']) {
  test(`a link is shown once, fixed to a page if wanted, listed and taken back (${language})`, async () => {
    const asked = [];
    const rest = (request) => {
      const path = new URL(request.url()).pathname;
      if (!path.includes('/kiosks')) return undefined;
      asked.push([request.method(), path.split('/kiosks')[1], request.postDataJSON()]);
      const url = `${stage.base}/join#token=${'ab'.repeat(32)}`;
      if (request.method() === 'POST') return { kiosk: KIOSK, token: 'ab'.repeat(32), url, qr: '<svg/>' };
      if (request.method() === 'DELETE') return null;
      const gone = {
        ...KIOSK,
        id: '00000000-0000-4000-8000-00000000000b',
        opens: 'feed',
        seat: null,
        seen: null,
      };
      return [KIOSK, { ...gone, revoked: Date.now() }];
    };
    const { page, context, faults } = await show(stage, standby('LC'), { language, rest, height: 900 });
    await press(page, 'g', 'h');
    const sheet = page.locator('dialog[open]');
    await sheet.locator('.con-kiosk').first().waitFor();
    await sheet.locator('.con-kiosk-make input').fill('hall screen left');
    await sheet.locator('.con-kiosk-make button').click();
    await sheet.locator('.con-kiosk-address').waitFor();
    await sheet.locator('.con-kiosk-link select').selectOption('2');
    assert.match(await sheet.locator('.con-kiosk-address').textContent(), /#token=(ab){32}&page=2$/);
    await picture(page, `kiosks-${language}`);
    await accessible(page);
    await sheet.locator('.con-kiosk button').first().click();
    await page.waitForTimeout(600);
    await sheet.locator('.con-kiosk button.primary').click();
    await page.waitForTimeout(200);
    assert.deepEqual(
      asked.filter(([method]) => method !== 'GET'),
      [
        ['POST', '', { name: 'hall screen left', opens: 'players' }],
        ['DELETE', `/${KIOSK.id}`, null],
      ],
    );
    assert.deepEqual(faults, []);
    await context.close();
  });
}

for (const language of ['zh', 'en']) {
  test(`the lobby reports its checks, once, when the person has heard the tone (${language})`, async () => {
    const it = exercise({
      status: 'standby',
      started: null,
      gates: ['report_check', 'acknowledge_inject'],
      clock: { rate: 1, anchor_wall: Date.now(), anchor_exercise: -642_000, running: true, until: 0 },
    });
    const seat = you({ may: [...you().may, 'report_check'] });
    const { page, context, sent, say } = await screen(stage, {
      language,
      scene: { it, seat },
      answer: recorded,
    });
    await page.goto(`${stage.base}/x/${EXERCISE}`);
    await page.locator('.checks').waitFor();
    const item = {
      kind: 'own_roll',
      department: 'XF',
      count: { seats: 4, live: 4, sound: 2, tested: 3, tests: 4 },
      word: 'wait',
      test: null,
    };
    say({ type: 'update', channel: 'group', n: 2, upsert: [{ key: 'roll/XF', item }], remove: [] });
    await page.locator('.lobby-roll').waitFor();
    await page.waitForTimeout(2_200);
    assert.deepEqual(
      commands(sent, 'report_check').map((command) => command.sound),
      ['open'],
    );
    await page
      .locator('.check', { hasText: language === 'zh' ? '声音' : 'Sound' })
      .getByRole('button')
      .click();
    await page
      .getByRole('button', { name: language === 'zh' ? '听到了' : 'I heard it', exact: true })
      .click();
    await page.waitForTimeout(2_200);
    const reports = commands(sent, 'report_check');
    assert.deepEqual(
      reports.map((command) => command.sound),
      ['open', 'passed'],
    );
    assert.match(reports[1].client, /Chrome \d+ · Linux/);
    assert.equal(reports[1].storage, 'passed');
    assert.equal(typeof reports[1].clock_ahead_ms, 'number');
    await picture(page, `lobby-${language}`);
    await page.locator('.lobby-roll').scrollIntoViewIfNeeded();
    await picture(page, `lobby-roll-${language}`);
    await accessible(page);
    await context.close();
  });
}
