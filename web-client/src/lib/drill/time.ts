// Exercise times and spans as people read them.
import type { Say } from './words';

const pad = (value: number) => String(value).padStart(2, '0');

/** Exercise milliseconds as `T+0:15`, with seconds where they matter: `T+0:15:30`, `T-2:00`. */
export function tPlus(millis: number, withSeconds: 'always' | 'if-any' | 'never' = 'if-any'): string {
  const negative = millis < 0;
  const total = negative ? Math.ceil(-millis / 1000) : Math.floor(millis / 1000);
  const seconds = total % 60;
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  const shown = withSeconds === 'always' || (withSeconds === 'if-any' && seconds !== 0);
  return `T${negative ? '−' : '+'}${hours}:${pad(minutes)}${shown ? `:${pad(seconds)}` : ''}`;
}

/** Hours and minutes without `T+`, for a column that says so once: `0:15`, `−0:05`. Seconds would make it jagged. */
export function tShort(millis: number): string {
  const whole = tPlus(millis, 'never');
  return whole.startsWith('T+') ? whole.slice(2) : whole.slice(1);
}

/** A limit or delay of so many seconds inside a sentence: "13 min", "1 min 30 s", "2 h 5 min". */
export function spanWords(seconds: number, say: Say): string {
  const whole = Math.abs(Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  const words: string[] = [];
  if (hours > 0) words.push(say('span.h', { n: hours }));
  if (minutes > 0) words.push(say('span.min', { n: minutes }));
  if (rest > 0 || words.length === 0) words.push(say('span.s', { n: rest }));
  return words.join(' ');
}
