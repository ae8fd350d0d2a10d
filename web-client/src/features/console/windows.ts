// What a controller opens beside the desk. The desk stays open: its alarms go on.
import { getI18n } from 'react-i18next';
import type { Say } from '../../lib/drill/words';
import { openWindow } from '../../lib/windows';
import { heldExercise, may } from '../../sync';
import { announce } from '../../ui';
import { useDesk } from './desk';

/** Roles that may look through a department's eyes; the server is the judge. */
export const LOOKS: ReadonlySet<string> = new Set(['DIR', 'LC', 'CTL']);

/** Opens an address of this exercise in a window of its own; says so where the browser does not let it. */
function openBeside(address: (exercise: string) => string, name: string, t: Say): Window | null {
  const id = heldExercise();
  const opened = id ? openWindow(address(id), name) : null;
  if (!opened) {
    useDesk.getState().tell(t('windows.blocked'));
    announce(t('windows.blocked'), 'assertive');
  }
  return opened;
}

/** A department's screen as its seat sees it. A window each, so that several stand side by side. */
export function openEyes(seat: string, t: Say): void {
  openBeside((id) => `/as/${encodeURIComponent(seat)}/x/${id}`, `startex-as-${seat}`, t);
}

/** Paper: running order, department pages, forms, seat cards. */
export function openPaper(t: Say): void {
  openBeside((id) => `/x/${id}/paper`, 'startex-paper', t);
}

/** The report editor, for those who answer for the reports. */
export function openReport(): void {
  const t = getI18n().getFixedT(null, 'console') as unknown as Say;
  if (may('edit_sentence').why === 'role') {
    useDesk.getState().tell(t('common:why.role'));
    announce(t('common:why.role'));
    return;
  }
  openBeside((id) => `/x/${id}/report`, 'startex-report', t);
}

/** The list as it is planned, for those who may change it. */
export function openMsel(): void {
  const t = getI18n().getFixedT(null, 'console') as unknown as Say;
  if (may('edit_msel_cells').why === 'role') {
    useDesk.getState().tell(t('common:why.role'));
    announce(t('common:why.role'));
    return;
  }
  openBeside((id) => `/x/${id}/msel`, 'startex-msel', t);
}
