import { useMemo } from 'react';
import { useItems } from '../../sync';
import { MatrixTable } from '../../ui/drill/MatrixTable';
import { useDesk } from './desk';
import { useDepartments, useEvaluationWords, useMatrix } from './picture';

/** Who has what, latest release on top; a cell or a title opens the row with its ladders. */
export function Receipts() {
  const words = useEvaluationWords();
  const { t } = words;
  const all = useItems('evaluator_row');
  const matrix = useMatrix();
  const departments = useDepartments();
  const selected = useDesk((desk) => desk.row);
  const openRow = useDesk((desk) => desk.openRow);
  const rows = useMemo(
    () =>
      all
        .filter((row) => matrix.has(row.id))
        .sort((a, b) => (b.released?.wall ?? 0) - (a.released?.wall ?? 0) || b.order - a.order)
        .map((row) => ({ id: row.id, title: words.in(row.title) })),
    [all, matrix, words],
  );
  return (
    <section className="eva-section" aria-label={t('pane.receipts')}>
      <h2>{t('pane.receipts')}</h2>
      <div className="eva-scroll">
        <MatrixTable
          rows={rows}
          departments={departments}
          matrix={matrix}
          selected={selected}
          onRow={openRow}
          onCell={openRow}
        />
        {rows.length === 0 ? <p className="quiet">{t('receipts.empty')}</p> : null}
      </div>
    </section>
  );
}
