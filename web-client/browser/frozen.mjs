// A moment that stands still: imported before any scene, it stops the clock that scenes are made by.
export const MOMENT = Date.UTC(2026, 10, 23, 6, 52, 17);
Date.now = () => MOMENT;

/** How far the page's own clock runs, so that everything that is drawn by it has been drawn. */
const RUNS_MS = 3_000;
/** In steps, so that what one brings can set its own timers. */
const STEP_MS = 500;

/** Stops a page's clock before it is opened. */
export async function freeze(page) {
  await page.clock.install({ time: MOMENT });
  await page.clock.pauseAt(MOMENT + 1_000);
}

/** Lets the clock run on to the moment of the picture, once the server has been heard. */
export async function settle({ page, sent }) {
  // Answers and fonts come in their own time, which no clock of the page counts.
  while (!sent.some((frame) => frame.type === 'hello')) await page.waitForTimeout(50);
  await page.waitForTimeout(300);
  for (let ran = 0; ran < RUNS_MS; ran += STEP_MS) {
    await page.clock.runFor(STEP_MS);
    await page.waitForTimeout(100);
  }
  await page.locator('#main > *').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
}
