/** What is on the table: the films, the place on the line, and how it is looked at. */
import { create } from 'zustand';
import type { ExerciseId, Replay, SeatCode, Stamp } from '../../protocol';
import { request } from '../../sync';
import { Film, type Picture } from './film';
import { type Lane, lanesOf } from './lanes';
import { type Line, lineOf } from './line';
import { type Star, starsOf } from './stars';

/** Times that play may run faster than it was. */
export const SPEEDS = [1, 2, 4, 8, 16, 60] as const;
export type Speed = (typeof SPEEDS)[number];

/** A film with the place of each of its steps on the line. */
export interface Shown {
  film: Film;
  places: Float64Array;
}

/** What the drill looks like from its end; made once. */
export interface Drill {
  own: Shown;
  /** What one's own seat held at the end: rows and deliveries with all their times. */
  end: Picture;
  line: Line;
  lanes: readonly Lane[];
  /** The row behind each delivery. */
  rows: ReadonlyMap<string, string>;
  stars: readonly Star[];
}

export type Loading =
  | { as: 'loading' }
  | { as: 'failed'; error: unknown }
  | { as: 'never_started' }
  | { as: 'ready'; drill: Drill };

interface Desk {
  loading: Loading;
  /** Films of departments by code; an error where there is none for this reader. */
  films: ReadonlyMap<string, Shown | { error: unknown }>;
  /** Place on the line. */
  at: number;
  playing: boolean;
  speed: Speed;
  /** The department that is followed. */
  follow: string | null;
  /** Roles only, large: for a room full of people. */
  room: boolean;
  table: boolean;
  /** Who talked to whom, in place of the lanes. */
  talk: boolean;
  /** The cell of it that is open. */
  cell: string | null;
  finding: boolean;
  starring: boolean;
  help: boolean;
  seek: (place: number) => void;
  set: (
    more: Partial<
      Pick<
        Desk,
        'playing' | 'speed' | 'follow' | 'room' | 'table' | 'talk' | 'cell' | 'finding' | 'starring' | 'help'
      >
    >,
  ) => void;
}

export const useDesk = create<Desk>((set, get) => ({
  loading: { as: 'loading' },
  films: new Map(),
  at: 0,
  playing: false,
  speed: 8,
  follow: null,
  room: true,
  table: false,
  talk: false,
  cell: null,
  finding: false,
  starring: false,
  help: false,
  seek: (place) => {
    const { loading } = get();
    const end = loading.as === 'ready' ? loading.drill.line.length : 0;
    set({ at: Math.min(end, Math.max(0, place)) });
  },
  set: (more) => set(more),
}));

const replayOf = (id: ExerciseId, seat?: SeatCode) =>
  request<Replay>('GET', `/api/v1/exercises/${id}/replay${seat ? `?as=${encodeURIComponent(seat)}` : ''}`);

export function shownOf(replay: Pick<Replay, 'seat' | 'steps'>, line: Line): Shown {
  const film = new Film(replay);
  return { film, places: Float64Array.from(film.steps, (step) => line.place(step.at)) };
}

/** The drill as its own film tells it; undefined where it never started. */
export function drillOf(replay: Pick<Replay, 'seat' | 'steps'>): Drill | undefined {
  const film = new Film(replay);
  const line = lineOf(film);
  if (!line) return undefined;
  const places = Float64Array.from(film.steps, (step) => line.place(step.at));
  const end = film.at(film.steps.length - 1);
  const lanes = lanesOf(end, line);
  const rows = new Map(end.of('delivery').map((delivery) => [delivery.id, delivery.row]));
  return { own: { film, places }, end, line, lanes, rows, stars: starsOf(end, lanes, line) };
}

