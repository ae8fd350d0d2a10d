// A cell that this window wrote and the server cannot read is said, wherever the cursor is by then.
import { useEffect, useRef } from 'react';
import { columnOf } from '../../lib/msel/columns';
import { announce } from '../../ui';
import { sheetStore } from './sheet';
import { columnName, useCellWords } from './words';
import { writes } from './writes';

export function useSaidFaults(): void {
  const words = useCellWords();
  const latest = useRef(words);
  latest.current = words;
  useEffect(
    () =>
      writes.subscribe((state, before) => {
        if (state.cells === before.cells) return;
        const told: string[] = [];
        let more = 0;
        for (const [row, inner] of before.cells) {
          for (const field of inner.keys()) {
            if (state.cells.get(row)?.has(field)) continue;
            const cells = sheetStore.getState().rows.get(row)?.cells;
            const fault = cells?.[field]?.fault;
            if (!fault) continue;
            if (told.length >= 2) more += 1;
            else {
              const { t } = latest.current;
              const name = `${cells.id?.text ?? ''} ${columnName(columnOf(field), latest.current)}`.trim();
              told.push(t('read_as', { name, fault: t(`fault.${fault}`) }));
            }
          }
        }
        // The sheet is made anew with the same news, after this listener or before it: both have it by the next tick.
        if (told.length > 0)
          announce(more > 0 ? `${told.join('. ')} +${more}` : told.join('. '), 'assertive');
      }),
    [],
  );
}
