import { useState } from 'react';
import { dueSeconds, type Moment, type Parts } from '../../../lib/drill/ledger';
import { exerciseTime } from '../../../lib/time';
import type { Command, CommitmentItem } from '../../../protocol';
import { type Entry, type May, now, outbox, submit, useDraft, useMay, useYou } from '../../../sync';
import { readKept, useGiven } from './words';

export interface Draft {
  text: string;
  owner: string;
  person: string;
  due: string;
  told_by: string;
  checker: string;
  claim: string;
  reason: string;
  way: Moment['way'];
  minutes: string;
  time: string;
}

const BLANK: Draft = {
  text: '',
  owner: '',
  person: '',
  due: '',
  told_by: '',
  checker: '',
  claim: '',
  reason: '',
  way: 'none',
  minutes: '',
  time: '',
};

/** A promise that is changed begins from what it said; its moment is set anew where it has passed. */
function startOf(before: CommitmentItem | undefined): Draft {
  if (!before) return BLANK;
  const still = before.due_at !== null && before.due_at > now().exercise;
  return {
    ...BLANK,
    text: before.text,
    owner: before.owner,
    person: before.person ?? '',
    due: before.due ?? '',
    told_by: before.told_by ?? '',
    checker: before.checker ?? '',
    claim: before.claim ?? '',
    way: still ? 'at' : 'none',
    time: still ? exerciseTime(before.due_at ?? 0).slice(2) : '',
  };
}

function momentOf({ way, minutes, time }: Draft): Moment {
  if (way === 'in') return { way, minutes };
  return way === 'at' ? { way, time } : { way };
}

type Make = Extract<Command, { type: 'make_commitment' }>;

/** The command, with nothing in it that nobody has said. */
function commandOf(draft: Draft, due_at: number | undefined, before: CommitmentItem | undefined): Make {
  const command: Make = { type: 'make_commitment', text: draft.text.trim() };
  for (const part of ['owner', 'person', 'due', 'told_by', 'checker', 'claim'] as const) {
    const said = draft[part].trim();
    if (said) command[part] = said;
  }
  if (due_at !== undefined) command.due_at = due_at;
  if (before) {
    command.replaces = before.id;
    command.reason = draft.reason.trim();
  }
  return command;
}

/** What is written, back in the form; its moment as exercise time. */
function draftOf(command: Make): Draft {
  const { due_at } = command;
  return {
    ...BLANK,
    text: command.text,
    owner: command.owner ?? '',
    person: command.person ?? '',
    due: command.due ?? '',
    told_by: command.told_by ?? '',
    checker: command.checker ?? '',
    claim: command.claim ?? '',
    reason: command.reason ?? '',
    way: due_at == null ? 'none' : 'at',
    time: due_at == null ? '' : exerciseTime(due_at * 1000).slice(2),
  };
}

export type Fault = 'text' | 'reason' | 'moment';

export interface PromiseDraft {
  draft: Draft;
  /** The five parts as they would be saved. */
  parts: Parts;
  change: (to: Partial<Draft>) => void;
  /** What was wrong when saving was tried. */
  faults: readonly Fault[];
  save: () => void;
  may: May;
  /** The last one that this device gave out of this form. */
  sent: Entry | undefined;
  takeUp: () => void;
}

/** A promise while it is being written; kept on the device until it is given or thrown away. */
export function usePromise(before: CommitmentItem | undefined, onSent: () => void): PromiseDraft {
  const you = useYou();
  const may = useMay('make_commitment');
  const [kept, keep, drop] = useDraft(promiseDraft(you.seat, before));
  const [tried, setTried] = useState(false);
  // Where it begins stays as it was: a moment that passes meanwhile changes no field under the fingers.
  const [start] = useState(() => startOf(before));
  const draft = readKept(kept, start);
  const moment = momentOf(draft);
  const due_at = dueSeconds(moment, now().exercise);
  const faults: Fault[] = [];
  if (!draft.text.trim()) faults.push('text');
  if (before && !draft.reason.trim()) faults.push('reason');
  if (due_at === 'wrong') faults.push('moment');
  const sent = useGiven('make_commitment', (command) => (command.replaces ?? null) === (before?.id ?? null));
  return {
    draft,
    parts: {
      text: draft.text,
      person: draft.person,
      due: draft.due,
      told_by: draft.told_by,
      checker: draft.checker,
    },
    change: (to) => keep(JSON.stringify({ ...draft, ...to })),
    faults: tried ? faults : [],
    may,
    sent,
    save() {
      setTried(true);
      if (faults.length > 0 || due_at === 'wrong' || !may.ok) return;
      submit(commandOf(draft, due_at, before));
      setTried(false);
      drop();
      onSent();
    },
    takeUp() {
      if (sent?.command.type !== 'make_commitment') return;
      keep(JSON.stringify(draftOf(sent.command)));
      outbox.dismiss(sent.id);
    },
  };
}

/** Under which name a promise is kept while it is written. */
export function promiseDraft(seat: string, before: CommitmentItem | undefined): string {
  return `${seat}/promise/${before?.id ?? ''}`;
}
