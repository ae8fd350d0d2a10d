import { TABS } from '../../lib/drill/queue';
import { type KeyMap, useKeys } from '../../lib/keys';
import { mute, muted } from '../../lib/mute';
import { announce } from '../../ui';
import { openReplay, useMayReplay } from '../../ui/drill/ReplayButton';
import type { Deeds } from './deeds';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';
import { goTo, PLACES, reach } from './places';
import { lockDesk } from './WindowsSheet';

/** Moves the selection by one row; the focus goes with it, so that Enter and a reader know where they are. */
function move(by: 1 | -1): void {
  const { listed, selected, select } = useDesk.getState();
  const at = selected === null ? -1 : listed.indexOf(selected);
  const place = at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(listed.length - 1, Math.max(0, at + by));
  const next = listed[place];
  if (next === undefined) return;
  select(next);
  reach(next, place, listed.length);
}

/** One step back: what is armed, the drawer, the composer, the selection. */
function back(): void {
  const desk = useDesk.getState();
  const row = desk.armed?.row;
  if (row) {
    desk.arm(null);
    document.querySelector<HTMLElement>(`[data-open="${CSS.escape(row)}"]`)?.focus();
  } else if (desk.sheet) desk.open(null);
  else if (desk.composing) desk.compose(false);
  else desk.select(null);
}

/** Lets in what waits, in every list that was held still. */
function takeAll(): void {
  for (const button of document.querySelectorAll<HTMLElement>('.con-waiting')) button.click();
}

/** The keys of the console. What a key cannot do now it says, as the button would. */
export function useConsoleKeys(deeds: Deeds, on = true): void {
  const { t, say } = useConsoleWords();
  const replay = useMayReplay();
  const sheet = useDesk((desk) => desk.sheet);
  const desk = useDesk.getState;
  const ask = () => {
    desk().tell(t('go.hint'));
    announce(t('go.hint'));
  };
  const keys: KeyMap = {
    J: () => move(1),
    K: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    F: deeds.arm,
    H: deeds.hold,
    D: deeds.defer5,
    S: deeds.skip,
    E: deeds.edit,
    N: deeds.adhoc,
    R: deeds.inbox,
    L: () => deeds.log(false),
    B: () => deeds.log(true),
    M: () => mute(!muted()),
    U: takeAll,
    '/': () => document.getElementById('con-find')?.focus(),
    '?': () => desk().open({ type: 'help' }),
    'Shift+P': deeds.pause,
    'Ctrl+Alt+L': lockDesk,
    'Ctrl+K': () => desk().open({ type: 'palette' }),
    Escape: back,
    G: ask,
    'G T': () => {
      desk().tell(null);
      if (!replay) deeds.refuse(say('common:replay.not_yet'));
      else if (!openReplay()) deeds.refuse(say('common:replay.blocked'));
    },
    'G *': (event) => (event.key === 'Escape' ? desk().tell(null) : deeds.refuse(t('go.hint'))),
  };
  for (const [at, tab] of TABS.entries()) keys[String(at + 1)] = () => desk().show(tab);
  for (const [letter, place] of Object.entries(PLACES)) {
    keys[`G ${letter}`] = () => {
      desk().tell(null);
      goTo(place);
    };
  }
  // The inbox in its drawer leaves the rest usable; every other sheet has the keys for itself.
  useKeys(keys, on && (sheet === null || sheet.type === 'inbox'));
}
