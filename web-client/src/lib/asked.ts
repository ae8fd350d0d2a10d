import type { Bilingual, FactKey } from '../protocol';

/** What every situation report is asked for. */
export interface AskedFact {
  key: FactKey;
  name: Bilingual;
}

/**
 * The key facts of a plan or a briefing. Two types of the server are called `ReportFact`, and the generated
 * file holds the command of that name: until one is renamed there, their shape is written down here.
 */
export function askedFacts(item: { report_facts: readonly unknown[] } | undefined): readonly AskedFact[] {
  return (item?.report_facts ?? []) as readonly AskedFact[];
}
