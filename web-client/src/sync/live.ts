/** One exercise at a time: puts socket, reducer, outbox, receipts and clock together. */
import { createStore } from 'zustand/vanilla';
import type {
  Command,
  CommandId,
  DeliveryId,
  ExerciseId,
  InjectItem,
  Item,
  MselPlace,
  RowId,
  SeatCode,
  ServerFrame,
  Timestamp,
  You,
} from '../protocol';
import { ServerClock } from './clock';
import { connection, connectionStore } from './connection';
import { Disk } from './disk';
import { Files } from './files';
import { Outbox } from './outbox';
import { mayPaint, Pulse } from './pulse';
import { Receipts } from './receipts';
import { freeze, type Held, NOTHING, reduce, resumePoint, thaw } from './reducer';
import { getSession, ProblemError, signIn, uploadFile } from './rest';
import { LiveSocket } from './socket';
import { oneWindowAtATime, tabToken } from './tab';

export interface LiveOptions {
  /** Least time between two paints of items: 250 on the console, 0 where every inject counts at once. */
  paintEvery?: number;
  /** Keep the picture on this device, so that it can be read without a network after a reload. */
  keep?: boolean;
  /**
   * Look through the eyes of this department's seat. Nothing is written, confirmed or kept: what is sent
   * from here would be refused, and what this device has waiting is not this window's to send.
   */
  as?: SeatCode;
}

/** How often the picture is written down at most. */
const KEEP_EVERY = 3_000;

export const heldStore = createStore<Held>(() => NOTHING);
export const clock = new ServerClock();
export const pulse = new Pulse(() => clock.now());
export const disk = new Disk();

let held: Held = NOTHING;
let socket: LiveSocket | undefined;
let current: ExerciseId | undefined;
let options: Required<Omit<LiveOptions, 'as'>> = { paintEvery: 0, keep: false };
/** The seat through whose eyes this window looks, if not through its own. */
let eyes: SeatCode | undefined;
/** The row that this window has open; the server forgets it with the connection. */
let looked: RowId | null = null;
/** The cell of the planned list that this window is in, likewise. */
let placed: MselPlace | null = null;
let isLive = false;
/** The last welcome was for another window's seat. */
let mistaken = false;
/** Takes back a paint that waits for its moment. */
let painting: (() => void) | undefined;
/** The server's time of the last paint. */
let painted = 0;
let keeping: ReturnType<typeof setTimeout> | undefined;

/** Files picked on this device, until the server has what they belong to. */
export const files = new Files(disk, { live: () => isLive, upload: uploadFile });

export const outbox = new Outbox(disk, {
  live: () => isLive,
  send: (frame) => socket?.send(frame) ?? false,
  offset: () => clock.offset,
  upload: (names) => files.upload(names),
  dropFiles: (names) => {
    for (const name of names) files.drop(name);
  },
});
files.changed = () => outbox.filesChanged();

export const receipts = new Receipts(
  () => held.you?.seat,
  (frame) => socket?.send(frame) ?? false,
);

function paint(): void {
  painting = undefined;
  painted = clock.now();
  heldStore.setState(held, true);
}

/** Shows the state, no more often than the screen wants. */
function show(): void {
  if (painting !== undefined) return;
  if (mayPaint(options.paintEvery, painted, clock.now())) paint();
  else painting = pulse.next(options.paintEvery, paint);
}

function keep(): void {
  if (!options.keep || keeping !== undefined) return;
  keeping = setTimeout(() => {
    keeping = undefined;
    const frozen = freeze(held);
    if (frozen && current) void disk.put('pictures', { name: current, frozen });
  }, KEEP_EVERY);
}

/** Takes a frame in, as the socket does. Exported for tests that play a server. */
export function receive(frame: ServerFrame): void {
  connection.heard();
  switch (frame.type) {
    case 'welcome':
      if (held.you && held.you.seat !== frame.you.seat) receipts.reset();
      clock.welcome(frame.now.wall, Date.now());
      break;
    case 'pong': {
      const rtt = clock.pong(frame.t0, frame.t1, Date.now());
      // No reason to draw a screen: it comes with what is drawn next.
      if (options.paintEvery === 0) connection.roundTrip(rtt);
      else pulse.next(1_000, () => connection.roundTrip(rtt));
      receipts.proven(frame.t0);
      return;
    }
    case 'recorded':
      outbox.recorded(frame.id, frame.at);
      return;
    case 'rejected':
      outbox.rejected(frame.id, frame.problem);
      return;
    default:
      break;
  }
  const [next, effects] = reduce(held, frame);
  held = next;
  for (const effect of effects) {
    if (effect.type === 'gap') socket?.reconnect();
    else connection.reloaded();
  }
  if (frame.type === 'snapshot' || frame.type === 'update') {
    const injects = frame.type === 'snapshot' ? frame.items : frame.upsert;
    if (!eyes) receipts.stored(injects.map((upsert) => upsert.item).filter(isInject));
    keep();
  }
  show();
}

function isInject(item: Item): item is { kind: 'inject' } & InjectItem {
  return item.kind === 'inject';
}

/** An attempt did not reach its welcome: asks whether anybody is signed in at all. */
async function stillSignedIn(): Promise<void> {
  const asked = current;
  try {
    await getSession();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401 && asked === current) {
      socket?.stop();
      signedOut();
    }
  }
}

