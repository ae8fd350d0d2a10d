/** What is being written and not yet sent: kept every two seconds, and when the page goes away. */
import { disk } from './live';

const KEEP_EVERY = 2_000;

const texts = new Map<string, string>();
const dirty = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const name of dirty) {
    const text = texts.get(name);
    if (text) void disk.put('drafts', { name, text });
    else void disk.remove('drafts', name);
  }
  dirty.clear();
}

/** The draft of this name, from memory or disk; empty where there is none. */
export async function readDraft(name: string): Promise<string> {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const kept = (await disk.get('drafts', name))?.text ?? '';
  if (!texts.has(name)) texts.set(name, kept);
  return texts.get(name) ?? '';
}

/** What memory holds, at once. */
export function peekDraft(name: string): string | undefined {
  return texts.get(name);
}

export function writeDraft(name: string, text: string): void {
  texts.set(name, text);
  dirty.add(name);
  timer ??= setTimeout(flush, KEEP_EVERY);
}

/** Sent or thrown away. */
export function dropDraft(name: string): void {
  writeDraft(name, '');
  flush();
}

/** Whether anything is written and not sent: then the page is never reloaded by itself. */
export function hasUnsentText(): boolean {
  for (const text of texts.values()) if (text.trim()) return true;
  return false;
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
}
