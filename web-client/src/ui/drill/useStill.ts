// A list that grows by itself holds still while somebody points at it or works in it.
import { useEffect, useMemo, useRef, useState } from 'react';
import { still } from '../../lib/drill/queue';

interface Still<T> {
  /** What to draw, in this order. */
  shown: T[];
  /** How many would stand there, were the list not held still. */
  waiting: number;
  /** For the element that scrolls. */
  hold: {
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocus: () => void;
    onBlur: (event: React.FocusEvent<HTMLElement>) => void;
  };
  /** Lets in what waits. */
  take: () => void;
}

/**
 * `wanted`: what the list would show now. `all`: everything that is still there, for what is shown though
 * it no longer belongs. Another `question`, such as a tab or a filter, is another list and shows at once.
 */
export function useStill<T>(
  all: readonly T[],
  wanted: readonly T[],
  name: (item: T) => string,
  question: string,
): Still<T> {
  const pointer = useRef(false);
  const focus = useRef(false);
  const before = useRef<{ question: string; ids: readonly string[] }>({ question: '', ids: [] });
  const [, settle] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how an item is named never changes
  const byId = useMemo(() => new Map(all.map((item) => [name(item), item])), [all]);
  const same = before.current.question === question;
  const held = same && before.current.ids.length > 0 && (pointer.current || focus.current);
  const ids = wanted.map(name);
  const { shown, waiting } = still(before.current.ids, ids, (id) => byId.has(id), held);
  useEffect(() => {
    before.current = { question, ids: shown };
  });
  const again = () => settle((count) => count + 1);
  const hold = {
    onPointerEnter: () => {
      pointer.current = true;
    },
    onPointerLeave: () => {
      pointer.current = false;
      again();
    },
    onFocus: () => {
      focus.current = true;
    },
    onBlur: (event: React.FocusEvent<HTMLElement>) => {
      focus.current = event.currentTarget.contains(event.relatedTarget as Node | null);
      if (!focus.current) again();
    },
  };
  const take = () => {
    before.current = { question, ids };
    again();
  };
  const items = shown.map((id) => byId.get(id)).filter((item) => item !== undefined);
  return { shown: items, waiting, hold, take };
}
