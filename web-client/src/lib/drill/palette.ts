// Finding anything by a few letters: which choices a query means, best first.

export interface Findable {
  /** What is shown. */
  text: string;
  /** What it is also found by: its number, its name in the other language, its key. */
  also: readonly string[];
}

/** How well one word fits a choice; zero where it does not. */
function likeness(word: string, choice: Findable): number {
  const names = [choice.text, ...choice.also].map((name) => name.toLowerCase());
  if (names.some((name) => name === word)) return 4;
  if (names.some((name) => name.startsWith(word))) return 3;
  if (names.some((name) => begins(name, word))) return 2;
  return names.some((name) => name.includes(word)) ? 1 : 0;
}

/** Whether a word inside the name begins so: after a space, or after the sign in "I-22". */
function begins(name: string, word: string): boolean {
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1))
    if (at > 0 && /[\s\-·（(]/.test(name[at - 1] ?? '')) return true;
  return false;
}

/**
 * Choices that hold every word of the query, best first; ties keep their order. An empty query means
 * all. Chinese has no spaces: a query without them is one word and is looked for as it stands.
 */
export function findChoices<C extends Findable>(choices: readonly C[], query: string): C[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...choices];
  const scored = choices.flatMap((choice) => {
    let score = 0;
    for (const word of words) {
      const one = likeness(word, choice);
      if (one === 0) return [];
      score += one;
    }
    return [{ choice, score }];
  });
  return scored.sort((a, b) => b.score - a.score).map(({ choice }) => choice);
}
