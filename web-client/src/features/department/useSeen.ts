import { type RefObject, useEffect } from 'react';
import type { DeliveryId } from '../../protocol';
import { shown } from '../../sync';

/** Says that an inject was shown once its element is in view. */
export function useSeen(delivery: DeliveryId, element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    if (typeof IntersectionObserver === 'undefined') {
      shown(delivery);
      return;
    }
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        shown(delivery);
        watch.disconnect();
      },
      { threshold: 0.5 },
    );
    watch.observe(target);
    return () => watch.disconnect();
  }, [delivery, element]);
}
