/**
 * Every command of a person goes through here: kept on disk, submitted in order, submitted again under
 * the same id until the server has said recorded or rejected. Only "recorded" looks done.
 */
import { createStore } from 'zustand/vanilla';
import { uuid } from '../lib/uuid';
import {
  type ClientFrame,
  type Command,
  type CommandId,
  type ExerciseId,
  FRAME_BYTES_MAX,
  type ProblemCode,
  type SeatCode,
  type Stamp,
  type Timestamp,
} from '../protocol';
import type { Disk } from './disk';
import { isLocal, type Upload } from './files';
import { MAY_WAIT } from './waits';

/** A problem by its code; `off_line` is this page's own: nothing was sent. */
export interface OutboxProblem {
  code: ProblemCode | 'off_line';
  detail: string | null;
  place: string | null;
  retry_after_ms: number | null;
}

/** waiting: still here · sending: handed to the server · recorded · rejected. */
export type EntryState = 'waiting' | 'sending' | 'recorded' | 'rejected';

export interface Entry {
  id: CommandId;
  exercise: ExerciseId;
  seat: SeatCode;
  command: Command;
  /** Device time at which it was written. */
  written: Timestamp;
  /** Position among all entries of this device. */
  order: number;
  state: EntryState;
  /** As first submitted; a repeat says exactly the same. */
  happened_at: Timestamp | null;
  offset: number | null;
  submitted: boolean;
  /** When the server recorded it. */
  at: Stamp | null;
  problem: OutboxProblem | null;
  /** Local names of its files, once they have been replaced by the server's. */
  picked?: readonly string[];
}

/** The server's "not now": the entry stays and is submitted again. */
const TRANSIENT: ReadonlySet<string> = new Set<ProblemCode>([
  'rate_limited',
  'busy',
  'outcome_unknown',
  'storage_failed',
  'storage_full',
]);

/** A command of control is not repeated after this: its moment has passed. */
const REPEAT_WITHIN = 15_000;
const RETRY_AFTER = 2_000;
/** Answers kept in memory so that the screen can say what became of a command. */
const ANSWERED_MAX = 200;

export function mayWait(type: Command['type']): boolean {
  return MAY_WAIT.has(type);
}

export interface OutboxLine {
  live(): boolean;
  send(frame: ClientFrame): boolean;
  /** Milliseconds that this device's clock is ahead. */
  offset(): number | undefined;
  /** How far the files of a command are. */
  upload(files: readonly string[]): Upload;
  /** The server has what these files belong to, or the person took it back. */
  dropFiles(files: readonly string[]): void;
}

const local = (code: OutboxProblem['code']): OutboxProblem => ({
  code,
  detail: null,
  place: null,
  retry_after_ms: null,
});

export class Outbox {
  readonly store = createStore<readonly Entry[]>(() => []);
  private exercise: ExerciseId | undefined;
  /** Handed to the present connection. */
  private handed = new Set<CommandId>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private notBefore = 0;
  private lastOrder = 0;

  constructor(
    private readonly disk: Disk,
    private readonly line: OutboxLine,
  ) {}

  /** Takes up what this device still owes the exercise; of one seat only where windows have seats of their own. */
  async open(exercise: ExerciseId, seat?: SeatCode): Promise<void> {
    this.exercise = exercise;
    const kept = (await this.disk.all('outbox')).filter(
      (entry) => entry.exercise === exercise && (!seat || entry.seat === seat),
    );
    if (this.exercise !== exercise) return;
    const known = new Set(this.store.getState().map((entry) => entry.id));
    const merged = [...kept.filter((entry) => !known.has(entry.id)), ...this.store.getState()];
    merged.sort((a, b) => a.order - b.order);
    this.lastOrder = Math.max(this.lastOrder, merged.at(-1)?.order ?? 0);
    this.store.setState(merged, true);
    this.pump();
  }

