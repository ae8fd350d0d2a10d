// The last rehearsal of the list, kept on this device: what came of each row, and whether the list has changed since.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Say } from '../../lib/drill/words';
import { exerciseTime } from '../../lib/time';
import type { RehearsalReport, RehearsedBranch, RehearsedDuty, RehearsedRow } from '../../protocol';
import { disk, useExercise, useItems } from '../../sync';
import type { SheetRow } from './sheet';

interface Rehearsal {
  exercise: string | undefined;
  report: RehearsalReport | undefined;
  rows: ReadonlyMap<string, RehearsedRow>;
  branches: ReadonlyMap<string, RehearsedBranch>;
}

const NONE: Rehearsal = { exercise: undefined, report: undefined, rows: new Map(), branches: new Map() };
export const useRehearsal = create<Rehearsal>(() => NONE);

/** The field of the column, which is reckoned and not written. */
export const REHEARSED = 'rehearsed';

const shelf = (exercise: string) => `msel-rehearsal ${exercise}`;

function show(exercise: string, report: RehearsalReport | undefined): void {
  useRehearsal.setState({
    exercise,
    report,
    rows: new Map(report?.rows.map((row) => [row.row, row])),
    branches: new Map(report?.branches.map((one) => [one.row, one])),
  });
}

/** A rehearsal is over: it stands beside the rows, also after the page was closed. */
export function keepRehearsal(exercise: string, report: RehearsalReport): void {
  show(exercise, report);
  void disk.put('drafts', { name: shelf(exercise), text: JSON.stringify(report) });
}

/** Takes up the last one of this exercise from the device. */
export function useKeptRehearsal(): void {
  const id = useExercise()?.id;
  useEffect(() => {
    if (!id || useRehearsal.getState().exercise === id) return;
    show(id, undefined);
    void disk.get('drafts', shelf(id)).then((kept) => {
      const { exercise, report } = useRehearsal.getState();
      if (!kept || exercise !== id || report) return;
      try {
        const found = JSON.parse(kept.text) as RehearsalReport;
        if (found.list) show(id, found);
      } catch {
        // Written by another version of this page: there is no rehearsal then.
      }
    });
  }, [id]);
}

/** Whether the list has changed since it was rehearsed. */
export function useStale(): boolean {
  const changed = useItems('msel')[0]?.changed_at;
  const list = useRehearsal(({ report }) => report?.list);
  return list !== undefined && changed !== undefined && list.changed_at !== changed;
}

/** `T+00:05–00:07`, to the minute; one moment where both are the same. */
function span({ earliest, latest }: RehearsedRow): string | undefined {
  if (earliest === null || earliest === undefined) return undefined;
  const [from, to] = [earliest, latest ?? earliest].map((seconds) =>
    exerciseTime(seconds * 1_000).replace(/:\d\d$/, ''),
  );
  return from === to ? from : `${from}–${to?.replace('T+', '')}`;
}

const overdue = ({ late, never }: RehearsedDuty) => late + never;

/** Why it came in none of the drills. */
export function neverWords({ never }: RehearsedRow, t: Say): string {
  if (!never) return t('rehearse.never_row');
  return t(`rehearse.why.${never.why}`, never.why === 'behind' ? { row: never.row } : {});
}

/** What came of a row, in a cell. */
export function rehearsedShort(number: string | undefined, t: Say): string {
  const { report, rows, branches } = useRehearsal.getState();
  const row = number === undefined ? undefined : rows.get(number);
  if (!report || report.finished === 0 || !row) return '';
  if (row.reached === 0) return `✕ ${neverWords(row, t)}`;
  const late = overdue(row.acknowledged) + overdue(row.answered);
  const fired = branches.get(row.row)?.fired ?? 0;
  return [
    `${row.reached}/${report.finished}`,
    late > 0 ? t('rehearse.overdue', { count: late }) : undefined,
    span(row),
    fired > 0 ? t('rehearse.fired_short', { count: fired }) : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The parts of a branch that held, with how often. */
export function branchWords(branch: RehearsedBranch, say: Say): string {
  return Object.entries(branch.conditions)
    .map(([type, count]) => `${say(`msel:when.type.${type}`)} ${count}`)
    .join(' · ');
}

const laid = new WeakMap<
  SheetRow,
  { report: RehearsalReport; lang: string; stale: boolean; row: SheetRow }
>();

/** A row with its rehearsal as one more cell; the same object while nothing of it changed. */
export function withRehearsal(row: SheetRow, t: Say, lang: string, stale: boolean): SheetRow {
  const { report } = useRehearsal.getState();
  if (!report) return row;
  const known = laid.get(row);
  if (known?.report === report && known.lang === lang && known.stale === stale) return known.row;
  const said = rehearsedShort(row.cells.id?.text, t);
  const text = said && stale ? `${said} (${t('rehearse.older')})` : said;
  const next = text ? { ...row, cells: { ...row.cells, [REHEARSED]: { text, version: 0 } } } : row;
  laid.set(row, { report, lang, stale, row: next });
  return next;
}