/** Reads the drill, then each department's film, one after the other: the first can be looked at meanwhile. */
export async function load(id: ExerciseId, departments: boolean, here: () => boolean): Promise<void> {
  useDesk.setState({ loading: { as: 'loading' }, films: new Map(), at: 0, playing: false, cell: null });
  let drill: Drill | undefined;
  try {
    drill = drillOf(await replayOf(id));
  } catch (error) {
    if (here()) useDesk.setState({ loading: { as: 'failed', error } });
    return;
  }
  if (!here()) return;
  if (!drill) {
    useDesk.setState({ loading: { as: 'never_started' } });
    return;
  }
  useDesk.setState({ loading: { as: 'ready', drill } });
  if (!departments) return;
  const seats = drill.end.of('seat');
  for (const { department } of drill.lanes) {
    const seat = seats.find((one) => one.role === 'PLY' && one.department === department)?.code;
    if (!seat) continue;
    let shown: Shown | { error: unknown };
    try {
      shown = shownOf(await replayOf(id, seat), drill.line);
    } catch (error) {
      shown = { error };
    }
    if (!here()) return;
    useDesk.setState(({ films }) => ({ films: new Map([...films, [department, shown]]) }));
  }
}

/** Kinds of items whose change is an event; clocks, devices and people coming and going are not. */
const EVENTS: ReadonlySet<string> = new Set([
  'delivery',
  'inject',
  'clarification',
  'message',
  'letter',
  'report',
  'fact',
  'picture',
  'claim',
  'commitment',
  'post',
  'feed',
  'statement',
  'published',
  'task',
  'fault',
  'resource_request',
  'relay',
]);

const moments = new WeakMap<Film, Float64Array>();

/** The places of a film's events, each once. */
export function eventsOf({ film, places }: Shown, line: Line): Float64Array {
  const known = moments.get(film);
  if (known) return known;
  const found: number[] = [];
  for (const [index, { changes }] of film.steps.entries()) {
    const at = places[index] ?? -1;
    if (at < 0 || at > line.length || at === found.at(-1)) continue;
    if (changes.some(({ upsert }) => upsert.some(({ item }) => EVENTS.has(item.kind)))) found.push(at);
  }
  const list = Float64Array.from(found);
  moments.set(film, list);
  return list;
}

/** The film that is followed, else one's own. */
export function followed({ films, follow }: Pick<Desk, 'films' | 'follow'>, drill: Drill): Shown {
  const film = follow === null ? undefined : films.get(follow);
  return film && 'film' in film ? film : drill.own;
}

/** The next event after a place, or the last before it; undefined where there is none. */
export function nextEvent(events: Float64Array, at: number, by: 1 | -1): number | undefined {
  const index = Film.indexAt(events, at);
  if (by > 0) return events[index + 1];
  return events[index] !== undefined && (events[index] as number) < at ? events[index] : events[index - 1];
}

/** Events so close together that they are one moment for a listener, in milliseconds. */
const TOGETHER_MS = 1_000;

/** How many events stand at a place. */
export function eventsAt(events: Float64Array, at: number): number {
  return Film.indexAt(events, at) - Film.indexAt(events, at - TOGETHER_MS);
}

/** The number of the commit that a place shows; undefined where the reader is not told. */
export function commitAt({ film, places }: Shown, at: number): number | undefined {
  return film.steps[Film.indexAt(places, at)]?.seq ?? undefined;
}

/** Both clocks at a place: between two steps, in proportion. */
export function stampAt({ own: { film, places }, line }: Drill, at: number): Stamp {
  const index = Film.indexAt(places, at);
  const [before, after] = [film.steps[index]?.at ?? line.started, film.steps[index + 1]?.at ?? line.ended];
  const [from, to] = [
    Math.max(0, places[index] ?? 0),
    Math.min(line.length, places[index + 1] ?? line.length),
  ];
  const part = to > from ? Math.min(1, (at - from) / (to - from)) : 0;
  const begun = Math.max(before.wall, line.started.wall);
  const wall = Math.round(begun + Math.max(0, Math.min(after.wall, line.ended.wall) - begun) * part);
  return { wall, exercise: Math.round(line.exerciseAt(at)) };
}
