/** Below the grid: what is marked, who else is here, what was just done, the keys. */

import { columnOf } from '../../lib/msel/columns';
import { usePresence, useYou } from '../../sync';
import { useDesk } from './desk';
import { LintStrip } from './LintStrip';
import { markedBlock } from './screen';
import { useSheet } from './sheet';
import { columnName, useCellWords, useMselWords } from './words';

const KEYS = [
  ['F2', 'edit'],
  ['Tab ⏎', 'next'],
  ['Ctrl+D', 'fill'],
  ['Ctrl+Z', 'undo'],
  ['Alt+↑↓', 'rows'],
  ['Ctrl+⏎', 'new_row'],
  ['Esc Tab', 'leave'],
  ['F6', 'regions'],
  ['F1', 'help'],
] as const;

export function Foot() {
  const { t } = useMselWords();
  return (
    <footer className="msel-foot">
      <LintStrip />
      <div className="msel-bar">
        <Marked />
        <Told />
        <Also />
      </div>
      <div className="msel-keys" aria-hidden="true">
        {KEYS.map(([key, word]) => (
          <span key={key}>
            <kbd>{key}</kbd> {t(`keys.${word}`)}
          </span>
        ))}
      </div>
    </footer>
  );
}

function Marked() {
  const words = useCellWords();
  const active = useDesk((desk) => desk.active);
  const corner = useDesk((desk) => desk.corner);
  const anchor = useDesk((desk) => desk.anchor);
  const id = useSheet((sheet) => (active ? sheet.rows.get(active.row)?.cells.id?.text : undefined));
  if (!active) return null;
  const block = anchor !== corner ? markedBlock() : undefined;
  return (
    <span className="num" role={block ? 'status' : undefined}>
      {block
        ? words.t('foot.block', { rows: block.bottom - block.top + 1, columns: block.right - block.left + 1 })
        : words.t('foot.cell', { row: id ?? '–', column: columnName(columnOf(active.field), words) })}
    </span>
  );
}

function Told() {
  const { t } = useMselWords();
  const told = useDesk((desk) => desk.told);
  return told ? <b>{told === 'leave' ? t('leave') : told}</b> : null;
}

function Also() {
  const { t } = useMselWords();
  const { cells } = usePresence();
  const { seat } = useYou();
  const others = [...new Set(cells.filter((one) => one.seat !== seat).map((one) => one.seat))];
  if (others.length === 0) return null;
  return (
    <span className="msel-also msel-push">
      <span aria-hidden="true">◉ </span>
      {t('foot.others', { who: others.join(', ') })}
    </span>
  );
}
