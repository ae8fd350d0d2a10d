/**
 * Photos and files that a person picked: kept on this device from the moment they were picked, uploaded
 * when there is a line, one after the other, and known by a name of their own until the server gave them
 * its hash. An answer may be sent before: it waits in the outbox until its files are up.
 */
import { createStore } from 'zustand/vanilla';
import { uuid } from '../lib/uuid';
import type { ExerciseId, FileHash, SeatCode, StoredFile, Timestamp } from '../protocol';
import type { Disk } from './disk';
import type { OutboxProblem } from './outbox';
import { NetworkError, ProblemError } from './rest';

/** How a file is named in drafts and waiting commands while the server does not have it. */
const LOCAL = 'local:';
/** A file that did not get through is tried again after this. */
const RETRY_AFTER = 2_000;
/** Files that no answer asks for any more are thrown away after this. */
const KEPT_FOR = 7 * 24 * 3_600_000;

export interface KeptFile {
  /** `local:…` */
  id: string;
  exercise: ExerciseId;
  seat: SeatCode;
  name: string;
  media_type: string;
  kept: Timestamp;
  /** As bytes: not every browser keeps a picked file readable after a restart. */
  bytes: ArrayBuffer;
  /** The server's name for it, once it is up. */
  hash: FileHash | null;
}

/** waiting: for the line · going · up · refused: the server said no, and why. */
export interface PickedFile {
  id: string;
  name: string;
  state: 'waiting' | 'going' | 'up' | 'refused';
  hash: FileHash | null;
  problem: OutboxProblem | null;
}

export function isLocal(file: string): boolean {
  return file.startsWith(LOCAL);
}

export interface FilesLine {
  live(): boolean;
  upload(exercise: ExerciseId, file: Blob): Promise<StoredFile>;
}

/** What stands in the way of a command whose files are not all up. */
export type Upload = { up: FileHash[] } | { waits: true } | { refused: OutboxProblem };

const problem = (code: OutboxProblem['code']): OutboxProblem => ({
  code,
  detail: null,
  place: null,
  retry_after_ms: null,
});

export class Files {
  readonly store = createStore<readonly PickedFile[]>(() => []);
  private exercise: ExerciseId | undefined;
  private loaded = false;
  private going = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly writing = new Map<string, Promise<void>>();
  /** Called whenever a file came up or was refused. */
  changed: () => void = () => undefined;

  constructor(
    private readonly disk: Disk,
    private readonly line: FilesLine,
  ) {}

  /** Takes up what an earlier page had picked and could not upload; of one seat only where windows have seats of their own. */
  async open(exercise: ExerciseId, seat?: SeatCode): Promise<void> {
    this.exercise = exercise;
    this.loaded = false;
    const all = await this.disk.all('files');
    if (this.exercise !== exercise) return;
    for (const file of all) if (Date.now() - file.kept > KEPT_FOR) void this.disk.remove('files', file.id);
    const known = new Set(this.store.getState().map((file) => file.id));
    const kept = all.filter(
      (file) => file.exercise === exercise && (!seat || file.seat === seat) && !known.has(file.id),
    );
    this.store.setState([...kept.map(picked), ...this.store.getState()], true);
    this.loaded = true;
    this.changed();
    this.pump();
  }

  close(): void {
    clearTimeout(this.timer);
    this.exercise = undefined;
    this.loaded = false;
    this.store.setState([], true);
  }

  /** Keeps a picked file and says how it is called until it is up. */
  keep(seat: SeatCode, file: Blob, name: string): string {
    const { exercise } = this;
    const id = `${LOCAL}${uuid()}`;
    if (!exercise) return id;
    this.store.setState(
      [...this.store.getState(), { id, name, state: 'waiting', hash: null, problem: null }],
      true,
    );
    const written = file
      .arrayBuffer()
      .then((bytes) =>
        this.disk.put('files', {
          id,
          exercise,
          seat,
          name,
          media_type: file.type,
          kept: Date.now(),
          bytes,
          hash: null,
        }),
      )
      .then(
        () => this.pump(),
        // The picked file cannot be read any more.
        () => this.change(id, { state: 'refused', problem: problem('unknown') }),
      )
      .finally(() => this.writing.delete(id));
    this.writing.set(id, written);
    return id;
  }

  /** Resolves once the bytes of a picked file outlive this page: what names it may be sent off then. */
  kept(id: string): Promise<void> {
    return this.writing.get(id) ?? Promise.resolve();
  }

  /** The person took it back, or the server has the answer that it belongs to. */
  drop(id: string): void {
    this.store.setState(
      this.store.getState().filter((file) => file.id !== id),
      true,
    );
    void this.disk.remove('files', id);
  }

  /** There is a line again. */
  reconnected(): void {
    clearTimeout(this.timer);
    this.pump();
  }

  /** How far the files of a command are; names that are the server's already stay as they are. */
  upload(files: readonly string[]): Upload {
    const up: FileHash[] = [];
    for (const name of files) {
      if (!isLocal(name)) {
        up.push(name);
        continue;
      }
      const file = this.find(name);
      if (file?.problem) return { refused: file.problem };
      // Gone from this device: the answer's words must not wait for ever.
      if (!file && this.loaded) return { refused: problem('unknown') };
      if (!file?.hash) return { waits: true };
      up.push(file.hash);
    }
    return { up };
  }

  private pump(): void {
    if (this.going || !this.line.live()) return;
    const next = this.store.getState().find((file) => file.state === 'waiting');
    if (!next || !this.exercise) return;
    this.going = true;
    void this.send(next.id, this.exercise).finally(() => {
      this.going = false;
    });
  }

  /** One at a time: a phone on a poor line gets one through rather than three half. */
  private async send(id: string, exercise: ExerciseId): Promise<void> {
    const kept = await this.disk.get('files', id);
    // Its bytes are still being read: `keep` asks again.
    if (!kept) return;
    this.change(id, { state: 'going' });
    try {
      const { file } = await this.line.upload(exercise, new Blob([kept.bytes], { type: kept.media_type }));
      // Taken back while it went: nothing is kept of it.
      if (!this.find(id)) return;
      await this.disk.put('files', { ...kept, bytes: new ArrayBuffer(0), hash: file });
      this.change(id, { state: 'up', hash: file });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) {
        this.change(id, { state: 'waiting' });
        this.timer = setTimeout(() => this.pump(), RETRY_AFTER);
        return;
      }
      this.change(id, { state: 'refused', problem: refusal });
    }
    this.changed();
    setTimeout(() => this.pump(), 0);
  }

  private find(id: string): PickedFile | undefined {
    return this.store.getState().find((file) => file.id === id);
  }

  private change(id: string, to: Partial<PickedFile>): void {
    this.store.setState(
      this.store.getState().map((file) => (file.id === id ? { ...file, ...to } : file)),
      true,
    );
  }
}

function picked({ id, name, hash }: KeptFile): PickedFile {
  return { id, name, hash, state: hash === null ? 'waiting' : 'up', problem: null };
}

/** Why the server will not have a file; undefined where it is worth trying again. */
function refusalOf(error: unknown): OutboxProblem | undefined {
  if (error instanceof NetworkError) return undefined;
  if (!(error instanceof ProblemError)) return problem('internal');
  const { status } = error.problem;
  // Nobody is signed in now, too many at once, or the server cannot at the moment.
  return status === 401 || status >= 429 ? undefined : error.problem;
}
