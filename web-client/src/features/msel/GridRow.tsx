import { memo, type ReactNode } from 'react';
import { type CellWords, shownText } from '../../lib/msel/cells';
import { CellField } from './CellField';
import type { Editing } from './desk';
import { frozenEdge, type Layout, type Sight } from './layout';
import type { SheetRow } from './sheet';
import { columnName } from './words';

export interface RowProps {
  row: SheetRow;
  index: number;
  layout: Layout;
  left: Sight['left'];
  right: Sight['right'];
  words: CellWords;
  /** Column of the cursor; −1 in all rows but one. */
  cursor: number;
  editing: Editing | null;
  /** Columns of the block; −1 where the row is outside of it. */
  markFrom: number;
  markTo: number;
  /** Others in cells of this row: field, tab and seat, separated by `|`. */
  others: string;
  /** Fields with open comments, separated by `|`; `*` for the row. */
  comments: string;
}

/** A row of the grid. Drawn anew only when something of it changed. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { index, layout, left, right, cursor } = props;
  const shown: ReactNode[] = [];
  for (let column = 0; column < layout.frozen; column += 1)
    shown.push(<Cell key={column} {...props} column={column} />);
  // The cursor's cell is there even when it is out of sight: it has the focus.
  const scrolling = new Set<number>();
  if (cursor >= layout.frozen && cursor < left) scrolling.add(cursor);
  for (let column = Math.max(left, layout.frozen); column < right; column += 1) scrolling.add(column);
  if (cursor >= right) scrolling.add(cursor);
  let end = frozenEdge(layout);
  for (const column of scrolling) {
    const gap = (layout.lefts[column] ?? 0) - end;
    shown.push(<Cell key={column} {...props} column={column} gap={gap} />);
    end = (layout.lefts[column] ?? 0) + (layout.widths[column] ?? 0);
  }
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`msel-row${cursor >= 0 ? ' msel-row-here' : ''}`}
      style={{ top: index * layout.height, height: layout.height, width: layout.total }}
      data-index={index}
    >
      <Gutter {...props} />
      {shown}
    </div>
  );
});

/** The number of the row, and in shapes what is to be known of it. */
function Gutter({ row, index, layout, words, others, comments, markFrom }: RowProps) {
  const { t } = words;
  const failed = [...row.pending.values()].includes('failed');
  const signs = [
    row.wrong > 0 ? ['!', t('sign.wrong', { count: row.wrong }), `!${row.wrong}`] : undefined,
    comments ? ['c', t('sign.comments'), '❝'] : undefined,
    others ? ['o', t('sign.others', { who: names(others) }), '◉'] : undefined,
    failed ? ['f', t('sign.failed'), '✕'] : row.pending.size > 0 ? ['p', t('sign.sending'), '…'] : undefined,
  ].filter((sign) => sign !== undefined);
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      className={`msel-gutter${markFrom >= 0 ? ' msel-gutter-marked' : ''}`}
      style={{ width: layout.gutter }}
      data-gutter
    >
      <span className="num">{index + 1}</span>
      {signs.map(([key, word, sign]) => (
        <span key={key} className={`msel-sign msel-sign-${key === '!' ? 'wrong' : key}`} title={word}>
          <span aria-hidden="true">{sign}</span>
          <span className="visually-hidden">{word}</span>
        </span>
      ))}
    </div>
  );
}

const names = (others: string) =>
  [...new Set(others.split('|').map((one) => one.split('\t')[1] ?? ''))].join(', ');

interface CellProps extends RowProps {
  column: number;
  gap?: number;
}

function Cell(props: CellProps) {
  const { row, layout, column, words, cursor, markFrom, markTo, gap = 0 } = props;
  const what = layout.columns[column];
  if (!what) return null;
  const cell = row.cells[what.field];
  const here = column === cursor;
  const frozen = column < layout.frozen;
  const marked = column >= markFrom && column <= markTo && markFrom >= 0;
  const fault = cell?.fault ?? row.faults.find(({ field }) => field === what.field)?.fault;
  const others = othersIn(props.others, what.field);
  const pending = row.pending.get(what.field);
  const classes = [
    'msel-cell',
    `msel-for-${what.audience}`,
    frozen ? 'msel-frozen' : '',
    frozen && column === layout.frozen - 1 ? 'msel-frozen-last' : '',
    marked ? 'msel-marked' : '',
    here ? 'msel-here' : '',
    fault ? 'msel-wrong' : '',
    others ? 'msel-other' : '',
    pending ? `msel-${pending}` : '',
    cell?.lost ? 'msel-lost' : '',
    what.reckoned ? 'msel-reckoned' : '',
  ];
  const text = shownText(cell, what, words);
  return (
    <div
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={marked || here}
      className={classes.filter(Boolean).join(' ')}
      style={{
        width: layout.widths[column],
        ...(frozen ? { insetInlineStart: layout.lefts[column] } : {}),
        ...(gap > 0 ? { marginInlineStart: gap } : {}),
      }}
      data-column={column}
    >
      <span className={`msel-text msel-text-${what.form}`} aria-hidden={here || undefined}>
        {fault ? (
          <span className="msel-fault" title={words.t(`fault.${fault}`)}>
            <span aria-hidden="true">!</span>
            <span className="visually-hidden">{words.t(`fault.${fault}`)}</span>
          </span>
        ) : null}
        {text}
      </span>
      {cell?.lost || hasComment(props.comments, what.field) ? (
        <Corner lost={cell?.lost !== undefined} words={words} />
      ) : null}
      {others ? <span className="msel-flag">{others}</span> : null}
      {here ? (
        <CellField
          row={row}
          column={what}
          shown={text}
          words={words}
          editing={props.editing}
          says={[
            fault ? words.t(`fault.${fault}`) : '',
            others ? words.t('sign.others', { who: others }) : '',
            cell?.lost ? words.t('lost.short') : '',
            hasComment(props.comments, what.field) ? words.t('sign.comments') : '',
          ]}
          name={`${columnName(what, words)} · ${row.cells.id?.text ?? props.index + 1}`}
          wrong={fault !== undefined}
        />
      ) : null}
    </div>
  );
}

function Corner({ lost, words }: { lost: boolean; words: CellWords }) {
  const word = words.t(lost ? 'lost.short' : 'sign.comments');
  return (
    <span className={lost ? 'msel-corner msel-corner-lost' : 'msel-corner'} title={word}>
      <span aria-hidden="true">{lost ? '↶' : '❝'}</span>
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

const hasComment = (comments: string, field: string) => comments.split('|').includes(field);

const othersIn = (others: string, field: string) =>
  others
    .split('|')
    .filter((one) => one.startsWith(`${field}\t`))
    .map((one) => one.slice(field.length + 1))
    .join(', ');
