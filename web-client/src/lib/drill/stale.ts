// How fresh a picture is: a frozen wall is worse than an empty one, so age is said in words.

/** Above this age, in whole seconds, the picture says how old it is. */
export const AMBER_SECONDS = 10;
/** Above this age it is veiled: nobody may take it for the truth. */
export const VEIL_SECONDS = 60;

export type Freshness = 'fresh' | 'amber' | 'veil';

/** Freshness of a picture whose last frame came at `heard`; both in device milliseconds. */
export function freshness(heard: number, now: number): { state: Freshness; seconds: number } {
  const seconds = Math.max(0, Math.floor((now - heard) / 1000));
  if (seconds > VEIL_SECONDS) return { state: 'veil', seconds };
  return { state: seconds > AMBER_SECONDS ? 'amber' : 'fresh', seconds };
}

/** Part `page` of a list in parts of `size`; pages go round. */
export function pageOf<T>(
  list: readonly T[],
  page: number,
  size: number,
): { shown: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const at = ((page % pages) + pages) % pages;
  return { shown: list.slice(at * size, (at + 1) * size), page: at, pages };
}
