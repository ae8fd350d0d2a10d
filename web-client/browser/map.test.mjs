// The map of the site in a real browser: by finger, by keyboard, off line, with tiles, and axe in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control } from './control.mjs';
import { archive, department, FEATURES, lead, PLACES, PLAN, SECRET, SITE, wall } from './map.mjs';
import { EXERCISE } from './scene.mjs';
import { accessible, commands, open, press, recorded, screen, show } from './stage.mjs';

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

/** Serves the plan, and the archive by ranges where `tiles` is set; says which ranges were asked for. */
async function serve(context, { tiles = false } = {}) {
  const asked = { plan: 0, ranges: [] };
  await context.route('**/site/plan', (route) => {
    asked.plan += 1;
    return route.fulfill({ contentType: 'image/svg+xml', body: PLAN });
  });
  await context.route('**/api/v1/about', (route) =>
    route.fulfill({
      json: { version: '0', fingerprint: null, set_up: true, language: 'zh', now: Date.now(), tiles },
    }),
  );
  await context.route('**/api/v1/tiles.pmtiles', (route) => {
    const bytes = archive();
    const range = route.request().headers().range;
    asked.ranges.push(range);
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(range).map(Number);
    const body = bytes.subarray(from, Math.min(to + 1, bytes.length));
    return route.fulfill({
      status: 206,
      body,
      headers: {
        'content-type': 'application/vnd.pmtiles',
        'content-range': `bytes ${from}-${from + body.length - 1}/${bytes.length}`,
      },
    });
  });
  return asked;
}

async function phone(options = {}, how = {}) {
  const shown = await screen(stage, { scene: department(), answer: recorded, ...options });
  const asked = await serve(shown.context, how);
  await shown.page.goto(`${stage.base}/x/${EXERCISE}/map`);
  await shown.page.locator('.map-canvas canvas').first().waitFor();
  await shown.page.waitForTimeout(400);
  return { ...shown, asked };
}

