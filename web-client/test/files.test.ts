import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command, StoredFile } from '../src/protocol';
import { Disk } from '../src/sync/disk';
import { Files, isLocal } from '../src/sync/files';
import { Outbox } from '../src/sync/outbox';
import { NetworkError, ProblemError } from '../src/sync/rest';
import { EXERCISE } from './frames';

const photo = () => new Blob(['a picture'], { type: 'image/jpeg' });
const reply = (files: string[], delivery = 'd1'): Command => ({
  type: 'respond_inject',
  delivery,
  progress: 'done',
  text: '看照片',
  ticked: [],
  files,
});

/** A phone: its disk outlives its pages. */
class Phone {
  live = false;
  uploads: string[] = [];
  sent: Command[] = [];
  answer: () => StoredFile = () => ({
    file: `hash${this.uploads.length}`,
    bytes: 9,
    media_type: 'image/jpeg',
  });

  async page(disk = new Disk()) {
    const files = new Files(disk, {
      live: () => this.live,
      upload: async (_exercise, blob) => {
        this.uploads.push(await blob.text());
        return this.answer();
      },
    });
    const outbox = new Outbox(disk, {
      live: () => this.live,
      send: (frame) => {
        if (frame.type === 'submit') this.sent.push(frame.command);
        return this.live;
      },
      offset: () => 0,
      upload: (names) => files.upload(names),
      dropFiles: (names) => {
        for (const name of names) files.drop(name);
      },
    });
    files.changed = () => outbox.filesChanged();
    await Promise.all([files.open(EXERCISE), outbox.open(EXERCISE)]);
    const reconnect = () => {
      this.live = true;
      outbox.reconnected();
      files.reconnected();
    };
    return { disk, files, outbox, reconnect };
  }
}

const settled = () => new Promise((later) => setTimeout(later, 60));
let phone: Phone;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  phone = new Phone();
});

describe('a photo picked without a network', () => {
  it('is there again when the page is opened, goes up first, and its answer after it', async () => {
    const first = await phone.page();
    const local = first.files.keep('XF-2', photo(), 'gate.jpg');
    const id = first.outbox.submit('XF-2', reply([local]));
    await settled();
    // The page is closed here, and opened again with a network.
    const second = await phone.page();
    expect(second.files.store.getState()).toMatchObject([{ name: 'gate.jpg', state: 'waiting' }]);
    expect(phone.sent).toEqual([]);
    second.reconnect();
    await settled();
    expect(phone.uploads).toEqual(['a picture']);
    expect(phone.sent).toEqual([reply(['hash1'])]);
    second.outbox.recorded(id, { wall: 1, exercise: 1 });
    await settled();
    expect(await second.disk.all('files')).toEqual([]);
    expect(await second.disk.all('outbox')).toEqual([]);
  });

  it('a repeat after a lost answer says exactly the same', async () => {
    const page = await phone.page();
    page.outbox.submit('XF-2', reply([page.files.keep('XF-2', photo(), 'a.jpg')]));
    await settled();
    page.reconnect();
    await settled();
    const again = await phone.page();
    again.reconnect();
    await settled();
    expect(phone.uploads).toHaveLength(1);
    for (const command of phone.sent) expect(command).toEqual(reply(['hash1']));
    expect(phone.sent.length).toBeGreaterThan(1);
  });

  it('keeps notes in the order in which they were written, and holds nothing else back', async () => {
    const page = await phone.page();
    const note = (text: string, files: string[]): Command => ({
      type: 'record_observation',
      text,
      kind: 'fact',
      files,
    });
    const local = page.files.keep('EVA-XF', photo(), 'a.jpg');
    await page.files.kept(local);
    expect(await page.disk.all('files')).toHaveLength(1);
    page.outbox.submit('EVA-XF', note('first', [local]));
    page.outbox.submit('EVA-XF', note('second', []));
    page.outbox.submit('EVA-XF', { type: 'rate_task', task: 'CT1', rating: 'P' });
    page.reconnect();
    expect(phone.sent.map(({ type }) => type)).toEqual(['rate_task']);
    await settled();
    const texts = phone.sent.flatMap((command) =>
      command.type === 'record_observation' ? command.text : [],
    );
    expect(texts).toEqual(['first', 'second']);
  });

  it('holds back what follows about the same inject, and nothing else', async () => {
    const page = await phone.page();
    page.outbox.submit('XF-2', reply([page.files.keep('XF-2', photo(), 'a.jpg')]));
    page.outbox.submit('XF-2', { type: 'complete_delivery', delivery: 'd1' });
    page.outbox.submit('XF-2', { type: 'acknowledge_inject', delivery: 'd2' });
    await settled();
    phone.answer = () => {
      throw new NetworkError('tunnel');
    };
    page.reconnect();
    await settled();
    expect(phone.sent.map(({ type }) => type)).toEqual(['acknowledge_inject']);
    phone.answer = () => ({ file: 'h', bytes: 1, media_type: 'image/jpeg' });
    page.files.reconnected();
    await settled();
    expect(phone.sent.map(({ type }) => type)).toEqual([
      'acknowledge_inject',
      'respond_inject',
      'complete_delivery',
    ]);
  });

  it('that the server refuses gives the words back with the reason', async () => {
    phone.answer = () => {
      const type = 'urn:startex:problem:too_large';
      throw new ProblemError({
        code: 'too_large',
        type,
        status: 413,
        title: '',
        detail: null,
        place: null,
        retry_after_ms: null,
      });
    };
    const page = await phone.page();
    const id = page.outbox.submit('XF-2', reply([page.files.keep('XF-2', photo(), 'a.jpg')]));
    await settled();
    page.reconnect();
    await settled();
    expect(page.outbox.find(id)).toMatchObject({ state: 'rejected', problem: { code: 'too_large' } });
    expect(phone.sent).toEqual([]);
  });

  it('that is gone from the device does not hold its answer for ever', async () => {
    const page = await phone.page();
    const local = page.files.keep('XF-2', photo(), 'a.jpg');
    const id = page.outbox.submit('XF-2', reply([local]));
    await settled();
    await page.disk.remove('files', local);
    const again = await phone.page();
    again.reconnect();
    await settled();
    expect(again.outbox.find(id)?.state).toBe('rejected');
  });

  it('is thrown away with the answer that is taken back', async () => {
    const page = await phone.page();
    const local = page.files.keep('XF-2', photo(), 'a.jpg');
    expect(isLocal(local)).toBe(true);
    const id = page.outbox.submit('XF-2', reply([local]));
    await settled();
    expect(page.outbox.cancel(id)).toBe(true);
    await settled();
    expect(await page.disk.all('files')).toEqual([]);
  });

  it('finds its shelf on a device that was used before there was one', async () => {
    await new Promise<void>((done) => {
      const old = indexedDB.open('startex', 1);
      old.onupgradeneeded = () => {
        for (const [shelf, keyPath] of [
          ['outbox', 'id'],
          ['drafts', 'name'],
          ['pictures', 'name'],
        ] as const)
          old.result.createObjectStore(shelf, { keyPath });
      };
      old.onsuccess = () => {
        old.result.close();
        done();
      };
    });
    const page = await phone.page();
    page.files.keep('XF-2', photo(), 'a.jpg');
    await settled();
    expect(page.disk.durable).toBe(true);
    expect(await page.disk.all('files')).toHaveLength(1);
  });
});
