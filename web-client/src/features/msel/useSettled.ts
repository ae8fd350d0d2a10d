import { startTransition, useEffect, useState } from 'react';

/** A value once it has stood still for a moment: what is large follows the cursor only where it stops. */
export function useSettled<T>(value: T, still: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => settle(value)), still);
    return () => clearTimeout(timer);
  }, [value, still]);
  return settled;
}
