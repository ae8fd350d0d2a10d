// What a phone loads, compressed as the server sends it: at most 200 KB, and nothing of the console.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXERCISE } from './scene.mjs';
import { open, screen } from './stage.mjs';

const PHONE_BYTES_MAX = 200 * 1024;
let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

test('a phone loads at most 200 KB and never the console', async () => {
  const { page, context } = await screen(stage);
  const loaded = new Set();
  page.on('request', (request) => loaded.add(new URL(request.url()).pathname));
  await page.goto(`${stage.base}/x/${EXERCISE}`);
  await page.locator('.inject-card').first().waitFor();
  const files = [...loaded].filter((path) => path.startsWith('/assets/'));
  const bytes = files.map((path) => {
    const file = fileURLToPath(new URL(`../dist${path}`, import.meta.url));
    try {
      return statSync(`${file}.br`).size;
    } catch {
      return statSync(file).size;
    }
  });
  const total = bytes.reduce((sum, size) => sum + size, 0);
  assert.ok(files.length > 1);
  assert.ok(total <= PHONE_BYTES_MAX, `${total} bytes`);
  assert.deepEqual(
    files.filter((path) => /console|evaluation|wall|Simulator/i.test(path)),
    [],
  );
  await context.close();
});
