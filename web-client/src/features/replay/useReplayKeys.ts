/** What the buttons and keys of the replay do. */
import { type KeyMap, useKeys } from '../../lib/keys';
import { announce } from '../../ui';
import { type Drill, eventsOf, followed, nextEvent, SPEEDS, useDesk } from './desk';
import { useStars } from './use';

const MINUTE_MS = 60_000;

export function togglePlay(drill: Drill): void {
  const { at, playing, seek, set } = useDesk.getState();
  // At the end it begins again.
  if (!playing && at >= drill.line.length) seek(0);
  set({ playing: !playing });
}

export function byEvent(drill: Drill, by: 1 | -1): void {
  const desk = useDesk.getState();
  const next = nextEvent(eventsOf(followed(desk, drill), drill.line), desk.at, by);
  if (next !== undefined) desk.seek(next);
}

/** A minute of the exercise clock; out of a pause, to its edge and on. */
export function byMinute(drill: Drill, by: 1 | -1): void {
  const { at, seek } = useDesk.getState();
  seek(drill.line.placeOf(drill.line.exerciseAt(at) + by * MINUTE_MS));
}

export function toEnd(drill: Drill, by: 1 | -1): void {
  useDesk.getState().seek(by < 0 ? 0 : drill.line.length);
}

function bySpeed(by: 1 | -1): void {
  const { speed, set } = useDesk.getState();
  const next = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(speed) + by))];
  if (next === undefined) return;
  set({ speed: next });
  announce(`×${next}`);
}

/** Follows the next department, then none again. */
export function followNext(drill: Drill): void {
  const { follow, set } = useDesk.getState();
  const codes = [null, ...drill.lanes.map((lane) => lane.department)];
  set({ follow: codes[(codes.indexOf(follow) + 1) % codes.length] ?? null });
}

export function useReplayKeys(drill: Drill, on: boolean): void {
  const { set, seek } = useDesk.getState();
  const stars = useStars(drill);
  const talk = () => useDesk.getState().talk;
  const keys: KeyMap = {
    ' ': () => togglePlay(drill),
    ArrowLeft: () => byEvent(drill, -1),
    ArrowRight: () => byEvent(drill, 1),
    'Shift+ArrowLeft': () => byMinute(drill, -1),
    'Shift+ArrowRight': () => byMinute(drill, 1),
    Home: () => toEnd(drill, -1),
    End: () => toEnd(drill, 1),
    '[': () => bySpeed(-1),
    ']': () => bySpeed(1),
    F: () => followNext(drill),
    A: () => set({ finding: true, playing: false }),
    B: () => set({ starring: true, playing: false }),
    T: () => set({ table: talk() || !useDesk.getState().table, talk: false }),
    W: () => set({ talk: !talk() }),
    R: () => set({ room: !useDesk.getState().room }),
    '?': () => set({ help: true }),
  };
  for (const [index, star] of stars.slice(0, 9).entries()) keys[String(index + 1)] = () => seek(star.at);
  useKeys(keys, on);
}
