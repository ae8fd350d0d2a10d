// What the server is asked at the report: the draft, again when somebody edits; evidence when it is looked at.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Language } from '../../lib/bilingual';
import { commitsOf } from '../../lib/drill/draft';
import type { DocumentDraft, DocumentKind, Evidence, EvidenceCommit, ExerciseId } from '../../protocol';
import { evidenceOf, reportDraft, useConnection, useExercise, useItems } from '../../sync';

export interface Read {
  draft: DocumentDraft | undefined;
  error: unknown;
  /** A newer one is on its way. */
  reading: boolean;
  again: () => void;
}

/** The report as it stands. An edit of anybody changes its item, and the text is fetched anew. */
export function useReport(kind: DocumentKind, language: Language): Read {
  const id = useExercise()?.id;
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const written = useItems('written').find((one) => one.document === kind && one.language === language);
  const [asked, ask] = useState(0);
  const [held, hold] = useState<{ of: string; draft?: DocumentDraft; error?: unknown }>({ of: '' });
  const [reading, setReading] = useState(false);
  const of = `${kind} ${language}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit, and a wish, are reasons to ask again
  useEffect(() => {
    if (!id || !live) return;
    const cut = new AbortController();
    setReading(true);
    reportDraft(id, kind, language, cut.signal)
      .then(
        (draft) => hold({ of, draft }),
        // What was read stays in sight; the failure is said above it.
        (error: unknown) => {
          if (!cut.signal.aborted)
            hold((before) => (before.of === of ? { ...before, error } : { of, error }));
        },
      )
      .finally(() => !cut.signal.aborted && setReading(false));
    return () => cut.abort();
  }, [id, live, kind, language, written, asked]);
  const again = useCallback(() => ask((count) => count + 1), []);
  const mine = held.of === of ? held : undefined;
  return { draft: mine?.draft, error: mine?.error, reading, again };
}

/** Commits do not change: what was told once is kept as long as the page is open. */
const told = new Map<string, EvidenceCommit>();
const name = (exercise: ExerciseId, seq: number) => `${exercise} ${seq}`;

/** As many as one question may name. */
const AT_ONCE = 200;

export interface Told {
  commits: readonly EvidenceCommit[];
  error: unknown;
  reading: boolean;
}

/** What the commits say that something rests on, in the order of the record. */
export function useEvidence(evidence: readonly Evidence[]): Told {
  const id = useExercise()?.id;
  const wanted = commitsOf(evidence).slice(0, AT_ONCE);
  const list = wanted.join(',');
  const [, seen] = useState(0);
  const [error, setError] = useState<unknown>();
  const asking = useRef('');
  useEffect(() => {
    if (!id || list === '') return;
    const open = list.split(',').filter((seq) => !told.has(name(id, Number(seq))));
    setError(undefined);
    if (open.length === 0) return;
    asking.current = list;
    const cut = new AbortController();
    evidenceOf(id, open.join(','), cut.signal).then(
      (answer) => {
        for (const one of answer) told.set(name(id, one.seq), one);
        seen((count) => count + 1);
      },
      (failed: unknown) => !cut.signal.aborted && setError(failed),
    );
    return () => cut.abort();
  }, [id, list]);
  const commits = wanted.map((seq) => told.get(name(id ?? '', seq))).filter((one) => one !== undefined);
  return { commits, error, reading: !error && commits.length < wanted.length };
}
