import { useEffect, useState } from 'react';
import type { InjectItem } from '../../protocol';
import { type Entry, type May, outbox, submit, useDraft, useMay, useOutbox, useYou } from '../../sync';
import {
  type Draft,
  draftOf,
  type Missing,
  missing,
  readAnswer,
  respondCommand,
  writeAnswer,
} from './answer';
import { lastEntry } from './model';

export interface Reply {
  draft: Draft;
  change: (to: Partial<Draft>) => void;
  /** What the form still wants, once sending was tried. */
  wrong: Missing | 'filesBusy' | undefined;
  send: () => void;
  /** Files are on their way: not to be sent before. */
  setBusy: (busy: boolean) => void;
  may: May;
  /** The last answer that this device gave. */
  sent: Entry | undefined;
  /** Takes an answer that was not accepted back into the form. */
  takeUp: () => void;
}

/** The answer to an inject while it is being written. */
export function useReply(inject: InjectItem): Reply {
  const you = useYou();
  const may = useMay('respond_inject');
  const [kept, keep, drop] = useDraft(`${you.seat}/reply/${inject.delivery}`);
  const [wrong, setWrong] = useState<Missing | 'filesBusy'>();
  const [busy, setBusy] = useState(false);
  const sent = lastEntry(useOutbox(), 'respond_inject', inject.delivery);
  const draft = readAnswer(kept);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was missing is asked again for each change
  useEffect(() => setWrong(undefined), [kept, inject.delivery]);
  return {
    draft,
    wrong,
    setBusy,
    may,
    sent,
    change: (to) => keep(writeAnswer({ ...draft, ...to })),
    send() {
      const lacks = busy ? 'filesBusy' : missing(inject, draft);
      setWrong(lacks);
      if (lacks || !may.ok) return;
      submit(respondCommand(inject, draft));
      drop();
    },
    takeUp() {
      if (sent?.command.type !== 'respond_inject') return;
      keep(writeAnswer(draftOf(sent.command)));
      outbox.dismiss(sent.id);
    },
  };
}
