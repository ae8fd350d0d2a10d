// Turning facts into words: the types every sentence maker of this folder takes.
/** Looks a text up by its key and fills its gaps; i18next's `t`, bound to a namespace, is one. */
export type Say = (key: string, gaps?: Record<string, string | number>) => string;

/** A piece of a sentence: words, or a reference that the screen may turn into a link. */
export type Part = { text: string; row?: string; strong?: boolean };

/** A sentence without its links. */
export function plain(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join('');
}

/**
 * Fills `{name}` gaps of a pattern with parts, so that a sentence keeps its references.
 * A gap without a part stays empty: no sentence ever shows a raw placeholder.
 */
export function fill(pattern: string, gaps: Record<string, Part | undefined>): Part[] {
  const parts: Part[] = [];
  for (const piece of pattern.split(/(\{[a-z_]+\})/)) {
    if (piece === '') continue;
    const name = /^\{([a-z_]+)\}$/.exec(piece)?.[1];
    if (name === undefined) parts.push({ text: piece });
    else if (gaps[name]) parts.push(gaps[name]);
  }
  return parts;
}
