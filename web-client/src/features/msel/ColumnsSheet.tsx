import { useState } from 'react';
import { COLUMNS, columnOf } from '../../lib/msel/columns';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { Lock } from './Lock';
import { useSheet } from './sheet';
import { useColumns } from './useVisible';
import { columnName, useCellWords, useMselWords } from './words';

/** Which columns the grid shows: a view of one's own, remembered on this device. */
export function ColumnsSheet() {
  const { t } = useMselWords();
  const words = useCellWords();
  const shown = useColumns(words);
  const extra = useSheet((sheet) => sheet.extra);
  const { open, set } = useDesk.getState();
  const [chosen, setChosen] = useState(() => new Set(shown.map(({ field }) => field)));
  const all = [...COLUMNS, ...extra.map(columnOf)];
  const turn = (field: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(field)) next.add(field);
      return next;
    });
  return (
    <Dialog title={t('columns.title')} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        <div className="row">
          <button type="button" onClick={() => setChosen(new Set(all.map(({ field }) => field)))}>
            {t('columns.all')}
          </button>
          <button type="button" onClick={() => setChosen(new Set())}>
            {t('columns.none')}
          </button>
        </div>
        <div className="msel-column-list">
          {all.map((column) => (
            <label key={column.field}>
              <input type="checkbox" checked={chosen.has(column.field)} onChange={() => turn(column.field)} />
              <span>{columnName(column, words)}</span>
              {column.audience === 'control' || column.audience === 'evaluators' ? <Lock /> : null}
            </label>
          ))}
        </div>
        <button
          type="button"
          className="primary"
          disabled={chosen.size === 0}
          onClick={() => {
            set({ own: all.map(({ field }) => field).filter((field) => chosen.has(field)), view: 'own' });
            open(null);
          }}
        >
          {t('columns.show')}
        </button>
      </div>
    </Dialog>
  );
}
