// Where the keys and the palette lead: panes get the focus, sheets open.
import { useDesk } from './desk';
import { openMsel, openReport } from './windows';

/** Places by the letter after G. W, E and T stay free for the screens that the list of keys names them for. */
export const PLACES = {
  Q: 'queue',
  D: 'matrix',
  P: 'picture',
  I: 'inbox',
  L: 'log',
  S: 'seats',
  K: 'tasks',
  X: 'exercise',
  C: 'ledger',
  Y: 'relay',
  V: 'windows',
  B: 'resources',
  O: 'roll',
  H: 'kiosks',
  A: 'map',
  N: 'media',
  J: 'improve',
  R: 'report',
  M: 'msel',
} as const;

export type Place = (typeof PLACES)[keyof typeof PLACES];

/** Places that open as a sheet. */
type Opened = Exclude<Place, 'queue' | 'matrix' | 'picture' | 'inbox' | 'log' | 'map' | 'report' | 'msel'>;

const PANES: Partial<Record<Place, string>> = {
  queue: 'con-queue',
  matrix: 'con-matrix',
  picture: 'con-matrix',
  inbox: 'con-inbox',
  log: 'con-log',
  map: 'con-map',
};

/** Runs once what was just decided is on screen. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/** Puts the focus on a row's button; a row out of sight is scrolled into it first, and then drawn. */
export function reach(row: string, place: number, rows: number): void {
  const find = () => document.querySelector<HTMLElement>(`[data-open="${CSS.escape(row)}"]`);
  const scroll = document.getElementById('con-rows');
  if (!find() && scroll) scroll.scrollTop = (scroll.scrollHeight * place) / rows - scroll.clientHeight / 2;
  const focus = () => {
    const button = find();
    button?.focus({ preventScroll: true });
    button?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  };
  if (find()) focus();
  else afterPaint(focus);
}

/** The row that is selected gets the focus, else the first one. */
function toQueue(): void {
  const { listed, selected } = useDesk.getState();
  const at = selected === null ? -1 : listed.indexOf(selected);
  const row = listed[Math.max(0, at)];
  if (row === undefined) document.getElementById('con-queue')?.focus();
  else reach(row, Math.max(0, at), listed.length);
}

/** Goes to a place. A pane that has no room here opens as a drawer. */
export function goTo(place: Place): void {
  const { open, turn } = useDesk.getState();
  if (place === 'report') {
    openReport();
    return;
  }
  if (place === 'msel') {
    openMsel();
    return;
  }
  if (place === 'matrix' || place === 'picture') turn(place);
  const pane = PANES[place];
  if (pane === undefined) {
    open({
      type: place as Opened,
    });
    return;
  }
  const there = document.getElementById(pane);
  if (!there && (place === 'inbox' || place === 'map')) {
    open({ type: place });
    return;
  }
  open(null);
  if (place === 'queue') toQueue();
  else there?.focus();
}

/** Shows one row in the queue, whatever the queue showed before. */
export function showRow(row: string): void {
  const desk = useDesk.getState();
  if (!desk.listed.includes(row)) {
    desk.find('');
    desk.show('all');
  }
  desk.select(row);
  afterPaint(() => {
    const { listed } = useDesk.getState();
    const at = listed.indexOf(row);
    if (at >= 0) reach(row, at, listed.length);
  });
}
