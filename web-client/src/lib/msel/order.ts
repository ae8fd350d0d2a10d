// What is on its way changes the order of rows at once; laid over what the server says, twice does no harm.

export type RowsChange =
  | { type: 'add' | 'restore' | 'move'; rows: readonly string[]; after: string | null }
  | { type: 'remove'; rows: readonly string[] };

/** The order with a change laid over it. Rows that are there already are put where the change wants them. */
export function reordered(order: readonly string[], change: RowsChange): string[] {
  const moved = new Set(change.rows);
  const rest = order.filter((row) => !moved.has(row));
  if (change.type === 'remove') return rest;
  const behind = change.after === null ? -1 : rest.indexOf(change.after);
  // The row it was to follow is gone: the end is where people look for what is new.
  const at = change.after !== null && behind < 0 ? rest.length : behind + 1;
  return [...rest.slice(0, at), ...change.rows, ...rest.slice(at)];
}

/** Where rows go when they move by one place, as a block: the row they then follow. Undefined at the edge. */
export function shifted(
  order: readonly string[],
  rows: ReadonlySet<string>,
  by: 1 | -1,
): string | null | undefined {
  const first = order.findIndex((row) => rows.has(row));
  if (first < 0) return undefined;
  const rest = order.filter((row) => !rows.has(row));
  const before = order.slice(0, first).filter((row) => !rows.has(row)).length;
  const at = before + by;
  if (at < 0 || at > rest.length) return undefined;
  return at === 0 ? null : (rest[at - 1] ?? null);
}

/** For every row the one before it, so that a change can be taken back. */
export function placesOf(order: readonly string[], rows: readonly string[]): Map<string | null, string[]> {
  const wanted = new Set(rows);
  const places = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const row of order) {
    if (!wanted.has(row)) {
      before = row;
      continue;
    }
    const there = places.get(before);
    if (there) there.push(row);
    else places.set(before, [row]);
  }
  return places;
}
