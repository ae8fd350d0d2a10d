import { useEffect, useRef, useState } from 'react';

/** A value that is worked on here, half filled in at times; what is recorded anew takes its place. */
export function useKept<T>(value: T): [kept: T, keep: (next: T) => void] {
  const [kept, keep] = useState(value);
  const now = JSON.stringify(value);
  const seen = useRef(now);
  const latest = useRef(value);
  latest.current = value;
  useEffect(() => {
    if (seen.current === now) return;
    seen.current = now;
    keep(latest.current);
  }, [now]);
  return [kept, keep];
}
