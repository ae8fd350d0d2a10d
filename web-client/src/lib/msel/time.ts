// Times and limits as people type them into a form. The grid sends what was typed; here the form wants seconds.

const CLOCK = /^(?:T\s*\+?\s*)?(\d+):(\d{1,2})(?::(\d{1,2}))?$/i;

/** A moment from STARTEX: `38` minutes, `0:38` hours and minutes, `1:05:00`. Undefined where it is none. */
export function readMoment(text: string): number | undefined {
  const clean = text.normalize('NFKC').trim();
  const bare = /^(?:T\s*\+?\s*)?(\d+)$/i.exec(clean);
  if (bare) return Number(bare[1]) * 60;
  const parts = CLOCK.exec(clean);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  return minutes > 59 || seconds > 59 ? undefined : hours * 3600 + minutes * 60 + seconds;
}

/** A span: `3` minutes, `1:30` minutes and seconds, `1:05:00`, `90s`, `2m`, `90秒`, `2分`. */
export function readSpan(text: string): number | undefined {
  const clean = text.normalize('NFKC').trim().toLowerCase();
  const unit = /^(\d+)\s*(s|sec|秒|m|min|分|分钟|h|小时)?$/.exec(clean);
  if (unit) {
    const count = Number(unit[1]);
    const word = unit[2] ?? 'm';
    if (word === 's' || word === 'sec' || word === '秒') return count;
    return word === 'h' || word === '小时' ? count * 3600 : count * 60;
  }
  const parts = /^(\d+):(\d{1,2})(?::(\d{1,2}))?$/.exec(clean);
  if (!parts) return undefined;
  const [first, second, third] = [Number(parts[1]), Number(parts[2]), parts[3]];
  if (second > 59 || Number(third ?? 0) > 59) return undefined;
  return third === undefined ? first * 60 + second : first * 3600 + second * 60 + Number(third);
}

const two = (value: number) => String(value).padStart(2, '0');

/** A moment as it is read back: `0:38`, `1:05:30`. */
export function momentText(seconds: number): string {
  const rest = seconds % 60;
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}${rest > 0 ? `:${two(rest)}` : ''}`;
}

/** A span as it is read back: `3:00`, `1:05:00`. */
export function spanText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
