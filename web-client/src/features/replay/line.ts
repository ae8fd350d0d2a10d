/**
 * The line of time under the scrubber: exercise time, with the pauses standing in it at their real length.
 * So a minute of play is as long everywhere, whatever the rate was, and no pause is hidden. Pure.
 */
import type { ExerciseItem, PauseReason, SeatItem, Stamp } from '../../protocol';
import type { Film } from './film';

/** From and to, as places on the line. */
export interface Span {
  from: number;
  to: number;
}

export interface Pause extends Span {
  reason: PauseReason | null;
  /** Where the exercise clock stood. */
  exercise: number;
  wall: { from: number; to: number };
}

export interface PhaseSpan extends Span {
  id: string;
  name: ExerciseItem['phases'][number]['name'];
}

export interface Line {
  /** STARTEX and ENDEX. */
  started: Stamp;
  ended: Stamp;
  /** Its length in milliseconds. */
  length: number;
  pauses: readonly Pause[];
  phases: readonly PhaseSpan[];
  /** By department: no seat of it was there, though one had been. */
  off: ReadonlyMap<string, readonly Span[]>;
  place(stamp: Stamp): number;
  /** Where a moment of the exercise clock stands. */
  placeOf(exercise: number): number;
  exerciseAt(place: number): number;
}

/** What the film says of the exercise itself, change by change. */
interface Told {
  at: Stamp;
  exercise: ExerciseItem;
}

function told(film: Film): Told[] {
  const all: Told[] = [];
  for (const { at, changes } of film.steps)
    for (const { upsert } of changes)
      for (const { item } of upsert) if (item.kind === 'exercise') all.push({ at, exercise: item });
  const last = all.at(-1);
  // After a false start the drill begins again: what was before it is another run.
  return last ? all.filter(({ exercise }) => exercise.run === last.exercise.run) : [];
}

const PLAYED: ReadonlySet<string> = new Set(['running', 'paused']);

/** The line of a film; undefined where the exercise never started. */
export function lineOf(film: Film): Line | undefined {
  const exercise = told(film);
  const started =
    exercise.at(-1)?.exercise.started ?? exercise.find((one) => one.exercise.started)?.exercise.started;
  if (!started) return undefined;
  const after = exercise.filter(({ at }) => at.wall >= started.wall);
  const over = after.filter(({ exercise: one }) => PLAYED.has(one.status)).at(-1)?.at.wall ?? started.wall;
  const ended =
    exercise.at(-1)?.exercise.ended ??
    after.find(({ at, exercise: one }) => at.wall >= over && !PLAYED.has(one.status))?.at ??
    film.steps.at(-1)?.at ??
    started;
  const stops = pausesOf(after, ended);
  let before = 0;
  const pauses = stops.map((stop) => {
    const from = stop.exercise + before;
    before += stop.wall.to - stop.wall.from;
    return { ...stop, from, to: stop.exercise + before };
  });
  const length = Math.max(1, ended.exercise + before);
  const place = (stamp: Stamp) => {
    if (stamp.wall < started.wall) return -1;
    if (stamp.wall > ended.wall) return length + 1;
    let stood = 0;
    for (const { wall } of pauses) stood += Math.max(0, Math.min(stamp.wall, wall.to) - wall.from);
    return Math.min(length, stamp.exercise + stood);
  };
  const placeOf = (moment: number) =>
    pauses.reduce((sum, one) => (one.exercise < moment ? sum + one.to - one.from : sum), moment);
  const exerciseAt = (at: number) => {
    let stood = 0;
    for (const one of pauses) {
      if (at < one.from) break;
      if (at <= one.to) return one.exercise;
      stood += one.to - one.from;
    }
    return at - stood;
  };
  const phases = phasesOf(after, place, length);
  return {
    started,
    ended,
    length,
    pauses,
    phases,
    off: offLine(film, place, length),
    place,
    placeOf,
    exerciseAt,
  };
}

type Stop = Pick<Pause, 'reason' | 'exercise' | 'wall'>;

function pausesOf(after: readonly Told[], ended: Stamp): Stop[] {
  const stops: Stop[] = [];
  let open: Stop | undefined;
  for (const { at, exercise } of after) {
    const paused = exercise.status === 'paused';
    if (paused && !open) {
      open = {
        reason: exercise.pause?.reason ?? null,
        exercise: at.exercise,
        wall: { from: at.wall, to: ended.wall },
      };
      stops.push(open);
    }
    if (!paused && open) {
      open.wall.to = Math.min(at.wall, ended.wall);
      open = undefined;
    }
  }
  return stops.filter(({ wall }) => wall.to > wall.from);
}

function phasesOf(after: readonly Told[], place: (stamp: Stamp) => number, length: number): PhaseSpan[] {
  const spans: PhaseSpan[] = [];
  const open = new Map<string, PhaseSpan>();
  for (const { at, exercise } of after) {
    const now = new Set(exercise.phases.map(({ id }) => id));
    for (const [id, span] of open) {
      if (now.has(id)) continue;
      span.to = Math.min(length, Math.max(0, place(at)));
      open.delete(id);
    }
    for (const { id, name } of exercise.phases) {
      if (open.has(id)) continue;
      const span = { id, name, from: Math.min(length, Math.max(0, place(at))), to: length };
      open.set(id, span);
      spans.push(span);
    }
  }
  return spans.filter((span) => span.to > span.from);
}

/** A department is off line while none of its seats is there and at least one was lost. */
function offLine(film: Film, place: (stamp: Stamp) => number, length: number): Map<string, Span[]> {
  const seats = new Map<string, SeatItem>();
  const spans = new Map<string, Span[]>();
  const open = new Map<string, Span>();
  for (const { at, changes } of film.steps) {
    const touched = new Set<string>();
    for (const { upsert } of changes)
      for (const { item } of upsert)
        if (item.kind === 'seat' && item.department !== null) {
          seats.set(item.code, item);
          touched.add(item.department);
        }
    const here = Math.min(length, Math.max(0, place(at)));
    for (const department of touched) {
      const of = [...seats.values()].filter((seat) => seat.department === department);
      const off =
        of.some((seat) => seat.presence === 'lost') && !of.some((seat) => seat.presence === 'seated');
      const span = open.get(department);
      if (off && !span) {
        const begun = { from: here, to: length };
        open.set(department, begun);
        spans.set(department, [...(spans.get(department) ?? []), begun]);
      } else if (!off && span) {
        span.to = here;
        open.delete(department);
      }
    }
  }
  return new Map([...spans].map(([code, list]) => [code, list.filter((span) => span.to > span.from)]));
}
