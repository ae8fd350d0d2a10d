import { COLUMNS, EXTRA, extraOf } from '../../lib/msel/columns';
import type { ImportColumn, ImportPreview, MselField } from '../../protocol';
import { columnName, useCellWords, useMselWords } from './words';

interface Props {
  preview: ImportPreview;
  onColumn: (index: number, header: string, field: MselField | null) => void;
}

/** Each column of the sheet with what it was taken for; a guess says that it is one and is corrected here. */
export function ImportColumns({ preview, onColumn }: Props) {
  const { t } = useMselWords();
  const guesses = preview.columns.filter(({ sure, field }) => !sure && field !== null).length;
  return (
    <section>
      <h3>{t('import.columns', { count: preview.columns.length, guesses })}</h3>
      <div className="msel-import-scroll">
        <table className="msel-import-table">
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.is')}</th>
              <th scope="col">{t('import.samples')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((column) => (
              <Line key={column.index} column={column} onColumn={onColumn} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ column, onColumn }: { column: ImportColumn; onColumn: Props['onColumn'] }) {
  const words = useCellWords();
  const { t } = words;
  const { index, letter, header, field, sure, samples } = column;
  const guess = !sure && field !== null;
  const extra = field !== null && extraOf(field) !== undefined;
  const own = `${EXTRA}${header || letter}`;
  return (
    <tr className={guess ? 'msel-import-guess' : undefined}>
      <th scope="row">
        <span className="quiet">{letter}</span> {header}
      </th>
      <td>
        <select
          aria-label={t('import.is_what', { what: header || letter })}
          value={field === null ? '' : extra ? own : field}
          onChange={(event) => onColumn(index, header, event.target.value || null)}
        >
          <option value="">{t('import.leave')}</option>
          <option value={own}>{t('import.extra')}</option>
          {COLUMNS.map((one) => (
            <option key={one.field} value={one.field}>
              {columnName(one, words)}
            </option>
          ))}
        </select>
        {guess ? <span className="chip soon">? {t('import.guess')}</span> : null}
      </td>
      <td className="quiet">{samples.slice(0, 3).join(' · ')}</td>
    </tr>
  );
}
