/** How the parts of the screen look at the film. */
import { useEffect, useMemo } from 'react';
import { useWords, type Words } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import { useItems } from '../../sync';
import { type Drill, type Shown, useDesk } from './desk';
import { Film, type Picture } from './film';
import { type Star, withOwn } from './stars';

export function useReplayWords(): Words {
  return useWords('replay');
}

/** A film's picture at the present place; changes only where a step lies in between. */
export function usePicture(shown: Shown): Picture {
  const index = useDesk(({ at }) => Film.indexAt(shown.places, at));
  return useMemo(() => shown.film.at(index), [shown, index]);
}

/** A place as the exercise clock showed it, whole seconds. */
export function useClock(drill: Drill): string {
  return useDesk(({ at }) => exerciseTime(drill.line.exerciseAt(at)));
}

/** How often the place moves while it plays, in milliseconds: often enough to look smooth. */
const FRAME_MS = 50;

/** Runs the film while it plays, and stops at its end. */
export function usePlay(drill: Drill): void {
  const playing = useDesk((desk) => desk.playing);
  const speed = useDesk((desk) => desk.speed);
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const { at, seek, set } = useDesk.getState();
      const next = at + (now - last) * speed;
      last = now;
      seek(next);
      if (next >= drill.line.length) set({ playing: false });
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [playing, speed, drill]);
}

/** The stars of the drill with those that people put, in the order of time. */
export function useStars(drill: Drill): readonly Star[] {
  const items = useItems('star');
  return useMemo(() => withOwn(drill.stars, items, drill.line), [drill, items]);
}
