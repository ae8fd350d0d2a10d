import { Dialog } from '../../ui';
import { restoreRows } from './acts';
import { useDesk } from './desk';
import { useSheet } from './sheet';
import { useCanEdit } from './useCanEdit';
import { useMselWords } from './words';

/** Rows that were taken out, as they were; each can come back. */
export function RemovedSheet() {
  const { t, lang } = useMselWords();
  const removed = useSheet((sheet) => sheet.removed);
  const rows = useSheet((sheet) => sheet.rows);
  const order = useSheet((sheet) => sheet.order);
  const active = useDesk((desk) => desk.active);
  const open = useDesk((desk) => desk.open);
  const can = useCanEdit();
  const after = active && order.includes(active.row) ? active.row : (order.at(-1) ?? null);
  return (
    <Dialog title={t('removed.title')} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        {removed.length === 0 ? <p className="quiet">{t('removed.none')}</p> : null}
        <ul className="stack">
          {[...removed].reverse().map((id) => {
            const cells = rows.get(id)?.cells;
            return (
              <li key={id} className="row spread">
                <span className="grow">
                  <b>{cells?.id?.text ?? '–'}</b>{' '}
                  {cells?.[`title_${lang}`]?.text ?? cells?.title_zh?.text ?? cells?.title_en?.text}
                </span>
                <button type="button" disabled={!can.ok} onClick={() => restoreRows([id], after)}>
                  {t(after ? 'removed.restore' : 'removed.restore_end')}
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}
