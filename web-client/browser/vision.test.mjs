/**
 * What state something is in is told by shape and word, and colour comes last: every mark is looked at as
 * people see it who see colours otherwise, or none.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { control, MIN, row, stamp } from './control.mjs';
import { open, show } from './stage.mjs';

const MODES = ['none', 'deuteranopia', 'protanopia', 'tritanopia', 'achromatopsia'];
/** A part of the mark and its ground that differs between two shapes; the nearest are ◔ and ◑. */
const APART = 0.03;
/** WCAG 1.4.11: a sign against its ground. */
const CONTRAST = 3;

let stage;
before(async () => {
  stage = await open();
});
after(() => stage.close());

/** A row with a delivery in each state that a cell of the matrix can show. */
function everyState() {
  const stages = ['queued', 'sent', 'delivered', 'seen', 'acknowledged', 'responded', 'recalled'];
  const scene = control('LC');
  const group = scene.frames.find((frame) => frame.type === 'snapshot' && frame.channel === 'group');
  const sample = group.items.find(({ item }) => item.kind === 'delivery').item;
  const more = [...stages, 'overdue'].flatMap((state, at) => {
    const id = `I-${60 + at}`;
    const released = { at: stamp(51 * MIN + at * 1000), by: null, happened_at: null };
    const delivery = {
      ...sample,
      id: `${sample.id.slice(0, -3)}9${String(at).padStart(2, '0')}`,
      row: id,
      stage: state === 'overdue' ? 'seen' : state,
      overdue: state === 'overdue' ? ['acknowledge'] : [],
    };
    return [row(60 + at, { status: 'released', due: null, released }), delivery];
  });
  return control('LC', { more });
}

/** Each mark in black and white: what stands out from its own ground, and how strongly. */
async function marks(page, locator) {
  const seen = new Map();
  for (const mark of await locator.all()) {
    const word = (await mark.getAttribute('title')) ?? (await mark.textContent());
    const sign = mark.locator('[aria-hidden]');
    const shape = await sign.textContent();
    if (seen.has(shape)) continue;
    const picture = await page.screenshot({ clip: await square(sign) });
    seen.set(shape, { word, ...(await drawn(picture)) });
  }
  return seen;
}

/** The same room for every sign, with its middle in the middle. */
async function square(sign) {
  const box = await sign.boundingBox();
  const side = 18;
  return {
    x: box.x + box.width / 2 - side / 2,
    y: box.y + box.height / 2 - side / 2,
    width: side,
    height: side,
  };
}

async function drawn(picture) {
  const page = await stage.browser.newPage();
  const found = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const brush = canvas.getContext('2d');
    brush.drawImage(image, 0, 0);
    const { data } = brush.getImageData(0, 0, image.width, image.height);
    const part = (value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = [];
    for (let at = 0; at < data.length; at += 4)
      light.push(0.2126 * part(data[at]) + 0.7152 * part(data[at + 1]) + 0.0722 * part(data[at + 2]));
    // The ground is what most of the edge is of.
    const edge = light.filter((_, at) => at % image.width === 0 || at < image.width).sort((a, b) => a - b);
    const ground = edge[Math.floor(edge.length / 2)];
    const against = (one) => (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05);
    const strongest = Math.max(...light.map(against));
    return { ink: light.map((one) => against(one) > Math.sqrt(strongest)), contrast: strongest };
  }, picture.toString('base64'));
  await page.close();
  return found;
}

async function emulate(page, type) {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setEmulatedVisionDeficiency', { type });
}

/** Pairs of shapes that cannot be told apart, and signs too faint to be seen. */
function confused(seen) {
  const all = [...seen];
  const faint = all.filter(([, { contrast }]) => contrast < CONTRAST).map(([shape]) => `${shape} is faint`);
  const pairs = all.flatMap(([one, { ink: a }], at) =>
    all.slice(at + 1).flatMap(([other, { ink: b }]) => {
      const differ = a.filter((set, of) => set !== b[of]).length / a.length;
      return differ < APART ? [`${one} and ${other} differ by ${(differ * 100).toFixed(1)} %`] : [];
    }),
  );
  return [...faint, ...pairs];
}

for (const theme of ['light', 'dark']) {
  test(`every state of a cell has a shape of its own, whatever colours somebody sees (${theme})`, async () => {
    const { page, context } = await show(stage, everyState(), { theme, width: 1920, height: 1080 });
    await page.locator('.con-matrix .drill-mark').nth(8).waitFor();
    for (const mode of MODES) {
      await emulate(page, mode);
      const seen = await marks(page, page.locator('.con-matrix .drill-mark'));
      assert.ok(seen.size >= 8, `${[...seen.keys()]}`);
      assert.equal(new Set([...seen.values()].map(({ word }) => word)).size, seen.size, 'each has a word');
      assert.deepEqual(confused(seen), [], mode);
    }
    await context.close();
  });
}

test('in the list of rows and on a department’s screen a state is written beside its shape', async () => {
  for (const [scene, chips] of [
    [everyState(), '#con-rows .chip'],
    [undefined, '.inject-card .chip'],
  ]) {
    const { page, context } = await show(stage, scene, { width: 1366 });
    const bare = await page
      .locator(chips)
      .evaluateAll((all) =>
        all.filter((one) => !/[\p{L}\p{N}]/u.test(one.textContent)).map((one) => one.outerHTML.slice(0, 120)),
      );
    assert.ok((await page.locator(chips).count()) > 3);
    assert.deepEqual(bare, []);
    await context.close();
  }
});
