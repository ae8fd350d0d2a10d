// What a turning wall stops for: something the whole room is to see now.
import type { ExerciseItem, PublishedItem, WallFactItem } from '../../protocol';

export type Cause = 'emergency' | 'paused' | 'statement' | 'fact';

/** How long a page is held, in wall milliseconds: read twice from the back, with time to talk about it. */
export const HELD_MS: Record<Exclude<Cause, 'emergency'>, number> = {
  paused: 120_000,
  statement: 60_000,
  fact: 40_000,
};

export interface Happened {
  exercise: Pick<ExerciseItem, 'emergency' | 'pause'> | undefined;
  published: readonly PublishedItem[];
  /** When a confirmed value was last seen to change here, on the server's clock. */
  fact: number | undefined;
}

/** The gravest of what happened just now; nothing most of the time. */
export function urgentNow({ exercise, published, fact }: Happened, now: number): Cause | undefined {
  // A real emergency holds as long as it lasts, and however long that is.
  if (exercise?.emergency) return 'emergency';
  const lately = (at: number | undefined, span: number) => at !== undefined && now - at < span;
  if (lately(exercise?.pause?.since.wall, HELD_MS.paused)) return 'paused';
  if (lately(published.at(-1)?.published.wall, HELD_MS.statement)) return 'statement';
  return lately(fact, HELD_MS.fact) ? 'fact' : undefined;
}

/** What command has confirmed of each fact, as one text that changes with any of it. */
export function confirmedWords(facts: readonly WallFactItem[]): string {
  const said = facts.map(({ key, shown }) => [
    key,
    shown.filter((one) => one.confirmed).map((one) => one.value),
  ]);
  return JSON.stringify(said.filter(([, values]) => values?.length));
}
