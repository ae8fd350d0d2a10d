// Where columns stand, and which rows and columns are in sight. Rows have one height: reckoning is enough.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../lib/msel/columns';
import type { Spot } from '../../lib/msel/select';
import { lookStore } from '../../ui/settings';
import { type Density, ROW_HEIGHT } from './desk';
import { screen } from './screen';

/** Rows drawn beyond what is in sight, so that a turn of the wheel shows no gap. */
const BEYOND = 6;
/** Width of the column with numbers and marks. */
const GUTTER = 64;
const HEAD = 36;
/** Room below the last row, so that an editor opened there is not cut off. */
export const BELOW = 96;

const SCALE = { normal: 1, large: 1.25, largest: 1.5 } as const;

export interface Layout {
  columns: readonly Column[];
  widths: readonly number[];
  /** Left edge of each column, the gutter included. */
  lefts: readonly number[];
  frozen: number;
  gutter: number;
  head: number;
  height: number;
  /** Width of everything. */
  total: number;
}

export function useLayout(columns: readonly Column[], frozen: number, density: Density): Layout {
  const scale = useStore(lookStore, ({ size }) => SCALE[size]);
  return useMemo(() => {
    const widths = columns.map(({ width }) => Math.round(width * scale));
    const gutter = Math.round(GUTTER * scale);
    const lefts: number[] = [];
    let left = gutter;
    for (const width of widths) {
      lefts.push(left);
      left += width;
    }
    return {
      columns,
      widths,
      lefts,
      frozen: Math.min(frozen, columns.length),
      gutter,
      head: Math.round(HEAD * scale),
      height: Math.round(ROW_HEIGHT[density] * scale),
      total: left,
    };
  }, [columns, frozen, density, scale]);
}

export interface Sight {
  from: number;
  to: number;
  /** First and last scrolling column in sight; the frozen ones always are. */
  left: number;
  right: number;
}

const NOTHING: Sight = { from: 0, to: 0, left: 0, right: 0 };

function sightOf(element: HTMLElement, layout: Layout, rows: number): Sight {
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
  const from = Math.max(0, Math.floor(scrollTop / layout.height) - BEYOND);
  const to = Math.min(rows, Math.ceil((scrollTop + clientHeight) / layout.height) + BEYOND);
  const edge = frozenEdge(layout);
  let left = layout.frozen;
  while (left < layout.columns.length - 1 && (layout.lefts[left + 1] ?? 0) <= scrollLeft + edge) left += 1;
  let right = left;
  while (right < layout.columns.length && (layout.lefts[right] ?? 0) < scrollLeft + clientWidth) right += 1;
  return { from, to, left, right };
}

/** Where the frozen columns end. */
export function frozenEdge(layout: Layout): number {
  return layout.frozen === 0
    ? layout.gutter
    : (layout.lefts[layout.frozen - 1] ?? 0) + (layout.widths[layout.frozen - 1] ?? 0);
}

/** What is in sight of the scrolling element, and a way to bring a cell there. */
export function useSight(scroll: RefObject<HTMLElement | null>, layout: Layout, rows: number): Sight {
  const [sight, setSight] = useState(NOTHING);
  const look = useCallback(() => {
    const element = scroll.current;
    if (!element) return;
    const next = sightOf(element, layout, rows);
    screen.page = Math.max(1, Math.floor((element.clientHeight - layout.head) / layout.height) - 1);
    setSight((before) =>
      before.from === next.from &&
      before.to === next.to &&
      before.left === next.left &&
      before.right === next.right
        ? before
        : next,
    );
  }, [scroll, layout, rows]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroll, look]);
  useLayoutEffect(() => {
    screen.reveal = (spot) => {
      if (scroll.current) reveal(scroll.current, layout, spot);
    };
  }, [scroll, layout]);
  return sight;
}

/** Scrolls no further than needed; what is frozen hides nothing of the cell. */
function reveal(element: HTMLElement, layout: Layout, { row, column }: Spot): void {
  const top = row * layout.height;
  const room = element.clientHeight - layout.head;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + layout.height > element.scrollTop + room) element.scrollTop = top + layout.height - room;
  if (column < layout.frozen) return;
  const left = layout.lefts[column] ?? 0;
  const right = left + (layout.widths[column] ?? 0);
  const edge = frozenEdge(layout);
  if (left < element.scrollLeft + edge) element.scrollLeft = left - edge;
  else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
}
