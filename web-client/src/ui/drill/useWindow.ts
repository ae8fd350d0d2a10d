import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** Lists up to this length are drawn whole: that is faster than reckoning, and find-in-page sees all. */
export const WHOLE_UP_TO = 120;
/** Rows drawn beyond what is in sight, so that a turn of the wheel shows no gap. */
const BEYOND = 12;

export interface Window {
  from: number;
  to: number;
  /** Height of what is left out above and below, in pixels. */
  above: number;
  below: number;
}

/** Which of `count` rows of one height are in sight of a scrolling element. */
export function useWindow(scroll: RefObject<HTMLElement | null>, count: number): Window {
  const whole = count <= WHOLE_UP_TO;
  const [height, setHeight] = useState(33);
  const [sight, setSight] = useState({ top: 0, rows: 40 });
  useLayoutEffect(() => {
    // Measuring makes the browser lay everything out at once: not for a list that is drawn whole.
    if (whole) return;
    const row = scroll.current?.querySelector('[data-row]');
    const measured = row?.getBoundingClientRect().height;
    if (measured && Math.abs(measured - height) > 0.5) setHeight(measured);
  });
  useEffect(() => {
    const element = scroll.current;
    if (whole || !element) return;
    const look = () => {
      const top = Math.floor(element.scrollTop / height);
      const rows = Math.ceil(element.clientHeight / height);
      setSight((before) => (before.top === top && before.rows === rows ? before : { top, rows }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [scroll, whole, height]);
  if (whole) return { from: 0, to: count, above: 0, below: 0 };
  const from = Math.max(0, Math.min(count, sight.top - BEYOND));
  const to = Math.min(count, sight.top + sight.rows + BEYOND);
  return { from, to, above: from * height, below: Math.max(0, count - to) * height };
}
