// What a controller can do from anywhere: the keys and the palette call the same deeds.
import { isOpen } from '../../lib/drill/queue';
import type { Command, RowItem } from '../../protocol';
import { heldItem, may } from '../../sync';
import { announce } from '../../ui';
import type { Act } from '../../ui/drill/act';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';
import { goTo } from './places';
import { DEFER_SECONDS } from './RowActions';

export interface Deeds {
  /** A key that does nothing says why, to eyes and to ears. */
  refuse: (text: string) => void;
  arm: () => void;
  hold: () => void;
  defer5: () => void;
  skip: () => void;
  edit: () => void;
  adhoc: () => void;
  inbox: () => void;
  log: (pinned: boolean) => void;
  pause: () => void;
}

export function useDeeds(act: Act): Deeds {
  const { t, say } = useConsoleWords();
  const desk = useDesk.getState;

  // Asked for when a key is pressed: the desk need not be drawn anew with every row that changes.
  const selected = (): RowItem | undefined => {
    const item = heldItem(`row/${desk().selected ?? ''}`);
    return item?.kind === 'row' ? item : undefined;
  };
  const refuse = (text: string) => {
    announce(text, 'assertive');
    desk().tell(text);
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
  return {
    refuse,
    arm() {
      const staged = selected()?.staging === 'people';
      withRow(staged ? 'mark_staged' : 'release_inject', (row) => {
        if (row.inject_kind === 'expected_action') desk().open({ type: 'complete', row: row.id });
        else desk().arm(row.id);
      });
    },
    hold: () =>
      withRow('hold_inject', (row) =>
        act.give({ type: row.status === 'held' ? 'let_go_inject' : 'hold_inject', row: row.id }),
      ),
    defer5: () =>
      withRow('defer_inject', (row) => act.give({ type: 'defer_inject', row: row.id, by: DEFER_SECONDS })),
    skip: () => withRow('skip_inject', (row) => desk().open({ type: 'skip', row: row.id })),
    edit: () => withRow('edit_inject', (row) => desk().open({ type: 'edit', row: row.id })),
    adhoc() {
      if (allowed('send_ad_hoc')) desk().compose(true);
    },
    inbox: () => goTo('inbox'),
    log(pinned) {
      if (allowed('write_log')) desk().open({ type: 'log', pinned, row: null });
    },
    pause() {
      if (may('resume_exercise').ok) act.give({ type: 'resume_exercise' });
      else if (allowed('pause_exercise')) desk().open({ type: 'pause' });
    },
  };
}
