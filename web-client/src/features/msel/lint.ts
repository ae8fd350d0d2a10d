// What a look over the list finds, asked for again once changes are recorded.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { LintFinding } from '../../protocol';
import { useExercise, useItems } from '../../sync';
import { lintOf } from '../../sync/msel';

interface Lint {
  findings: readonly LintFinding[];
  leftOff: number;
  /** Whether the server has answered at all. */
  known: boolean;
}

export const useLint = create<Lint>(() => ({ findings: [], leftOff: 0, known: false }));

/** Changes come in bursts: the list is looked over once they pause. */
const PAUSE_MS = 1_500;
/** What could not be had is asked for again after this. */
const AGAIN_MS = 5_000;

/** Keeps the findings up to date while the editor is open: of the draft, and of what is frozen with its later changes. */
export function useLinting(): void {
  const id = useExercise()?.id;
  const rows = useItems('msel_row');
  const parts = useItems('msel_parts');
  const list = useItems('msel');
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is recorded anew is looked over anew
  useEffect(() => {
    if (!id) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = () =>
      lintOf(id, stop.signal).then(
        ({ findings, left_off }) => useLint.setState({ findings, leftOff: left_off, known: true }),
        // Refused for the moment, or the line broke: it is asked for again, or it would never be known.
        () => {
          if (!stop.signal.aborted) timer = setTimeout(look, AGAIN_MS);
        },
      );
    timer = setTimeout(look, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [id, rows, parts, list]);
}

/** Findings about a row, by its number. */
export const ofRow = (findings: readonly LintFinding[], number: string | undefined): LintFinding[] =>
  findings.filter(({ place }) => place.subject.kind === 'row' && place.subject.row === number);