function signedOut(): void {
  isLive = false;
  if (eyes) held = NOTHING;
  else forgetPicture();
  connection.ended('signed_out');
}

function forgetPicture(): void {
  held = NOTHING;
  receipts.reset();
  if (current) void disk.remove('pictures', current);
}

/** Makes this window's link the browser's session, so that the socket opens for its seat. */
async function takeSession(): Promise<() => void> {
  const token = tabToken();
  const release = await oneWindowAtATime();
  try {
    if (token) await signIn({ with: 'link_token', secret: token });
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

function address(exercise: ExerciseId): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const query = eyes ? `?as=${encodeURIComponent(eyes)}` : '';
  return `${scheme}://${location.host}/api/v1/exercises/${exercise}/live${query}`;
}

/** Opens an exercise under the signed-in seat. What was kept of it is shown at once. */
export async function openExercise(exercise: ExerciseId, you: You, wanted: LiveOptions = {}): Promise<void> {
  const { as, ...rest } = wanted;
  if (current === exercise && socket && eyes === as) {
    options = { ...options, ...rest };
    return;
  }
  closeExercise();
  current = exercise;
  eyes = as;
  options = { paintEvery: 0, keep: false, ...rest };
  connection.reset();
  // Until the welcome says who it is that is looked through: nobody who may do anything.
  held = { ...NOTHING, exercise, you: as ? { ...you, seat: as, may: [] } : you };
  paint();
  if (options.keep) {
    const kept = await disk.get('pictures', exercise);
    if (current !== exercise) return;
    if (kept && kept.frozen.you.seat === you.seat) held = thaw(kept.frozen);
    paint();
  }
  if (!as) {
    void files.open(exercise, tabToken() ? you.seat : undefined);
    void outbox.open(exercise, tabToken() ? you.seat : undefined);
  }
  const expected = as ?? (tabToken() ? you.seat : undefined);
  socket = new LiveSocket(address(exercise), {
    ...(tabToken() ? { prepare: takeSession } : {}),
    resume: () => resumePoint(held),
    frame(frame) {
      // Another window's seat: not ours to show.
      if (expected && frame.type === 'welcome' && frame.you.seat !== expected) mistaken = true;
      if (!mistaken) receive(frame);
    },
    live(live, silentSince) {
      if (mistaken) {
        mistaken = false;
        if (live) socket?.reconnect();
        return;
      }
      isLive = live;
      if (!live) {
        connection.lost(silentSince);
        return;
      }
      connection.live();
      if (as) return;
      if (looked || placed) tellLook();
      outbox.reconnected();
      files.reconnected();
      receipts.reconnected();
    },
    seatChanged() {
      // What the old seat knew leaves the screen at once; who sits here now comes with the welcome.
      const before = held.you ?? you;
      forgetPicture();
      held = { ...NOTHING, exercise, you: before };
      paint();
    },
    failed() {
      connection.lost();
      void stillSignedIn();
    },
    ended(why) {
      isLive = false;
      if (why === 'signed_out') signedOut();
      else connection.ended(why);
    },
  });
  socket.start();
}

/** Leaves the exercise; what is unsent stays on disk. */
export function closeExercise(): void {
  socket?.stop();
  socket = undefined;
  isLive = false;
  current = undefined;
  eyes = undefined;
  looked = null;
  placed = null;
  painting?.();
  painting = undefined;
  clearTimeout(keeping);
  keeping = undefined;
  held = NOTHING;
  heldStore.setState(NOTHING, true);
  outbox.close();
  files.close();
  receipts.reset();
}

/** The seat through whose eyes this window looks; undefined where it looks through its own. */
export function looksAs(): SeatCode | undefined {
  return eyes;
}

/** The exercise that this window has open. */
export function heldExercise(): ExerciseId | undefined {
  return current;
}

/** Comes back after another window had taken the seat over. */
export function takeOver(): void {
  connection.reset();
  socket?.start();
}

/**
 * Submits a command of the signed-in person; its fate is in the outbox under the id. `opened`: device
 * time of the moment it speaks of, where that is not now. `id`: under which it was kept elsewhere before.
 */
export function submit(command: Command, opened?: Timestamp, id?: CommandId): CommandId {
  const seat = held.you?.seat ?? heldStore.getState().you?.seat;
  if (!seat) throw new Error('nobody is seated: a screen of an exercise must not be open');
  if (eyes) throw new Error('nothing is done through the eyes of another seat');
  return outbox.submit(seat, command, opened, id);
}

/**
 * Says which row this window has open, so that others at control see it. Not kept for a connection that
 * is gone: the next one is told at its welcome.
 */
export function lookAt(row: RowId | null): void {
  looked = row;
  tellLook();
}

/** Says in which cell of the planned list this window is, likewise. */
export function lookAtCell(cell: MselPlace | null): void {
  placed = cell;
  tellLook();
}

function tellLook(): void {
  if (eyes || !isLive) return;
  socket?.send({ type: 'look', ...(looked ? { row: looked } : {}), ...(placed ? { cell: placed } : {}) });
}

/** The inject is on this screen. */
export function shown(delivery: DeliveryId): void {
  if (!eyes) receipts.shown(delivery);
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => socket?.reconnect());
  window.addEventListener('offline', () => {
    if (current && connectionStore.getState().state !== 'signed_out') connection.lost();
  });
  window.addEventListener('online', () => socket?.hurry());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') socket?.hurry();
  });
}
