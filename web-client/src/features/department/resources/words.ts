import { useWords, type Words } from '../../../lib/drill/useWords';
import type { Command } from '../../../protocol';
import { type Entry, useOutbox } from '../../../sync';

export function useResourceWords(): Words {
  return useWords('resource');
}

type Stock = Extract<
  Command,
  {
    type:
      | 'move_resource'
      | 'use_supply'
      | 'report_fault'
      | 'pass_fault'
      | 'fix_fault'
      | 'tick_checklist'
      | 'report_departure'
      | 'request_resource'
      | 'grant_resource'
      | 'withdraw_resource_request'
      | 'refuse_resource'
      | 'hand_over_resource'
      | 'return_resource';
  }
>;

/** The latest command from this device about one thing, as long as it is not recorded. */
export function usePending(about: (command: Stock) => boolean): Entry | undefined {
  return useOutbox()
    .filter(({ command, state }) => state !== 'recorded' && about(command as Stock))
    .at(-1);
}

/** On its way: what it does is not offered a second time. */
export function onItsWay(entry: Entry | undefined): boolean {
  return entry?.state === 'waiting' || entry?.state === 'sending';
}
