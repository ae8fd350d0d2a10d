// The roll call as the console reads it: who is ready, who is not, and why.
import { useMemo } from 'react';
import type { Readiness, RollCallItem } from '../../protocol';
import { useItems } from '../../sync';
import { useDepartments } from './picture';

export interface RollLine {
  code: string;
  name: string;
  item: RollCallItem;
  /** Control's word, or else what the checks propose. */
  word: Readiness;
}

/** One line for each department, in the order of the directory. */
export function useRoll(): RollLine[] {
  const departments = useDepartments();
  const items = useItems('roll_call');
  return useMemo(() => {
    const known = new Map(items.map((item) => [item.department, item]));
    return departments.flatMap(({ code, name }) => {
      const item = known.get(code);
      return item ? [{ code, name, item, word: item.called?.word ?? item.proposed }] : [];
    });
  }, [departments, items]);
}

export const SHAPE: Record<Readiness, string> = { go: '●', wait: '▲', no_go: '✕' };
