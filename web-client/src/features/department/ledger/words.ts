import { useWords, type Words } from '../../../lib/drill/useWords';
import type { Command } from '../../../protocol';
import { type Entry, useOutbox } from '../../../sync';

export function useLedgerWords(): Words {
  return useWords('ledger');
}

/** The latest command of a kind from this device that `about` picks out. */
export function useGiven<T extends Command['type']>(
  type: T,
  about: (command: Extract<Command, { type: T }>) => boolean = () => true,
): Entry | undefined {
  return useOutbox()
    .filter(({ command }) => command.type === type && about(command as Extract<Command, { type: T }>))
    .at(-1);
}

/** On its way: what it does is not offered a second time. */
export function onItsWay(entry: Entry | undefined): boolean {
  return entry?.state === 'waiting' || entry?.state === 'sending';
}

/** A form as it was left, from the text under which it is kept; what cannot be read is blank. */
export function readKept<T extends object>(kept: string, blank: T): T {
  if (!kept) return blank;
  try {
    return { ...blank, ...(JSON.parse(kept) as Partial<T>) };
  } catch {
    return blank;
  }
}
