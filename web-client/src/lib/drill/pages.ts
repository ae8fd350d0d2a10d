// Which page of a wall is shown when: pages turn by themselves, or one is fixed by the link.

/** How long a page stays. */
export const PAGE_MS = 20_000;

export interface Step<Name> {
  name: Name;
  /** Which part of a page whose list is longer than the screen. */
  part: number;
  /** Its place among the pages, from 0. */
  page: number;
}

/** Every page with its parts, in turn; a fixed page turns its own parts only. */
export function stepsOf<Name>(
  pages: readonly Name[],
  parts: (name: Name) => number,
  fixed: number | undefined,
): Step<Name>[] {
  return pages.flatMap((name, page) =>
    fixed !== undefined && fixed !== page
      ? []
      : Array.from({ length: Math.max(1, parts(name)) }, (_, part) => ({ name, part, page })),
  );
}

/** `?page=2` fixes the second page; anything else fixes none. */
export function fixedPage(search: string, pages: number): number | undefined {
  const page = Number(new URLSearchParams(search).get('page'));
  return Number.isInteger(page) && page >= 1 && page <= pages ? page - 1 : undefined;
}

/** In how many parts of at most `size` a list is shown, all of about one length. */
export function partsOf(length: number, size: number): number {
  return Math.max(1, Math.ceil(length / size));
}

/** One part of a list. */
export function partOf<T>(list: readonly T[], part: number, parts: number): T[] {
  const size = Math.max(1, Math.ceil(list.length / parts));
  return list.slice(part * size, (part + 1) * size);
}
