// Follows what happens, and says for which page the wall stops turning.
import { useEffect, useRef, useState } from 'react';
import { type Cause, confirmedWords, urgentNow } from '../../lib/drill/urgent';
import { now as nowOf, useExercise, useItems, useNow } from '../../sync';

/** The page on which each stands, on either wall. */
export const PAGE_OF = {
  leaders: { emergency: 'picture', paused: 'picture', statement: 'picture', fact: 'picture' },
  players: { emergency: 'safety', paused: 'safety', statement: 'confirmed', fact: 'confirmed' },
} as const satisfies Record<string, Record<Cause, string>>;

export function useUrgent(): Cause | undefined {
  const exercise = useExercise();
  const published = useItems('published');
  const fact = useConfirmedChange();
  const { wall } = useNow();
  return urgentNow({ exercise, published, fact }, wall);
}

/** When a confirmed value last changed before the room's eyes. What stood there at the start is no news. */
function useConfirmedChange(): number | undefined {
  const words = confirmedWords(useItems('wall_fact'));
  const known = useExercise() !== undefined;
  const before = useRef<string | undefined>(undefined);
  const [at, setAt] = useState<number>();
  useEffect(() => {
    if (!known) return;
    if (before.current !== undefined && before.current !== words) setAt(nowOf().wall);
    before.current = words;
  }, [known, words]);
  return at;
}
