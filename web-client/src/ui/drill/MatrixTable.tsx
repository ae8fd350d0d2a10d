import { memo, type ReactNode } from 'react';
import { stageMark } from '../../lib/drill/mark';
import { cellsMark, type Matrix, type MatrixCell } from '../../lib/drill/matrix';
import { useWords } from '../../lib/drill/useWords';
import { MarkSign } from './MarkSign';
import './drill.css';

export interface MatrixRow {
  id: string;
  title: string;
}

/** Up to so many departments have columns of one width, and the titles get the rest. */
const FEW = 8;

interface Props {
  rows: readonly MatrixRow[];
  departments: readonly { code: string; name: string }[];
  matrix: Matrix;
  selected?: string | null;
  onRow: (row: string) => void;
  onCell: (row: string, department: string) => void;
  /** Lines below the rows that speak of each department as a whole. */
  footer?: ReactNode;
}

/** Who has what: a real table, rows by departments; a cell opens the ladder behind it. */
export function MatrixTable({ rows, departments, matrix, selected, onRow, onCell, footer }: Props) {
  const { say } = useWords('record');
  return (
    <table className={departments.length <= FEW ? 'drill-matrix drill-matrix-few' : 'drill-matrix'}>
      <caption className="visually-hidden">{say('matrix.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('matrix.row')}</th>
          {departments.map(({ code, name }) => (
            <th scope="col" key={code} title={name}>
              {code}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const cells = matrix.get(row.id);
          return (
            <Line
              key={row.id}
              id={row.id}
              title={row.title}
              departments={departments}
              cells={cells}
              mark={cellsMark(cells)}
              selected={selected === row.id}
              onRow={onRow}
              onCell={onCell}
            />
          );
        })}
      </tbody>
      {footer}
    </table>
  );
}

interface LineProps {
  id: string;
  title: string;
  departments: Props['departments'];
  cells: ReadonlyMap<string, MatrixCell> | undefined;
  mark: string;
  selected: boolean;
  onRow: Props['onRow'];
  onCell: Props['onCell'];
}

/** Cells are made anew with every frame; a line is drawn anew only when its mark says so. */
const Line = memo(DrawnLine, (before, after) => {
  const { cells: _before, ...one } = before;
  const { cells: _after, ...other } = after;
  return Object.keys(one).every((key) => one[key as keyof typeof one] === other[key as keyof typeof other]);
});

function DrawnLine({ id, title, departments, cells, selected, onRow, onCell }: LineProps) {
  const { say } = useWords('record');
  return (
    <tr aria-selected={selected || undefined} className={selected ? 'drill-selected' : undefined}>
      <th scope="row">
        <button type="button" className="drill-link" onClick={() => onRow(id)} title={title}>
          <b>{id}</b> {title}
        </button>
      </th>
      {departments.map(({ code }) => {
        const cell = cells?.get(code);
        if (!cell) {
          return (
            <td key={code} className="drill-none">
              <span aria-hidden="true">·</span>
              <span className="visually-hidden">{say('matrix.none')}</span>
            </td>
          );
        }
        return (
          <td key={code}>
            <button type="button" className="drill-cell" onClick={() => onCell(id, code)}>
              <MarkSign mark={stageMark(cell.stage, cell.late, cell.declined)} compact />
              <span className="visually-hidden">{say('matrix.cell', { row: id, dept: code })}</span>
            </button>
          </td>
        );
      })}
    </tr>
  );
}