  close(): void {
    clearTimeout(this.timer);
    this.exercise = undefined;
    this.handed.clear();
    this.store.setState([], true);
  }

  /**
   * Writes a command down and submits it as soon as there is a line. `opened` is the moment it speaks
   * of, where that is earlier: a note is stamped when it was opened, not when it was saved. `id`: under which
   * it was kept elsewhere before; what is on its way under it already is not added a second time.
   */
  submit(seat: SeatCode, command: Command, opened?: Timestamp, id: CommandId = uuid()): CommandId {
    if (this.find(id)) return id;
    const written = opened ?? Date.now();
    this.lastOrder = Math.max(this.lastOrder + 1, Date.now());
    const entry: Entry = {
      id,
      exercise: this.exercise ?? '',
      seat,
      command,
      written,
      order: this.lastOrder,
      state: 'waiting',
      happened_at: null,
      offset: null,
      submitted: false,
      at: null,
      problem: null,
    };
    const refusal = this.refusal(entry);
    if (refusal) {
      this.add({ ...entry, state: 'rejected', problem: local(refusal) });
      return entry.id;
    }
    this.add(entry);
    void this.disk.put('outbox', entry);
    this.pump();
    return entry.id;
  }

  private refusal(entry: Entry): OutboxProblem['code'] | undefined {
    if (!this.line.live() && !mayWait(entry.command.type)) return 'off_line';
    const bytes = new TextEncoder().encode(JSON.stringify(entry.command)).length;
    // 512 bytes for the frame around the command.
    return bytes > FRAME_BYTES_MAX - 512 ? 'too_large' : undefined;
  }

  /** A new connection is welcome: everything unanswered is submitted again, in order. */
  reconnected(): void {
    this.handed.clear();
    this.notBefore = 0;
    for (const entry of this.store.getState()) {
      const late = Date.now() - entry.written > REPEAT_WITHIN;
      if (open(entry) && !mayWait(entry.command.type) && late) {
        this.settle(entry.id, { state: 'rejected', problem: local('outcome_unknown') });
      }
    }
    this.pump();
  }

  recorded(id: CommandId, at: Stamp): void {
    this.settle(id, { state: 'recorded', at, problem: null });
  }

  rejected(id: CommandId, problem: OutboxProblem): void {
    const entry = this.find(id);
    if (!entry || !open(entry)) return;
    const stays =
      TRANSIENT.has(problem.code) && (mayWait(entry.command.type) || problem.code === 'outcome_unknown');
    if (!stays) {
      this.settle(id, { state: 'rejected', problem });
      return;
    }
    this.change(id, { problem });
    this.handed.delete(id);
    this.notBefore = Date.now() + (problem.retry_after_ms ?? RETRY_AFTER);
    this.pump();
  }

  /** Takes an entry back that was never handed over; says whether it could. */
  cancel(id: CommandId): boolean {
    const entry = this.find(id);
    if (entry?.state !== 'waiting' || entry.submitted) return false;
    this.forget(id);
    this.line.dropFiles(filesOf(entry.command));
    return true;
  }

  /** The person has read why it was rejected. */
  dismiss(id: CommandId): void {
    if (this.find(id)?.state === 'rejected') this.forget(id);
  }

  find(id: CommandId): Entry | undefined {
    return this.store.getState().find((entry) => entry.id === id);
  }

  private forget(id: CommandId): void {
    this.store.setState(
      this.store.getState().filter((entry) => entry.id !== id),
      true,
    );
    void this.disk.remove('outbox', id);
  }

