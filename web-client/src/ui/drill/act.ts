/** One place that gives commands, one after the other, and follows the last of them to its end. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Command, CommandId } from '../../protocol';
import type { Entry } from '../../sync';
import { useCommandResult } from '../../sync';
import { heldStore, submit } from '../../sync/live';

export interface Act {
  /** What became of the last command from here. */
  entry: Entry | undefined;
  /** On its way: neither recorded nor refused. */
  busy: boolean;
  /** Gives a command; `opened` is the device time of the moment it speaks of, where that is earlier. */
  give: (command: Command, opened?: number) => CommandId;
  /** Forgets the last one, so that its answer is no longer shown. */
  clear: () => void;
}

/** `done` is called once for every command from here that was recorded. */
export function useAct(done?: (entry: Entry) => void): Act {
  const [id, setId] = useState<CommandId>();
  const entry = useCommandResult(id);
  const latest = useRef(done);
  latest.current = done;
  const told = useRef<CommandId>(undefined);
  useEffect(() => {
    if (entry?.state !== 'recorded' || told.current === entry.id) return;
    told.current = entry.id;
    latest.current?.(entry);
  }, [entry]);
  const give = useCallback((command: Command, opened?: number) => {
    const given = submit(command, opened);
    setId(given);
    return given;
  }, []);
  const clear = useCallback(() => setId(undefined), []);
  return { entry, busy: entry?.state === 'waiting' || entry?.state === 'sending', give, clear };
}

/** The record's head as this client should remember it; control only. */
export function useHead(): string | null {
  return useStore(heldStore, (held) => held.head);
}
