/** Measured figures, printed at the end of the run. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const OUT = resolve(import.meta.dirname, '../out');

export function figure(what, milliseconds, line) {
  mkdirSync(OUT, { recursive: true });
  const note = line ? ` (line ${line} ms)` : '';
  appendFileSync(join(OUT, 'figures.txt'), `${what}: ${Math.round(milliseconds)} ms${note}\n`);
}

/** A figure with its words. */
export function note(words) {
  mkdirSync(OUT, { recursive: true });
  appendFileSync(join(OUT, 'figures.txt'), `${words}\n`);
}
