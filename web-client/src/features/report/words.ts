// Words of the report editor, and what it needs of the drill to say what a commit holds.
import { useMemo } from 'react';
import type { EntryNames, LineParts } from '../../lib/drill/entry';
import { factNamer } from '../../lib/drill/facts';
import { useWords, type Words } from '../../lib/drill/useWords';
import { wallTime } from '../../lib/time';
import type { EvidenceCommit, EvidenceLine, Rung } from '../../protocol';
import { useExercise, useItems } from '../../sync';

export function useReportWords(): Words {
  return useWords('report');
}

export function useZone(): string {
  return useExercise()?.time_zone ?? 'Asia/Shanghai';
}

/** What people call departments, facts and resources; titles of rows come with the evidence. */
export function useEvidenceNames(): (line: EvidenceLine) => EntryNames {
  const departments = useItems('department');
  const facts = useItems('picture');
  const resources = useItems('resource');
  const words = useReportWords();
  return useMemo(() => {
    const named = new Map(departments.map((one) => [one.code, words.in(one.name)]));
    const things = new Map(resources.map((one) => [one.key, words.in(one.name)]));
    const fact = factNamer(facts, words.in);
    return (line) => ({
      row: () => words.in(line.title),
      department: (code) => named.get(code),
      fact,
      resource: (key) => things.get(key),
    });
  }, [departments, facts, resources, words]);
}

/** A line of evidence as the words of the log want it. */
export function partsOf(commit: EvidenceCommit, line: EvidenceLine): LineParts {
  const { entry_kind, fact, row, department, seat, text } = line;
  return { entry_kind, fact, by: commit.by, row, department, seat, text };
}

/** The seat of a stamp and its time of day. */
export function useStamp(): (rung: Rung) => { who: string; at: string } {
  const zone = useZone();
  const { t } = useReportWords();
  return (rung) => ({ who: rung.by?.seat ?? t('behind.system'), at: wallTime(rung.at.wall, zone) });
}
