/**
 * Screens as they are meant to look, kept as pictures in baselines/. A change of a screen shows here and
 * nowhere else: look at what the failed test leaves in the folder for temporary files, and if it is meant,
 * renew the pictures with `BASELINES=write node --test browser/baseline.test.mjs` and commit them.
 */
// Before any scene is made.
import './frozen.mjs';
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { control } from './control.mjs';
import { freeze, settle } from './frozen.mjs';
import { EXERCISE } from './scene.mjs';
import { open, screen } from './stage.mjs';

const FOLDER = fileURLToPath(new URL('./baselines', import.meta.url));
const WRITE = process.env.BASELINES === 'write';
/** A channel may differ by so much: the edges of letters are not drawn alike on every machine. */
const CHANNEL = 48;
/** Part of the picture that may differ by more. A word that moved by a pixel is more than this. */
const PART = 0.002;

let stage;
before(async () => {
  stage = await open();
  if (WRITE) await mkdir(FOLDER, { recursive: true });
});
after(() => stage.close());

/** Compares two pictures in a page of their own; null if they are not of one size. */
async function differing(one, other) {
  const page = await stage.browser.newPage();
  const part = await page.evaluate(
    async ([first, second, channel]) => {
      const pixels = async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const brush = canvas.getContext('2d');
        brush.drawImage(image, 0, 0);
        return brush.getImageData(0, 0, image.width, image.height);
      };
      const [a, b] = [await pixels(first), await pixels(second)];
      if (a.width !== b.width || a.height !== b.height) return null;
      let differ = 0;
      for (let at = 0; at < a.data.length; at += 4) {
        if ([0, 1, 2].some((of) => Math.abs(a.data[at + of] - b.data[at + of]) > channel)) differ += 1;
      }
      return differ / (a.width * a.height);
    },
    [one.toString('base64'), other.toString('base64'), CHANNEL],
  );
  await page.close();
  return part;
}

const SCREENS = {
  console: { scene: () => control('LC'), width: 1366, height: 768 },
  phone: { width: 360, height: 740 },
  'wall-leaders': {
    scene: () => control('WALL', { kind: 'leaders' }),
    page: 1,
    width: 1920,
    height: 1080,
    theme: 'dark',
  },
  'wall-players': {
    scene: () => control('WALL', { kind: 'players' }),
    page: 1,
    width: 1920,
    height: 1080,
    theme: 'dark',
  },
};

for (const [name, { scene, page: number, ...look }] of Object.entries(SCREENS)) {
  for (const language of ['zh', 'en']) {
    test(`${name} in ${language} looks as it did`, async () => {
      const shown = await screen(stage, {
        ...look,
        language,
        ...(scene ? { scene: scene() } : {}),
      });
      const { page, context, faults } = shown;
      await freeze(page);
      await page.goto(`${stage.base}/x/${EXERCISE}${number ? `?page=${number}` : ''}`);
      await settle(shown);
      const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      await context.close();
      assert.deepEqual(faults, []);
      const kept = join(FOLDER, `${name}-${language}.png`);
      if (WRITE) return writeFile(kept, taken);
      const part = await differing(await readFile(kept), taken);
      if (part === null || part > PART) {
        const seen = join(tmpdir(), `startex-${name}-${language}.png`);
        await writeFile(seen, taken);
        assert.fail(
          `${part === null ? 'another size' : `${(part * 100).toFixed(2)} % differs`}: ${seen} beside ${kept}`,
        );
      }
    });
  }
}
