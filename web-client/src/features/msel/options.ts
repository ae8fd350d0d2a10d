// What may stand in a cell that names something: words of a fixed list, or what the scenario has.
import { useMemo } from 'react';
import type { CellWords } from '../../lib/msel/cells';
import type { Column, Names } from '../../lib/msel/columns';
import { type WholeScenario, withLists } from '../../lib/msel/parts';
import { useItems } from '../../sync';
import { useMselWords } from './words';

export interface Option {
  /** What is written. */
  code: string;
  /** What it is called. */
  name: string;
}

/** The scenario beside its rows. */
export function useParts(): WholeScenario | undefined {
  const scenario = useItems('msel_parts')[0]?.scenario;
  return useMemo(() => scenario && withLists(scenario), [scenario]);
}

const CONTROLS: ReadonlySet<string> = new Set(['DIR', 'LC', 'CTL', 'SIM', 'ACT', 'SAF']);

function named(names: Names, parts: WholeScenario, pick: ReturnType<typeof useMselWords>['in']): Option[] {
  const departments = parts.departments.map(({ code, name }) => ({ code, name: pick(name) }));
  const seats = parts.departments.flatMap((one) =>
    one.seats.map(({ code, name }) => ({ code, name: pick(name) })),
  );
  switch (names) {
    case 'phase':
      return parts.phases.map(({ id, name }) => ({ code: id, name: pick(name) }));
    case 'department':
      return departments;
    case 'seat':
      return seats;
    case 'recipient':
      return [...departments, ...seats];
    case 'controller':
      return (parts.staff ?? [])
        .filter(({ role }) => CONTROLS.has(role))
        .map(({ code, name }) => ({ code, name: pick(name) }));
    case 'task':
      return parts.objectives.flatMap(({ tasks }) =>
        tasks.map(({ id, name }) => ({ code: id, name: pick(name) })),
      );
    case 'resource':
      return (parts.resources ?? []).map(({ key, name }) => ({ code: key, name: pick(name) }));
  }
}

/** A function that lists what a column takes; nothing where anything may be written. */
export function useOptions(): (column: Column, words: Pick<CellWords, 't'>) => readonly Option[] {
  const parts = useParts();
  const words = useMselWords();
  return useMemo(() => {
    const known = new Map<string, readonly Option[]>();
    return (column) => {
      const have = known.get(column.field);
      if (have) return have;
      const made = column.words
        ? column.words.of.map((code) => ({ code, name: words.t(`${column.words?.key}.${code}`) }))
        : column.names && parts
          ? named(column.names, parts, words.in)
          : [];
      known.set(column.field, made);
      return made;
    };
  }, [parts, words]);
}

/** The word under the cursor where a cell holds several. */
export function lastWord(text: string): string {
  return /[^\s,;，；、]*$/.exec(text)?.[0] ?? '';
}

/** What fits what was typed so far: everything while nothing was. */
export function fitting(options: readonly Option[], typed: string, many: boolean): readonly Option[] {
  const wanted = (many ? lastWord(typed) : typed).trim().toLowerCase();
  if (wanted === '') return options;
  return options.filter(
    ({ code, name }) => code.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted),
  );
}
