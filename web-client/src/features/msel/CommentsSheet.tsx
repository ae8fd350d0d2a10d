import { useState } from 'react';
import { sendKey } from '../../lib/keys';
import { columnOf } from '../../lib/msel/columns';
import { wallMinute } from '../../lib/time';
import { useDraft, useItems, useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useSheet } from './sheet';
import { columnName, useCellWords, useMselWords, useZone } from './words';

/** What is said about a row or a cell, and settled. */
export function CommentsSheet({ row, field }: { row: string; field: string | null }) {
  const { t } = useMselWords();
  const words = useCellWords();
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const number = useSheet((sheet) => sheet.rows.get(row)?.cells.id?.text ?? '–');
  const all = useItems('msel_comment').filter((one) => one.row === row);
  const [openOnly, setOpenOnly] = useState(false);
  const settle = useMay('settle_msel_comment');
  const act = useAct();
  const name = (of: string | null) => (of === null ? t('comments.whole') : columnName(columnOf(of), words));
  // What is about this cell comes first; nothing of the row is hidden.
  const shown = all
    .filter((one) => !openOnly || !one.settled)
    .sort((a, b) => Number(b.field === field) - Number(a.field === field) || a.made.at.wall - b.made.at.wall);
  return (
    <Dialog title={t('comments.title', { what: number })} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        <Write row={row} field={field} name={name(field)} />
        {all.some((one) => one.settled) ? (
          <label className="tick">
            <input type="checkbox" checked={openOnly} onChange={() => setOpenOnly(!openOnly)} />
            {t('comments.open_only')}
          </label>
        ) : null}
        {shown.length === 0 ? <p className="quiet">{t('comments.none')}</p> : null}
        <ul className="stack">
          {shown.map((one) => (
            <li key={one.id} className="card">
              <div className="row spread">
                <span>
                  <b>{one.made.by?.seat}</b> {one.made.by?.name ?? ''}{' '}
                  <span className="quiet num">{wallMinute(one.made.at.wall, zone)}</span> · {name(one.field)}
                </span>
                {one.settled ? (
                  <span className="chip good">
                    ✓ {t('comments.settled', { who: one.settled.by?.seat ?? '' })}
                  </span>
                ) : (
                  <ActButton
                    may={settle}
                    busy={act.busy}
                    onAct={() => act.give({ type: 'settle_msel_comment', comment: one.id })}
                  >
                    {t('comments.settle')}
                  </ActButton>
                )}
              </div>
              <p className="prewrap">{one.text}</p>
            </li>
          ))}
        </ul>
        <Fate entry={act.entry} zone={zone} quiet />
      </div>
    </Dialog>
  );
}

function Write({ row, field, name }: { row: string; field: string | null; name: string }) {
  const { t } = useMselWords();
  const zone = useZone();
  const may = useMay('comment_msel');
  const [text, write, drop] = useDraft(`msel-comment/${row}/${field ?? ''}`);
  const act = useAct(drop);
  const send = () => {
    if (text.trim() && may.ok && !act.busy)
      act.give({ type: 'comment_msel', row, ...(field ? { field } : {}), text: text.trim() });
  };
  return (
    <div className="stack">
      <label className="field">
        {t('comments.write')} · {name}
        <textarea
          value={text}
          maxLength={500}
          onChange={(event) => write(event.target.value)}
          onKeyDown={sendKey(send)}
        />
      </label>
      <div className="row">
        <ActButton may={may} tone="main" hint="Ctrl+⏎" busy={act.busy} onAct={send}>
          {t('comments.add')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} quiet />
      </div>
    </div>
  );
}
