// Words of the editor, and what columns and faults are called.
import { useMemo } from 'react';
import { useWords, type Words } from '../../lib/drill/useWords';
import type { CellWords } from '../../lib/msel/cells';
import { type Column, extraOf } from '../../lib/msel/columns';
import { useExercise } from '../../sync';

export function useMselWords(): Words {
  return useWords('msel');
}

/** Words of what stands beside the grid: the other parts, coverage, lanes, lint, rehearsal. */
export function usePlanWords(): Words {
  return useWords('mselparts');
}

export function useZone(): string {
  return useExercise()?.time_zone ?? 'Asia/Shanghai';
}

/** What a column is called; a text says its language only where both stand side by side. */
export function columnName(column: Column, { t }: Pick<CellWords, 't'>, language = true): string {
  const extra = extraOf(column.field);
  if (extra !== undefined) return extra;
  const name = t(`column.${column.base}`);
  return column.language && language
    ? t('column_in', { name, language: t(`lang.${column.language}`) })
    : name;
}

export function useCellWords(): CellWords {
  const words = useMselWords();
  return useMemo(() => ({ t: words.t, say: words.say, lang: words.lang }), [words]);
}
