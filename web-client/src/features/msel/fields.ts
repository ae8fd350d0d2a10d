// The way from a cell to its field in the panel.
import { columnOf } from '../../lib/msel/columns';
import { useDesk } from './desk';

export const fieldId = (field: string): string => `msel-f-${field.replace(/[^\w-]/g, '_')}`;

/** Opens the panel where a column is filled in, and puts the focus there. */
export function openField(field: string): void {
  const { set, tongue } = useDesk.getState();
  const { language } = columnOf(field);
  set({ panel: true, ...(language && tongue !== 'both' && tongue !== language ? { tongue: language } : {}) });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const box = document.getElementById(fieldId(field));
      box?.scrollIntoView({ block: 'nearest' });
      box?.querySelector<HTMLElement>('textarea, input, select, button')?.focus();
    }),
  );
}
