// The items of the exercise as the evaluators' parts want them.
import { useMemo } from 'react';
import type { EntryNames } from '../../lib/drill/entry';
import { factNamer } from '../../lib/drill/facts';
import { matrixOf } from '../../lib/drill/matrix';
import { markText } from '../../lib/drill/notes';
import { useWords, type Words } from '../../lib/drill/useWords';
import type { EvaluatorRowItem } from '../../protocol';
import { may, now, submit, useExercise, useItem, useItems } from '../../sync';
import { type About, useDesk } from './desk';

export function useEvaluationWords(): Words {
  return useWords('evaluation');
}

export function useZone(): string {
  return useExercise()?.time_zone ?? 'Asia/Shanghai';
}

export function useRow(id: string | null): EvaluatorRowItem | undefined {
  // One key for every reader of a row; what stands under it depends on who reads.
  const item = useItem(`row/${id ?? ''}`);
  return item?.kind === 'evaluator_row' ? item : undefined;
}

export function useDepartments(): { code: string; name: string }[] {
  const items = useItems('department');
  const words = useEvaluationWords();
  return useMemo(() => items.map((item) => ({ code: item.code, name: words.in(item.name) })), [items, words]);
}

export function useMatrix() {
  const deliveries = useItems('delivery');
  return useMemo(() => matrixOf(deliveries), [deliveries]);
}

export function useEntryNames(): EntryNames {
  const rows = useItems('evaluator_row');
  const facts = useItems('picture');
  const resources = useItems('resource');
  const words = useEvaluationWords();
  return useMemo(() => {
    const titles = new Map(rows.map((row) => [row.id, words.in(row.title)]));
    const named = new Map(resources.map((one) => [one.key, words.in(one.name)]));
    return {
      row: (id) => titles.get(id),
      fact: factNamer(facts, words.in),
      resource: (key) => named.get(key),
    };
  }, [rows, facts, resources, words]);
}

/** Opens a note, stamped now, or with the moment that it adds words to; bound to what is named. */
export function openNote(
  about: Partial<About> & { camera?: boolean; at?: { device: number; exercise: number } } = {},
): void {
  const { row, task, note } = useDesk.getState();
  note({
    row: about.row ?? row,
    task: about.task ?? task,
    department: about.department ?? null,
    device: about.at?.device ?? Date.now(),
    exercise: about.at?.exercise ?? now().exercise,
    camera: about.camera ?? false,
  });
}

/** Marks the moment: a note without words, at once. Its words may follow. */
export function markTime(language: 'zh' | 'en'): void {
  const { row, task, setMarked } = useDesk.getState();
  if (!may('record_observation').ok) {
    openNote();
    return;
  }
  const at = { device: Date.now(), exercise: now().exercise };
  submit(
    {
      type: 'record_observation',
      text: markText(language, at.exercise),
      kind: 'fact',
      ...(row ? { row } : {}),
      ...(task ? { task } : {}),
      files: [],
    },
    at.device,
  );
  setMarked({ ...at, row, task });
}
