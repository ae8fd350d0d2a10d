import { type RefObject, useEffect } from 'react';

/**
 * Puts the focus here once the dialog around it stands: a modal takes the focus itself when it opens,
 * and gives it to its first button, where a typed space would close it.
 */
export function useFocus(ref: RefObject<HTMLElement | null>, on = true): void {
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => ref.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, [ref, on]);
}
