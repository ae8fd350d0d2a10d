import { useEffect, useState } from 'react';
import type { InjectItem } from '../../protocol';
import {
  type Entry,
  type May,
  outbox,
  submit,
  useDraft,
  useFiles,
  useMay,
  useOutbox,
  useYou,
} from '../../sync';
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
  wrong: Missing | undefined;
  send: () => void;
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
  const [wrong, setWrong] = useState<Missing>();
  const sent = lastEntry(useOutbox(), 'respond_inject', inject.delivery);
  const draft = readAnswer(kept);
  const picked = useFiles();
  const nameOf = (file: string) => picked.find((one) => one.id === file || one.hash === file)?.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was missing is asked again for each change
  useEffect(() => setWrong(undefined), [kept, inject.delivery]);
  return {
    draft,
    wrong,
    may,
    sent,
    change: (to) => keep(writeAnswer({ ...draft, ...to })),
    send() {
      const lacks = missing(inject, draft);
      setWrong(lacks);
      if (lacks || !may.ok) return;
      submit(respondCommand(inject, draft));
      drop();
    },
    takeUp() {
      if (sent?.command.type !== 'respond_inject') return;
      keep(writeAnswer(draftOf(sent.command, nameOf)));
      outbox.dismiss(sent.id);
    },
  };
}
