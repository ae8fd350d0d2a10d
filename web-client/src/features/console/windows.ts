// What a controller opens beside the desk. The desk stays open: its alarms go on.
import type { Say } from '../../lib/drill/words';
import { openWindow } from '../../lib/windows';
import { heldExercise } from '../../sync';
import { announce } from '../../ui';
import { useDesk } from './desk';

/** Opens an address of this exercise in a window of its own; says so where the browser does not let it. */
function openBeside(rest: string, name: string, t: Say): Window | null {
  const id = heldExercise();
  const opened = id ? openWindow(`/x/${id}/${rest}`, name) : null;
  if (!opened) {
    useDesk.getState().tell(t('windows.blocked'));
    announce(t('windows.blocked'), 'assertive');
  }
  return opened;
}

/** Paper: running order, department pages, forms, seat cards. */
export function openPaper(t: Say): void {
  openBeside('paper', 'startex-paper', t);
}
