/** The scenario library as its screens show it: order, tags, short names. */
import type { ScenarioSummary } from '../../protocol';

/** The beginning of a list that is written in the program. */
export const BLANK = 'blank';

/** The blank one first, then in the server's order. */
export function inOrder(scenarios: readonly ScenarioSummary[]): ScenarioSummary[] {
  const blank = (one: ScenarioSummary) => one.bundled && one.id === BLANK;
  return [...scenarios.filter(blank), ...scenarios.filter((one) => !blank(one))];
}

/** Every tag, once, in order of the alphabet. */
export function tagsOf(scenarios: readonly ScenarioSummary[]): string[] {
  return [...new Set(scenarios.flatMap((one) => one.tags))].sort((a, b) => a.localeCompare(b));
}

/** Tags as they are typed: with commas of either kind between them. */
export function readTags(text: string): string[] {
  const words = text.split(/[,，、;；\n]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

/** Whether a text can be a short name. */
export const isShortName = (text: string) => /^[\p{L}\p{N}._-]{1,40}$/u.test(text);

/** A short name for a copy that no other scenario has. */
export function copyName(id: string, taken: readonly string[]): string {
  const stem = id.replace(/-\d+$/, '').slice(0, 36);
  for (let n = 2; ; n += 1) if (!taken.includes(`${stem}-${n}`)) return `${stem}-${n}`;
}
