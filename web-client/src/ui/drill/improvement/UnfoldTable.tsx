/** A table of numbered lines, each of which opens to what stands behind it; one at a time. */
import { Fragment, type ReactNode, useState } from 'react';
import { useWords } from '../../../lib/drill/useWords';
import { Scroll } from '../Scroll';

export interface Turning {
  open: boolean;
  turn: () => void;
}

interface Props<T> {
  label: string;
  columns: readonly string[];
  list: readonly T[];
  line: (one: T, turning: Turning) => ReactNode;
  more: (one: T) => ReactNode;
}

export function UnfoldTable<T extends { id: string }>({ label, columns, list, line, more }: Props<T>) {
  const { t } = useWords('improve');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Scroll className="improve-scroll" label={label}>
      <table className="drill-table improve-table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <Fragment key={one.id}>
              {line(one, { open: open === one.id, turn: () => setOpen(open === one.id ? null : one.id) })}
              {open === one.id ? (
                <tr className="improve-more">
                  <td colSpan={columns.length}>{more(one)}</td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The first cell of a line: its number, which opens it. */
export function NumberCell({ number, open, turn }: Turning & { number: number }) {
  const { t } = useWords('improve');
  return (
    <td data-label={t('column.number')}>
      <button type="button" className="drill-act" aria-expanded={open} onClick={turn}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {number}
        <span className="visually-hidden"> {t('more')}</span>
      </button>
    </td>
  );
}
