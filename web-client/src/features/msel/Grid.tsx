/** The list as a grid: Excel's hands, one tab stop, only what is in sight drawn. */
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import type { CellWords } from '../../lib/msel/cells';
import { blockOf } from '../../lib/msel/select';
import { type Place, useDesk } from './desk';
import { GridRow } from './GridRow';
import { Lock } from './Lock';
import { BELOW, type Layout, type Sight, useLayout, useSight } from './layout';
import { useRehearsal, useStale, withRehearsal } from './rehearsal';
import { editor, focus, goTo, placeOf, screen, spotOf } from './screen';
import { useSheet } from './sheet';
import { useColumns, useCommented, useOthers, useVisible } from './useVisible';
import { columnName, useCellWords, usePlanWords } from './words';
import './grid.css';

export function Grid() {
  const words = useCellWords();
  const rows = useVisible(words);
  const columns = useColumns(words);
  const frozen = useDesk((desk) => desk.frozen);
  const density = useDesk((desk) => desk.density);
  const layout = useLayout(columns, frozen, density);
  const scroll = useRef<HTMLDivElement>(null);
  const places = useMemo(() => new Map(rows.map((row, index) => [row, index])), [rows]);
  // Written while drawing: keys that come right after find what stands here.
  screen.rows = rows;
  screen.places = places;
  screen.columns = columns;
  const sight = useSight(scroll, layout, rows.length);
  const stale = useStale();
  useFirstCell(rows, layout);
  useLeaving();
  return (
    <div
      ref={scroll}
      role="grid"
      aria-label={words.t('grid.label')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      className={`msel-grid msel-${density}${stale ? ' msel-grid-stale' : ''}`}
      onMouseDown={mouseDown}
      onMouseMove={mouseMove}
      onDoubleClick={doubleClick}
    >
      <Head layout={layout} words={words} left={sight.left} right={sight.right} />
      <Body rows={rows} layout={layout} sight={sight} words={words} />
    </div>
  );
}

/** The cursor stands somewhere from the beginning, and in a column that is shown. */
function useFirstCell(rows: readonly string[], layout: Layout): void {
  const active = useDesk((desk) => desk.active);
  const gone = rows.length > 0 && (active === null || !screen.places.has(active.row));
  const hidden = active !== null && !layout.columns.some(({ field }) => field === active.field);
  useEffect(() => {
    if (!gone && !hidden) return;
    const spot = spotOf(active) ?? { row: 0, column: 0 };
    const next = placeOf(spot);
    if (next) useDesk.getState().go(next);
  }, [gone, hidden, active]);
}

/** Once the focus is elsewhere, a cursor that is moved from there takes it no more. */
function useLeaving(): void {
  useEffect(() => {
    const look = (event: FocusEvent) => {
      if (event.target instanceof Element && !event.target.closest('.msel-grid')) focus.wanted = false;
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, []);
}

interface HeadProps {
  layout: Layout;
  words: CellWords;
  left: number;
  right: number;
}

function Head({ layout, words, left, right }: HeadProps) {
  const shown = [];
  for (let column = 0; column < layout.frozen; column += 1) shown.push(column);
  for (let column = Math.max(left, layout.frozen); column < right; column += 1) shown.push(column);
  let end = layout.gutter;
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="msel-head"
      style={{ height: layout.head, width: layout.total }}
    >
      <div role="columnheader" aria-colindex={1} className="msel-gutter" style={{ width: layout.gutter }}>
        <span aria-hidden="true">#</span>
        <span className="visually-hidden">{words.t('grid.number')}</span>
      </div>
      {shown.map((column) => {
        const what = layout.columns[column];
        if (!what) return null;
        const gap = column < layout.frozen ? 0 : (layout.lefts[column] ?? 0) - end;
        end = (layout.lefts[column] ?? 0) + (layout.widths[column] ?? 0);
        const frozen = column < layout.frozen;
        const name = columnName(what, words);
        return (
          <div
            key={what.field}
            role="columnheader"
            aria-colindex={column + 2}
            className={`msel-headcell msel-for-${what.audience}${frozen ? ' msel-frozen' : ''}${
              frozen && column === layout.frozen - 1 ? ' msel-frozen-last' : ''
            }`}
            style={{
              width: layout.widths[column],
              ...(frozen ? { insetInlineStart: layout.lefts[column] } : {}),
              ...(gap > 0 ? { marginInlineStart: gap } : {}),
            }}
            title={`${name} · ${words.t(`audience.${what.audience}`)}`}
            data-head={column}
          >
            {what.audience === 'control' || what.audience === 'evaluators' ? <Lock /> : null}
            <span className="msel-headname">{name}</span>
          </div>
        );
      })}
    </div>
  );
}

interface BodyProps {
  rows: readonly string[];
  layout: Layout;
  sight: Sight;
  words: CellWords;
}

function Body({ rows, layout, sight, words }: BodyProps) {
  const active = useDesk((desk) => desk.active);
  const anchor = useDesk((desk) => desk.anchor);
  const corner = useDesk((desk) => desk.corner);
  const editing = useDesk((desk) => desk.editing);
  const sheet = useSheet((one) => one.rows);
  const commented = useCommented();
  const others = useOthers();
  const plan = usePlanWords();
  const rehearsed = useRehearsal(({ report }) => report) !== undefined;
  const stale = useStale();
  const here = active ? screen.places.get(active.row) : undefined;
  const column = active ? layout.columns.findIndex(({ field }) => field === active.field) : -1;
  const from = spotOf(anchor);
  const to = spotOf(corner);
  const block = from && to ? blockOf(from, to) : undefined;
  const drawn: number[] = [];
  // The cursor's row is there even when it is out of sight: it has the focus.
  if (here !== undefined && here < sight.from) drawn.push(here);
  for (let index = sight.from; index < sight.to; index += 1) drawn.push(index);
  if (here !== undefined && here >= sight.to) drawn.push(here);
  return (
    <div
      role="rowgroup"
      className="msel-body"
      style={{ height: rows.length * layout.height + BELOW, width: layout.total }}
    >
      {drawn.map((index) => {
        const id = rows[index];
        const held = id === undefined ? undefined : sheet.get(id);
        const row = held && rehearsed ? withRehearsal(held, plan.t, plan.lang, stale) : held;
        if (!id || !row) return null;
        const marked = block !== undefined && index >= block.top && index <= block.bottom;
        const cursor = index === here ? column : -1;
        return (
          <GridRow
            key={id}
            row={row}
            index={index}
            layout={layout}
            left={sight.left}
            right={sight.right}
            words={words}
            cursor={cursor}
            editing={cursor >= 0 ? editing : null}
            markFrom={marked ? block.left : -1}
            markTo={marked ? block.right : -1}
            others={others.get(id) ?? ''}
            comments={commented.get(id) ?? ''}
          />
        );
      })}
    </div>
  );
}

interface Hit {
  row: number;
  column: number;
  /** The number of the row, or the head of a column, was hit: all of it is meant. */
  whole: 'row' | 'column' | undefined;
}

function hit(target: EventTarget | null): Hit | undefined {
  if (!(target instanceof Element)) return undefined;
  const head = target.closest<HTMLElement>('[data-head]');
  if (head) return { row: 0, column: Number(head.dataset.head), whole: 'column' };
  const row = target.closest<HTMLElement>('[data-index]');
  if (!row) return undefined;
  const index = Number(row.dataset.index);
  if (target.closest('[data-gutter]')) return { row: index, column: 0, whole: 'row' };
  const cell = target.closest<HTMLElement>('[data-column]');
  return cell ? { row: index, column: Number(cell.dataset.column), whole: undefined } : undefined;
}

let dragging = false;

function mouseDown(event: MouseEvent): void {
  // Inside the field that is being edited, the pointer is the field's.
  if (
    event.button !== 0 ||
    (event.target instanceof Element && event.target.closest('.msel-field-open, .msel-list'))
  )
    return;
  const at = hit(event.target);
  if (!at) return;
  event.preventDefault();
  dragging = true;
  window.addEventListener(
    'mouseup',
    () => {
      dragging = false;
    },
    { once: true },
  );
  editor.commit();
  focus.wanted = true;
  const desk = useDesk.getState();
  const last = { row: screen.rows.length - 1, column: screen.columns.length - 1 };
  if (at.whole === 'row') {
    const anchor = event.shiftKey ? (spotOf(desk.anchor)?.row ?? at.row) : at.row;
    mark(placeOf({ row: anchor, column: 0 }), placeOf({ row: at.row, column: last.column }));
  } else if (at.whole === 'column') {
    mark(placeOf({ row: 0, column: at.column }), placeOf({ row: last.row, column: at.column }));
  } else goTo(at, event.shiftKey);
  refocus();
}

/** A cell that is the cursor's already keeps its field: the focus comes back to it by hand. */
function refocus(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>('.msel-field');
    if (field && document.activeElement !== field) field.focus({ preventScroll: true });
  });
}

function mark(from: Place | null, to: Place | null): void {
  if (from && to) useDesk.getState().mark(from, to);
}

function mouseMove(event: MouseEvent): void {
  if (!dragging || event.buttons !== 1) return;
  const at = hit(document.elementFromPoint(event.clientX, event.clientY));
  const corner =
    at && at.whole !== 'column'
      ? placeOf(at.whole ? { row: at.row, column: screen.columns.length - 1 } : at)
      : null;
  const before = useDesk.getState().corner;
  if (corner && (corner.row !== before?.row || corner.field !== before.field))
    useDesk.getState().go(corner, true);
}

function doubleClick(event: { target: EventTarget | null }): void {
  const at = hit(event.target);
  if (at && !at.whole)
    document
      .querySelector('.msel-field')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }));
}

/** Gives the focus to the cursor's cell. */
export function focusGrid(): void {
  focus.wanted = true;
  document.querySelector<HTMLElement>('.msel-field')?.focus({ preventScroll: true });
}
