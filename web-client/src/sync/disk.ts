/**
 * What this device keeps: outbox, picked files, drafts and the last picture. IndexedDB where the browser admits it
 * (private windows may not); otherwise memory, and the person is told that a reload loses it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeptFile } from './files';
import type { Entry } from './outbox';
import type { KeptEdit } from './planned';
import type { Frozen } from './reducer';

export interface Shelves extends DBSchema {
  outbox: { key: string; value: Entry };
  drafts: { key: string; value: { name: string; text: string } };
  pictures: { key: string; value: { name: string; frozen: Frozen } };
  files: { key: string; value: KeptFile };
  planned: { key: string; value: KeptEdit };
}
type Shelf = 'outbox' | 'drafts' | 'pictures' | 'files' | 'planned';
type Value<S extends Shelf> = Shelves[S]['value'];

const KEYS = { outbox: 'id', drafts: 'name', pictures: 'name', files: 'id', planned: 'id' } as const;
/** Raised with each shelf that is added; shelves that are there stay as they are. */
const VERSION = 3;

export class Disk {
  private readonly memory: { [S in Shelf]: Map<string, Value<S>> } = {
    outbox: new Map(),
    drafts: new Map(),
    pictures: new Map(),
    files: new Map(),
    planned: new Map(),
  };
  private readonly ready: Promise<IDBPDatabase<Shelves> | undefined>;
  /** Whether what is written outlives the page. */
  durable = true;

  constructor(name = 'startex') {
    this.ready = this.open(name);
  }

  private async open(name: string): Promise<IDBPDatabase<Shelves> | undefined> {
    try {
      if (typeof indexedDB === 'undefined') throw new Error('no IndexedDB');
      return await openDB<Shelves>(name, VERSION, {
        upgrade(db) {
          for (const shelf of Object.keys(KEYS) as Shelf[])
            if (!db.objectStoreNames.contains(shelf)) db.createObjectStore(shelf, { keyPath: KEYS[shelf] });
        },
      });
    } catch {
      this.durable = false;
      return undefined;
    }
  }

  private key<S extends Shelf>(shelf: S, value: Value<S>): string {
    return (value as unknown as Record<string, string>)[KEYS[shelf]] ?? '';
  }

  async all<S extends Shelf>(shelf: S): Promise<Value<S>[]> {
    const db = await this.ready;
    if (!db) return [...this.memory[shelf].values()];
    try {
      return await db.getAll(shelf);
    } catch {
      return [...this.memory[shelf].values()];
    }
  }

  async get<S extends Shelf>(shelf: S, key: string): Promise<Value<S> | undefined> {
    const db = await this.ready;
    try {
      return (await db?.get(shelf, key)) ?? this.memory[shelf].get(key);
    } catch {
      return this.memory[shelf].get(key);
    }
  }

  async put<S extends Shelf>(shelf: S, value: Value<S>): Promise<void> {
    const db = await this.ready;
    try {
      if (!db) throw new Error('memory');
      await db.put(shelf, value);
    } catch {
      // Full or refused: memory keeps it for the life of the page.
      this.durable = false;
      this.memory[shelf].set(this.key(shelf, value), value);
    }
  }

  async remove(shelf: Shelf, key: string): Promise<void> {
    this.memory[shelf].delete(key);
    const db = await this.ready;
    try {
      await db?.delete(shelf, key);
    } catch {
      // A leftover entry is submitted again under its id, which does no harm.
    }
  }
}
