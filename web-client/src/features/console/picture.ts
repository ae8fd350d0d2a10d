// The items of the exercise as the console's parts want them, each derived once per frame.
import { useMemo } from 'react';
import type { EntryNames } from '../../lib/drill/entry';
import { factNamer } from '../../lib/drill/facts';
import { matrixOf } from '../../lib/drill/matrix';
import { rowStates } from '../../lib/drill/queue';
import { useWords, type Words } from '../../lib/drill/useWords';
import type { DeliveryItem, RowItem } from '../../protocol';
import { useExercise, useItem, useItems } from '../../sync';

/** Time zone in which wall times are shown. */
export function useZone(): string {
  return useExercise()?.time_zone ?? 'Asia/Shanghai';
}

export function useConsoleWords(): Words {
  return useWords('console');
}

export function useRow(id: string | null): RowItem | undefined {
  const item = useItem(`row/${id ?? ''}`);
  return item?.kind === 'row' ? item : undefined;
}

export function useRowStates() {
  const deliveries = useItems('delivery');
  return useMemo(() => rowStates(deliveries), [deliveries]);
}

export function useMatrix() {
  const deliveries = useItems('delivery');
  return useMemo(() => matrixOf(deliveries), [deliveries]);
}

/** Deliveries of a row in the order of the directory. */
export function useDeliveriesOf(row: string): DeliveryItem[] {
  const deliveries = useItems('delivery');
  return useMemo(() => deliveries.filter((delivery) => delivery.row === row), [deliveries, row]);
}

/** Departments with their names in the reader's language. */
export function useDepartments(): { code: string; name: string }[] {
  const items = useItems('department');
  const words = useConsoleWords();
  return useMemo(() => items.map((item) => ({ code: item.code, name: words.in(item.name) })), [items, words]);
}

/** Names for log lines: the same object as long as nothing is called otherwise. */
export function useEntryNames(): EntryNames {
  const rows = useItems('row');
  const facts = useItems('fact');
  const resources = useItems('resource');
  const words = useConsoleWords();
  const called = [
    ...rows.map((row) => [row.id, words.in(row.title)]),
    ...facts.map((fact) => [fact.key, words.in(fact.name)]),
    ...resources.map((one) => [one.key, words.in(one.name)]),
  ].join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is what they are called
  return useMemo(() => {
    const titles = new Map(rows.map((row) => [row.id, words.in(row.title)]));
    const named = new Map(resources.map((one) => [one.key, words.in(one.name)]));
    return {
      row: (id) => titles.get(id),
      fact: factNamer(facts, words.in),
      resource: (key) => named.get(key),
    };
  }, [called, words]);
}
