// The record as somebody looks through it for evidence: read part by part, each commit with its words.
import { useEffect, useMemo, useState } from 'react';
import type { Candidate, Names } from '../../lib/drill/candidates';
import { entrySentence } from '../../lib/drill/entry';
import { plain } from '../../lib/drill/words';
import { wallMinute } from '../../lib/time';
import type { EvidenceCommit } from '../../protocol';
import { evidenceCandidates, useExercise, useItems } from '../../sync';
import { partsOf, useEvidenceNames, useReportWords, useZone } from './words';

export interface Record {
  commits: readonly EvidenceCommit[];
  error: unknown;
  reading: boolean;
}

/** Everything that may be given as evidence; what is read already can be looked through while the rest comes. */
export function useRecord(): Record {
  const id = useExercise()?.id;
  const [held, hold] = useState<Record>({ commits: [], error: undefined, reading: true });
  useEffect(() => {
    if (!id) return;
    const cut = new AbortController();
    const read = async () => {
      let after: number | null = 0;
      while (after !== null) {
        const page: Awaited<ReturnType<typeof evidenceCandidates>> = await evidenceCandidates(
          id,
          after,
          cut.signal,
        );
        after = page.next;
        const reading = after !== null;
        hold((before) => ({ commits: [...before.commits, ...page.commits], error: undefined, reading }));
      }
    };
    hold({ commits: [], error: undefined, reading: true });
    read().catch((error: unknown) => {
      if (!cut.signal.aborted) hold((before) => ({ ...before, error, reading: false }));
    });
    return () => cut.abort();
  }, [id]);
  return held;
}

/** Names of departments in both languages, and the clock of the exercise's zone. */
export function useNames(): Names {
  const departments = useItems('department');
  const zone = useZone();
  return useMemo(() => {
    const minuteOf = (wall: number) => {
      const [hours = 0, minutes = 0] = wallMinute(wall, zone).split(':').map(Number);
      return hours * 60 + minutes;
    };
    return {
      departments: departments.map(({ code, name }) => ({
        code,
        names: [name.zh, name.en].map((one) => one ?? ''),
      })),
      minuteOf,
    };
  }, [departments, zone]);
}

/** Commits with everything that is said of them: titles and names of departments in both languages. */
export function useCandidates(commits: readonly EvidenceCommit[], names: Names): readonly Candidate[] {
  const { say } = useReportWords();
  const called = useEvidenceNames();
  return useMemo(() => {
    const departments = new Map(names.departments.map((one) => [one.code, one.names.join(' ')]));
    return commits.map((commit) => {
      const lines = commit.lines.map((line) =>
        [
          plain(entrySentence(partsOf(commit, line), say, called(line))),
          line.title?.zh ?? '',
          line.title?.en ?? '',
          line.department ? `${line.department} ${departments.get(line.department) ?? ''}` : '',
        ].join(' '),
      );
      return { commit, words: lines.join(' ') };
    });
  }, [commits, names, say, called]);
}
