// The way from a finding to the cell that it is about.

import { language } from '../../i18n';
import { COLUMNS } from '../../lib/msel/columns';
import { NO_FILTER } from '../../lib/msel/filter';
import { useDesk } from './desk';
import { focusGrid } from './Grid';
import { goTo, screen } from './screen';
import { sheetNow } from './sheet';

/** The column of a field of the scenario file: `when.of[1].by`, `targets.respond`, `title`. */
export function columnOfField(field: string | null): string {
  const [first = 'id', second] = (field ?? 'id').split(/[.[]/);
  if (first === 'targets') return `target_${second ?? 'respond'}`;
  const found = COLUMNS.filter(({ base }) => base === first);
  const own = found.find((column) => (second ?? language()) === column.language);
  return (own ?? found[0])?.field ?? 'id';
}

/** The key of the first row with a number. */
export function rowOfNumber(number: string): string | undefined {
  const { order, rows } = sheetNow();
  return order.find((id) => rows.get(id)?.cells.id?.text === number);
}

/** Shows a cell, whatever filter and view showed before, and puts the cursor there. */
export function goToCell(row: string, field: string): void {
  const { open, find, set } = useDesk.getState();
  open(null);
  set({ tab: 'grid' });
  find(NO_FILTER);
  if (!screen.columns.some((one) => one.field === field)) set({ view: 'all' });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const at = screen.places.get(row);
      if (at === undefined) return;
      goTo({
        row: at,
        column: Math.max(
          0,
          screen.columns.findIndex((one) => one.field === field),
        ),
      });
      focusGrid();
    }),
  );
}