  private pump(): void {
    clearTimeout(this.timer);
    if (!this.line.live()) return;
    const unsent = this.store.getState().filter((entry) => open(entry) && !this.handed.has(entry.id));
    // Somebody is in danger: that goes first and waits for nothing.
    const urgent = unsent.filter((entry) => entry.command.type === 'declare_emergency');
    for (const entry of urgent) this.hand(entry);
    const wait = this.notBefore - Date.now();
    if (wait > 0) {
      this.timer = setTimeout(() => this.pump(), wait);
      return;
    }
    // What waits for its photo holds back what comes after it about the same inject, or the next note: notes
    // are read in the order in which they were written. Nothing else waits.
    const held = new Set<string>();
    for (const entry of unsent) {
      if (urgent.includes(entry)) continue;
      const about = lineOf(entry.command);
      if (about && held.has(about)) continue;
      const ready = this.withFiles(entry);
      if (!ready) {
        if (about && this.find(entry.id)?.state === 'waiting') held.add(about);
        continue;
      }
      if (!this.hand(ready)) return;
    }
  }

  /** A file came up or was refused: what waited for it may go. */
  filesChanged(): void {
    this.pump();
  }

  /** The entry with the server's names of its files; undefined while they are not up, or refused. */
  private withFiles(entry: Entry): Entry | undefined {
    const { command } = entry;
    if (!('files' in command) || !command.files.some(isLocal)) return entry;
    const upload = this.line.upload(command.files);
    if ('refused' in upload) this.settle(entry.id, { state: 'rejected', problem: upload.refused });
    if (!('up' in upload)) return undefined;
    const ready = {
      ...entry,
      command: { ...command, files: upload.up },
      picked: command.files.filter(isLocal),
    };
    this.change(entry.id, ready);
    return ready;
  }

  private hand(entry: Entry): boolean {
    const first = !entry.submitted;
    // Always with the time of writing: a line may have been dead without anybody knowing, and then
    // this very frame arrives minutes later. What came at once the server takes as of now.
    const happened_at = first && mayWait(entry.command.type) ? entry.written : entry.happened_at;
    const offset = first && happened_at !== null ? (this.line.offset() ?? null) : entry.offset;
    const frame: ClientFrame = { type: 'submit', id: entry.id, seat: entry.seat, command: entry.command };
    if (happened_at !== null) frame.happened_at = happened_at;
    if (offset !== null) frame.offset = offset;
    if (!this.line.send(frame)) return false;
    this.handed.add(entry.id);
    this.change(entry.id, { state: 'sending', submitted: true, happened_at, offset });
    const kept = this.find(entry.id);
    if (kept && first) void this.disk.put('outbox', kept);
    return true;
  }

  private settle(id: CommandId, change: Partial<Entry>): void {
    if (!this.find(id)) return;
    this.handed.delete(id);
    this.change(id, change);
    const entry = this.find(id);
    // What was rejected stays until somebody has read it: its words may be all there is.
    if (entry?.state === 'rejected') void this.disk.put('outbox', entry);
    else void this.disk.remove('outbox', id);
    if (entry?.state === 'recorded') this.line.dropFiles(entry.picked ?? []);
    this.trim();
  }

  private add(entry: Entry): void {
    this.store.setState([...this.store.getState(), entry], true);
  }

  private change(id: CommandId, change: Partial<Entry>): void {
    this.store.setState(
      this.store.getState().map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
      true,
    );
  }

  private trim(): void {
    const entries = this.store.getState();
    let surplus = entries.filter((entry) => entry.state === 'recorded').length - ANSWERED_MAX;
    if (surplus <= 0) return;
    this.store.setState(
      entries.filter((entry) => entry.state !== 'recorded' || surplus-- <= 0),
      true,
    );
  }
}

/** What must stay in order among itself: everything about one delivery, and notes. */
function lineOf(command: Command): string | undefined {
  if (command.type === 'record_observation') return command.type;
  return 'delivery' in command ? command.delivery : undefined;
}

function filesOf(command: Command): readonly string[] {
  return 'files' in command ? command.files.filter(isLocal) : [];
}

/** Whether the server has not answered for good. */
export function open(entry: Entry): boolean {
  return entry.state === 'waiting' || entry.state === 'sending';
}
