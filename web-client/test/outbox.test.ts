import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame, Command } from '../src/protocol';
import { Disk } from '../src/sync/disk';
import type { Upload } from '../src/sync/files';
import { Outbox, type OutboxProblem } from '../src/sync/outbox';
import { EXERCISE } from './frames';

class Server {
  up = true;
  files: (files: readonly string[]) => Upload = (up) => ({ up: [...up] });
  dropped: string[] = [];
  got: Extract<ClientFrame, { type: 'submit' }>[] = [];
  line = {
    live: () => this.up,
    send: (frame: ClientFrame) => {
      if (!this.up) return false;
      if (frame.type === 'submit') this.got.push(structuredClone(frame));
      return true;
    },
    offset: () => 42,
    upload: (files: readonly string[]) => this.files(files),
    dropFiles: (files: readonly string[]) => this.dropped.push(...files),
  };
  words = () =>
    this.got.map((frame) =>
      frame.command.type === 'send_message' ? frame.command.text : frame.command.type,
    );
}

const say = (text: string): Command => ({ type: 'send_message', to: ['control'], text });
const no = (code: OutboxProblem['code'], retry_after_ms: number | null = null): OutboxProblem => ({
  code,
  detail: null,
  place: null,
  retry_after_ms,
});
const at = { wall: 5, exercise: 5 };
const states = (outbox: Outbox) => outbox.store.getState().map((entry) => entry.state);

let server: Server;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

async function fresh(disk = new Disk()) {
  const outbox = new Outbox(disk, server.line);
  await outbox.open(EXERCISE);
  return outbox;
}

describe('outbox', () => {
  it('S: looks done only when recorded', async () => {
    const outbox = await fresh();
    const id = outbox.submit('XF-2', say('a'));
    expect(outbox.find(id)?.state).toBe('sending');
    outbox.recorded(id, at);
    expect(outbox.find(id)).toMatchObject({ state: 'recorded', at });
  });

  it('submits in order when the line is back, with the time of writing', async () => {
    server.up = false;
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const outbox = await fresh();
    for (const text of ['a', 'b', 'c']) outbox.submit('XF-2', say(text));
    expect(states(outbox)).toEqual(['waiting', 'waiting', 'waiting']);
    vi.setSystemTime(1_060_000);
    server.up = true;
    outbox.reconnected();
    expect(server.words()).toEqual(['a', 'b', 'c']);
    expect(server.got[0]).toMatchObject({ happened_at: 1_000_000, offset: 42, seat: 'XF-2' });
  });

  it('says when it was written also on a line that seems alive: it may be dead', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const outbox = await fresh();
    outbox.submit('XF-2', say('a'));
    expect(server.got[0]).toMatchObject({ happened_at: 1_000_000, offset: 42 });
  });

  it('S: repeats under the same id and with the same content until answered', async () => {
    const outbox = await fresh();
    const id = outbox.submit('XF-2', say('a'));
    outbox.reconnected();
    outbox.reconnected();
    expect(server.got).toHaveLength(3);
    expect(server.got[2]).toEqual(server.got[0]);
    outbox.recorded(id, at);
    outbox.reconnected();
    expect(server.got).toHaveLength(3);
  });

  it('survives the end of the page', async () => {
    server.up = false;
    const before = await fresh();
    const first = before.submit('XF-2', say('a'));
    before.submit('XF-2', say('b'));
    await new Promise((done) => setTimeout(done, 20));
    server.up = true;
    const after = await fresh();
    expect(server.words()).toEqual(['a', 'b']);
    expect(server.got[0]?.id).toBe(first);
    after.recorded(first, at);
    await new Promise((done) => setTimeout(done, 20));
    server.got = [];
    await fresh();
    expect(server.words()).toEqual(['b']);
  });

  it('works without IndexedDB and says so', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const disk = new Disk();
    const outbox = await fresh(disk);
    outbox.submit('XF-2', say('a'));
    expect(server.words()).toEqual(['a']);
    expect(disk.durable).toBe(false);
    vi.unstubAllGlobals();
  });

  it('cancels only what never left', async () => {
    server.up = false;
    const outbox = await fresh();
    const id = outbox.submit('XF-2', say('a'));
    expect(outbox.cancel(id)).toBe(true);
    server.up = true;
    const sent = outbox.submit('XF-2', say('b'));
    expect(outbox.cancel(sent)).toBe(false);
    expect(server.words()).toEqual(['b']);
  });

  it('never queues a command of control', async () => {
    server.up = false;
    const outbox = await fresh();
    const id = outbox.submit('LC-1', { type: 'release_inject', row: 'I-05' });
    expect(outbox.find(id)).toMatchObject({ state: 'rejected', problem: { code: 'off_line' } });
    server.up = true;
    outbox.reconnected();
    expect(server.got).toEqual([]);
  });

  it('does not repeat a command of control whose moment has passed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const outbox = await fresh();
    const id = outbox.submit('LC-1', { type: 'release_inject', row: 'I-05' });
    expect(server.got).toHaveLength(1);
    vi.setSystemTime(1_005_000);
    outbox.reconnected();
    expect(server.got).toHaveLength(2);
    vi.setSystemTime(1_060_000);
    outbox.reconnected();
    expect(server.got).toHaveLength(2);
    expect(outbox.find(id)?.problem?.code).toBe('outcome_unknown');
    outbox.recorded(id, at);
    expect(outbox.find(id)?.state, 'the answer comes after all').toBe('recorded');
  });

  it('keeps the words of what was rejected until read', async () => {
    const outbox = await fresh();
    const id = outbox.submit('XF-2', say('a'));
    outbox.rejected(id, no('wrong_stage'));
    await new Promise((done) => setTimeout(done, 20));
    const after = await fresh();
    expect(after.find(id)).toMatchObject({ state: 'rejected', problem: { code: 'wrong_stage' } });
    after.dismiss(id);
    expect(after.find(id)).toBeUndefined();
  });

  it('waits and repeats when the server is busy, and keeps the order', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const outbox = new Outbox(new Disk('none'), server.line);
    void outbox.open(EXERCISE);
    const id = outbox.submit('XF-2', say('a'));
    outbox.rejected(id, no('rate_limited', 500));
    outbox.submit('XF-2', say('b'));
    expect(server.words()).toEqual(['a']);
    vi.advanceTimersByTime(501);
    expect(server.words()).toEqual(['a', 'a', 'b']);
  });

  it('lets an emergency go first and at once', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const outbox = new Outbox(new Disk('none'), server.line);
    void outbox.open(EXERCISE);
    outbox.rejected(outbox.submit('XF-2', say('a')), no('busy', 60_000));
    outbox.submit('XF-2', { type: 'declare_emergency' });
    expect(server.words()).toEqual(['a', 'declare_emergency']);
  });

  it('refuses what no frame can hold', async () => {
    const outbox = await fresh();
    const id = outbox.submit('XF-2', say('长'.repeat(30_000)));
    expect(outbox.find(id)?.problem?.code).toBe('too_large');
    expect(server.got).toEqual([]);
  });

  it('takes up only the own seat’s where windows have seats of their own', async () => {
    server.up = false;
    const disk = new Disk();
    const first = await fresh(disk);
    first.submit('XF-2', say('a'));
    first.submit('GA-1', say('b'));
    await new Promise((done) => setTimeout(done, 20));
    server.up = true;
    const window = new Outbox(new Disk(), server.line);
    await window.open(EXERCISE, 'GA-1');
    expect(server.words()).toEqual(['b']);
  });
});
