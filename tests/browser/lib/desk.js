/** What a controller does at the console, in the words of its screen. */
import { DEADLINE } from './drill.js';

/** Opens the ladder of one row for one department. */
export async function openLadder(page, row, department) {
  const line = page.locator('.drill-matrix tbody tr').filter({ hasText: row });
  await line.getByRole('button', { name: department }).click();
  await page.locator('dialog .drill-ladder').first().waitFor();
}

/** Waits until a rung of the open ladder has its stamp; says how long that took. */
export async function rung(page, stage, since = Date.now()) {
  const line = page.locator('dialog .drill-ladder tbody tr:not(.drill-open)').filter({ hasText: stage });
  await line.waitFor({ timeout: DEADLINE });
  return Date.now() - since;
}

export async function closeDialog(page) {
  await page.locator('dialog').getByRole('button', { name: '关闭' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}

/** Selects a row of the list by its number. */
export async function select(page, row) {
  await page.locator('#con-find').fill('');
  await page.locator('.con-tabs').first().getByRole('button', { name: /^全部/ }).click();
  await page.locator(`[data-open="${row}"]`).click();
  await page.locator('.con-detail-head').filter({ hasText: row }).waitFor();
}

/** Releases a row with two clicks. */
export async function fire(page, row) {
  await select(page, row);
  await page.locator('.con-detail .con-acts').first().getByRole('button', { name: /^下发/ }).click();
  // The second act counts only after the first could be read.
  const send = page.getByRole('button', { name: new RegExp(`现在下发 ${row}`) });
  await send.waitFor();
  await page.waitForTimeout(450);
  await send.click();
  await send.waitFor({ state: 'detached' });
}

/** The mark of a row in the list. */
export function markOf(page, row) {
  return page.locator(`tr[data-row="${row}"] td`).first();
}
