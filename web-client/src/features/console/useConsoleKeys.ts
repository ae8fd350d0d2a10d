import { isOpen, TABS } from '../../lib/drill/queue';
import { useKeys } from '../../lib/keys';
import type { Command, RowItem } from '../../protocol';
import { may, useItems } from '../../sync';
import { announce } from '../../ui';
import type { Act } from '../../ui/drill/act';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';
import { DEFER_SECONDS } from './RowActions';

/** Puts the focus on a row's button; a row out of sight is scrolled into it first, and then drawn. */
function reach(row: string, place: number, rows: number): void {
  const find = () => document.querySelector<HTMLElement>(`[data-open="${CSS.escape(row)}"]`);
  const scroll = document.getElementById('con-rows');
  if (!find() && scroll) scroll.scrollTop = (scroll.scrollHeight * place) / rows - scroll.clientHeight / 2;
  const focus = () => {
    const button = find();
    button?.focus({ preventScroll: true });
    button?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  };
  if (find()) focus();
  else requestAnimationFrame(() => requestAnimationFrame(focus));
}

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

/** The keys of the console. What a key cannot do now it says, as the button would. */
export function useConsoleKeys(act: Act): void {
  const { t, say } = useConsoleWords();
  const rows = useItems('row');
  const sheet = useDesk((desk) => desk.sheet);

  const selected = (): RowItem | undefined => {
    const id = useDesk.getState().selected;
    return rows.find((row) => row.id === id);
  };
  /** A key that does nothing says why, to eyes and to ears. */
  const refuse = (text: string) => {
    announce(text, 'assertive');
    useDesk.getState().tell(text);
  };
  const allowed = (word: Command['type']): boolean => {
    const judged = may(word);
    if (!judged.ok) refuse(say(`common:why.${judged.why ?? 'loading'}`));
    return judged.ok;
  };
  /** Does something with the selected row if it is still to come. */
  const withRow = (word: Command['type'], todo: (row: RowItem) => void) => {
    const row = selected();
    if (!row) refuse(t('detail.none'));
    else if (!isOpen(row.status)) refuse(t('keys.not_open', { row: row.id }));
    else if (allowed(word)) todo(row);
  };
  const desk = useDesk.getState;

  const keys: readonly [string, () => unknown][] = [
    ['J', () => move(1)],
    ['K', () => move(-1)],
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
    [
      'F',
      () => {
        const staged = selected()?.staging === 'people';
        withRow(staged ? 'mark_staged' : 'release_inject', (row) => {
          if (row.inject_kind === 'expected_action') desk().open({ type: 'complete', row: row.id });
          else desk().arm(row.id);
        });
      },
    ],
    [
      'H',
      () =>
        withRow('hold_inject', (row) =>
          act.give({ type: row.status === 'held' ? 'let_go_inject' : 'hold_inject', row: row.id }),
        ),
    ],
    [
      'D',
      () =>
        withRow('defer_inject', (row) => act.give({ type: 'defer_inject', row: row.id, by: DEFER_SECONDS })),
    ],
    ['S', () => withRow('skip_inject', (row) => desk().open({ type: 'skip', row: row.id }))],
    ['E', () => withRow('edit_inject', (row) => desk().open({ type: 'edit', row: row.id }))],
    ['N', () => allowed('send_ad_hoc') && desk().compose(true)],
    ['R', () => desk().open({ type: 'inbox' })],
    ['L', () => allowed('write_log') && desk().open({ type: 'log', pinned: false, row: null })],
    ['B', () => allowed('write_log') && desk().open({ type: 'log', pinned: true, row: null })],
    ['U', () => document.querySelector<HTMLElement>('.con-waiting')?.click()],
    ['/', () => document.getElementById('con-find')?.focus()],
    ['?', () => desk().open({ type: 'help' })],
    ['1', () => desk().show(TABS[0] ?? 'due')],
    ['2', () => desk().show(TABS[1] ?? 'due')],
    ['3', () => desk().show(TABS[2] ?? 'due')],
    ['4', () => desk().show(TABS[3] ?? 'due')],
    [
      'Shift+P',
      () => {
        if (may('resume_exercise').ok) act.give({ type: 'resume_exercise' });
        else if (allowed('pause_exercise')) desk().open({ type: 'pause' });
      },
    ],
    [
      'Escape',
      () => {
        if (desk().armed) {
          const row = desk().armed?.row;
          desk().arm(null);
          if (row) document.querySelector<HTMLElement>(`[data-open="${CSS.escape(row)}"]`)?.focus();
        } else if (desk().composing) desk().compose(false);
        else desk().select(null);
      },
    ],
  ];
  useKeys(Object.fromEntries(keys), sheet === null);
}