test('a phone loads the map only when it is opened, and asks nobody but this server', async () => {
  const { page, context, faults } = await screen(stage, { scene: department() });
  await serve(context);
  const loaded = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${stage.base}/x/${EXERCISE}`);
  await page.locator('.inject-card').first().waitFor();
  const before = loaded.length;
  assert.ok(!loaded.some((path) => /site\/plan|tiles|map/i.test(path)), loaded.join(' '));
  await page.locator('nav.tabs').getByRole('button', { name: '地图' }).click();
  await page.locator('.map-canvas canvas').first().waitFor();
  await page.waitForTimeout(500);
  const later = loaded.slice(before);
  assert.ok(
    later.some((path) => path.endsWith('/site/plan')),
    later.join(' '),
  );
  assert.ok(!later.some((path) => path.includes('tiles')), 'no archive, no tiles');
  assert.deepEqual(faults, [], 'no other host, nothing against the policy');
  await context.close();
});

test('a tap on the map marks a blocked way for every department', async () => {
  const { page, context, sent, faults, asked } = await phone();
  assert.equal(asked.plan, 1);
  await page.getByRole('button', { name: '标绘' }).click();
  const box = await page.locator('.map-canvas').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page
    .locator('.map-form')
    .getByText(/0\.00\d+, 0\.00\d+/)
    .waitFor();
  await page.getByLabel('名称').fill('应急通道被占');
  await page.getByRole('button', { name: '标上去' }).click();
  await page.locator('.map-form').waitFor({ state: 'detached' });
  const [put] = commands(sent, 'put_feature');
  const { spot, ...rest } = put;
  assert.deepEqual(rest, {
    type: 'put_feature',
    feature: 'blockage',
    label: '应急通道被占',
    note: null,
    seen_at: null,
    audience: 'departments',
  });
  assert.equal(spot.type, 'point');
  assert.ok(
    Math.abs(spot.at.lon - 0.0016) < 0.00005 && Math.abs(spot.at.lat - 0.0014) < 0.00005,
    JSON.stringify(spot),
  );
  assert.deepEqual(faults, []);
  await context.close();
});

test('by keyboard alone: a line through the middle of the map, a named place, typed degrees', async () => {
  const { page, context, sent } = await phone({ language: 'en', width: 1366, height: 768 });
  await page.getByRole('button', { name: 'Put on map' }).press('Enter');
  await page.getByLabel('Kind').selectOption('cordon');
  await page.getByRole('button', { name: 'Line', exact: true }).press('Enter');
  const centre = page.getByRole('button', { name: 'Put at the map’s centre' });
  await centre.press('Enter');
  await page.locator('.map-canvas').focus();
  await press(page, 'ArrowRight');
  await page.waitForTimeout(400);
  await centre.press('Enter');
  await page.getByText('2 so far').waitFor();
  await page.getByRole('button', { name: 'Put it there' }).press('Enter');
  await page.locator('.map-form').waitFor({ state: 'detached' });
  const [line] = commands(sent, 'put_feature');
  assert.equal(line.spot.along.length, 2);
  assert.ok(line.spot.along[1].lon > line.spot.along[0].lon, 'the arrow moved the map');
  assert.equal(line.label, 'Cordon', 'without a name it is called by its kind');

  await page.waitForTimeout(300);
  await page.getByRole('button', { name: 'Put on map' }).press('Enter');
  await page.getByRole('button', { name: 'Choose a place' }).press('Enter');
  await page.getByLabel('Place', { exact: true }).selectOption('north_gate');
  await page.getByLabel('Only us, control and evaluators').check();
  await page.getByLabel('Name').press('Control+Enter');
  await page.locator('.map-form').waitFor({ state: 'detached' });
  const [, place] = commands(sent, 'put_feature');
  assert.deepEqual([place.spot, place.audience], [{ type: 'place', place: 'north_gate' }, 'own']);

  await page.waitForTimeout(300);
  await page.getByRole('button', { name: 'Put on map' }).press('Enter');
  await page.getByRole('button', { name: 'Type it' }).press('Enter');
  await page.getByLabel('Latitude').fill('91');
  await page.getByText('between −90 and 90').waitFor();
  await page.getByRole('button', { name: 'Put it there' }).press('Enter');
  assert.equal(commands(sent, 'put_feature').length, 2, 'that is no latitude');
  await page.getByLabel('Latitude').fill('0.0015N');
  await page.getByLabel('Longitude').fill('0.0019');
  await page.getByRole('button', { name: 'Put it there' }).press('Enter');
  await page.locator('.map-form').waitFor({ state: 'detached' });
  assert.deepEqual(commands(sent, 'put_feature')[2].spot, {
    type: 'point',
    at: { lat: 0.0015, lon: 0.0019 },
  });
  await context.close();
});

test('the table is the twin of the map; what one put there moves and goes for a reason', async () => {
  const { page, context, sent } = await phone({ language: 'en', width: 1366, height: 768 });
  const rows = page.locator('.map-table tbody tr');
  assert.equal(await rows.count(), FEATURES.filter((one) => !one.ended).length);
  const all = await page.locator('.map-table').textContent();
  for (const { label } of FEATURES.filter((one) => !one.ended)) assert.ok(all.includes(label), label);
  await page.getByText('Removed or moved').click();
  await page.getByText('removed: 群众已让开').waitFor();
  const theirs = rows.filter({ hasText: '东门被堵' });
  assert.equal(
    await theirs.getByRole('button', { name: /^Move/ }).count(),
    0,
    'another’s is not mine to move',
  );
  const own = rows.filter({ hasText: '饮水' });
  await own.getByRole('button', { name: /^Move/ }).click();
  await page.getByRole('button', { name: 'Put it there' }).click();
  assert.equal(commands(sent, 'put_feature').length, 0, 'why?');
  await page.getByLabel('Why it changes').fill('the sun has moved');
  await page.getByRole('button', { name: 'Put it there' }).click();
  const [moved] = commands(sent, 'put_feature');
  assert.deepEqual(
    [moved.replaces, moved.reason, moved.spot.type],
    [FEATURES[2].id, 'the sun has moved', 'area'],
  );
  await page.waitForTimeout(300);
  await own.getByRole('button', { name: /^Remove/ }).click();
  await own.getByLabel(/Why/).fill('all have left');
  await own.getByRole('button', { name: 'Remove', exact: true }).last().click();
  assert.deepEqual(commands(sent, 'remove_feature'), [
    { type: 'remove_feature', feature: FEATURES[2].id, reason: 'all have left' },
  ]);
  await context.close();
});

test('off line it waits with its moment, and goes once the network is back', async () => {
  const { page, context, sent, network } = await phone();
  await page.waitForTimeout(3_500);
  await network(false);
  await page
    .getByText(/无网络/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '标绘' }).click();
  await page.getByRole('button', { name: '选地点' }).click();
  await page.getByRole('combobox', { name: '地点' }).selectOption('east_gate');
  await page.getByRole('button', { name: '标上去' }).click();
  await page.locator('.map-form').waitFor({ state: 'detached' });
  assert.equal(commands(sent, 'put_feature').length, 0);
  await network(true);
  await page.waitForTimeout(200);
  for (let i = 0; i < 100 && commands(sent, 'put_feature').length === 0; i += 1)
    await page.waitForTimeout(100);
  const [put] = commands(sent, 'put_feature');
  assert.ok(Math.abs(put.seen_at - Date.now()) < 60_000, 'it says when it was seen');
  await context.close();
});

test('G A opens the map at the console, with what control keeps to itself; control confirms', async () => {
  const { page, context, sent, faults } = await show(stage, lead(), { language: 'en', answer: recorded });
  await serve(context);
  await press(page, 'g', 'a');
  await page.locator('dialog[open] .map-canvas canvas').first().waitFor();
  await page
    .locator('.map-table tr', { hasText: SECRET.label })
    .getByText('control', { exact: true })
    .waitFor();
  const row = page.locator('.map-table tr', { hasText: '警戒线' });
  await row.getByRole('button', { name: 'Confirm' }).click();
  assert.deepEqual(commands(sent), [{ type: 'confirm_feature', feature: FEATURES[1].id }]);
  await press(page, 'Escape', '?');
  await page.locator('dialog[open] kbd', { hasText: 'G A' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the map of the desk has a window of its own on a second screen', async () => {
  const { page, context } = await show(stage, lead(), { language: 'en' });
  await serve(context);
  await press(page, 'g', 'a');
  const opened = context.waitForEvent('page');
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: /window of its own/ })
    .click();
  const away = await opened;
  await away.locator('.con-away .map-canvas canvas').first().waitFor();
  assert.match(away.url(), /\/pane\/map$/);
  const gone = away.waitForEvent('close', { timeout: 10_000 });
  await press(page, 'g', 'v');
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: /Bring back: site map/ })
    .click();
  await gone;
  await context.close();
});

test('an evaluator reads the map and changes nothing on it', async () => {
  const scene = control('EVA', { more: [SITE, ...PLACES, ...FEATURES] });
  const { page, context, faults } = await show(stage, scene, { language: 'en' });
  await serve(context);
  await press(page, 'g');
  await page.locator('dialog[open] .map-canvas canvas').first().waitFor();
  await page.locator('.map-table tr', { hasText: '东门被堵' }).first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Put on map' }).count(), 0);
  assert.equal(
    await page
      .locator('.map-table')
      .getByRole('button', { name: /Confirm|Move|Remove/ })
      .count(),
    0,
  );
  await accessible(page, 'evaluator');
  assert.deepEqual(faults, []);
  await context.close();
});

test('on a very wide desk the map lies beside everything else', async () => {
  const shown = await screen(stage, { width: 2560, height: 1200, scene: lead(), language: 'en' });
  await serve(shown.context);
  await shown.page.goto(`${stage.base}/x/${EXERCISE}`);
  await shown.page.locator('.con-map .map-canvas canvas').first().waitFor();
  await press(shown.page, 'g', 'a');
  assert.equal(await shown.page.evaluate(() => document.activeElement?.id), 'con-map');
  assert.equal(await shown.page.locator('dialog[open]').count(), 0);
  await shown.context.close();
});

test('tiles come from the one archive by ranges, and are drawn under the plan', async () => {
  const { page, context, asked, faults } = await phone({}, { tiles: true });
  await page.waitForTimeout(1_000);
  assert.ok(
    asked.ranges.length >= 2 && asked.ranges.every((range) => /^bytes=\d+-\d+$/.test(range)),
    String(asked.ranges),
  );
  // The plan does not cover the corners of a high frame: there lies the water of the archive.
  const water = await page.evaluate(() => {
    const found = [];
    for (const canvas of document.querySelectorAll('.map-canvas canvas')) {
      const { data } = canvas.getContext('2d').getImageData(4, canvas.height - 4, 1, 1);
      found.push([...data].join(','));
    }
    return found;
  });
  assert.ok(water.includes('207,224,234,255'), JSON.stringify(water));
  assert.deepEqual(faults, []);
  await context.close();
});

test('axe finds nothing serious: phone and console, form open, both languages, both themes', async () => {
  for (const [language, theme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ]) {
    const small = await phone({ language, theme });
    await accessible(small.page, `phone ${language} ${theme}`);
    await small.page.locator('.map-bar .primary').click();
    await accessible(small.page, `form ${language} ${theme}`);
    if (process.env.SHOTS)
      await small.page.screenshot({
        path: `${process.env.SHOTS}/phone-form-${language}.png`,
        fullPage: true,
      });
    await small.context.close();
    const desk = await show(stage, lead(), { language, theme });
    await serve(desk.context);
    await press(desk.page, 'g', 'a');
    await desk.page.locator('.map-canvas canvas').first().waitFor();
    await desk.page.waitForTimeout(400);
    await accessible(desk.page, `console ${language} ${theme}`);
    if (process.env.SHOTS)
      await desk.page.screenshot({ path: `${process.env.SHOTS}/console-${language}.png` });
    await desk.context.close();
  }
});

test('the players’ wall has a page for the map once command has confirmed something on it', async () => {
  const { page, context, faults } = await screen(stage, {
    width: 1920,
    height: 1080,
    scene: wall(),
    theme: 'dark',
  });
  await serve(context);
  // The last of its pages; a link may fix it.
  await page.goto(`${stage.base}/x/${EXERCISE}?page=4`);
  await page.locator('.wall-map canvas').first().waitFor();
  assert.match(await page.locator('.wall-map ul').textContent(), /阻塞: 东门被堵/);
  await page.waitForTimeout(600);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/wall.png` });
  assert.deepEqual(faults, []);
  await context.close();
});
