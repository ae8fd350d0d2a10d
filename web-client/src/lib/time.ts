/** Times as the interface writes them. Wall times are shown in the time zone of the exercise. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, seconds: boolean): Intl.DateTimeFormat {
  const name = `${zone}|${seconds}`;
  const known = formats.get(name);
  if (known) return known;
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (seconds) options.second = '2-digit';
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    // An old browser may not know the zone: its own one is better than no time at all.
    made = new Intl.DateTimeFormat('en-GB', options);
  }
  formats.set(name, made);
  return made;
}

/** `14:52:17` in the zone. */
export function wallTime(at: number, zone: string): string {
  return format(zone, true).format(at);
}

/** `14:52` in the zone. */
export function wallMinute(at: number, zone: string): string {
  return format(zone, false).format(at);
}

const two = (value: number) => String(value).padStart(2, '0');

/** `T+00:52:17`; before STARTEX `T−15:00`, and `T−1:15:00` from an hour on. */
export function exerciseTime(at: number): string {
  if (at < 0) {
    const total = Math.ceil(-at / 1000);
    const hours = Math.floor(total / 3600);
    const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
    return hours > 0 ? `T−${hours}:${rest}` : `T−${rest}`;
  }
  const total = Math.floor(at / 1000);
  return `T+${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}

/**
 * A span as `1:43`, or `1:02:05` from an hour on; the sign is the caller's. The one way in which every
 * screen writes a duration as a figure. What counts down or up shows whole seconds that have passed;
 * what was measured is rounded: see `took`.
 */
export function span(millis: number): string {
  const total = Math.floor(Math.abs(millis) / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** How long something took, to the nearest second: `0:02`, `1:54`. */
export function took(millis: number): string {
  return span(Math.round(millis / 1000) * 1000);
}

/** An age in the largest unit that says enough. */
export interface Age {
  unit: 'seconds' | 'minutes' | 'hours';
  count: number;
}

/** How old something is; a moment in the future counts as now. */
export function age(since: number, now: number): Age {
  const total = Math.max(0, Math.floor((now - since) / 1000));
  if (total < 60) return { unit: 'seconds', count: total };
  if (total < 3600) return { unit: 'minutes', count: Math.floor(total / 60) };
  return { unit: 'hours', count: Math.floor(total / 3600) };
}

/** `2026年11月23日` or `23 Nov 2026` in the zone. */
export function calendarDate(at: number, zone: string, language: 'zh' | 'en'): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const options: Intl.DateTimeFormatOptions =
    language === 'zh'
      ? { year: 'numeric', month: 'long', day: 'numeric' }
      : { year: 'numeric', month: 'short', day: 'numeric' };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
  } catch {
    return new Intl.DateTimeFormat(locale, options).format(at);
  }
}
