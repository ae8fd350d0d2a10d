import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSE, type ServerFrame, SUBPROTOCOL } from '../src/protocol';
import {
  backoff,
  HELLO_WITHIN,
  LiveSocket,
  PING_EVERY,
  RETRY_CAP,
  type SocketEvents,
  STALE_AFTER,
} from '../src/sync/socket';
import { welcome } from './frames';

/** The far end, moved by the test. */
class Line {
  static all: Line[] = [];
  readyState: number = WebSocket.CONNECTING;
  sent: { type: string; [field: string]: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    Line.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = WebSocket.CLOSED;
  }
  accept() {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }
  say(frame: ServerFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  hangUp(code: number) {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code });
  }
}

const last = () => Line.all.at(-1) as Line;
const greeting = welcome({ all: { n: 0, start: 'fresh' } });

function start(over: Partial<SocketEvents> = {}) {
  const events = {
    resume: vi.fn(() => undefined),
    frame: vi.fn(),
    live: vi.fn(),
    seatChanged: vi.fn(),
    failed: vi.fn(),
    ended: vi.fn(),
    ...over,
  };
  const socket = new LiveSocket(
    'ws://x/live',
    events,
    (url, protocol) => new Line(url, protocol) as unknown as WebSocket,
  );
  socket.start();
  return { socket, events };
}

beforeEach(() => {
  vi.useFakeTimers();
  Line.all = [];
});
afterEach(() => vi.useRealTimers());

describe('socket', () => {
  it('H: speaks startex.v1, says hello first, and is live with the welcome', () => {
    const { socket, events } = start();
    expect(last().protocol).toBe(SUBPROTOCOL);
    last().accept();
    expect(last().sent).toEqual([{ type: 'hello' }]);
    expect(socket.send({ type: 'ping', t0: 1 })).toBe(false);
    last().say(greeting);
    expect(events.live).toHaveBeenCalledWith(true);
    expect(last().sent[1]?.type).toBe('ping');
    expect(socket.send({ type: 'ping', t0: 1 })).toBe(true);
  });

  it('R: says where it left off', () => {
    const resume = { epoch: 'e', channels: { all: 4, group: 9 } };
    start({ resume: () => resume });
    last().accept();
    expect(last().sent).toEqual([{ type: 'hello', resume }]);
  });

  it('probes every ten seconds', () => {
    start();
    last().accept();
    last().say(greeting);
    for (let probe = 0; probe < 3; probe += 1) {
      vi.advanceTimersByTime(PING_EVERY);
      last().say({ type: 'pong', t0: 0, t1: 0 });
    }
    expect(last().sent.filter((frame) => frame.type === 'ping')).toHaveLength(4);
  });

  it('takes silence for a dead line, says since when, and comes back', () => {
    const { events } = start();
    last().accept();
    last().say(greeting);
    vi.advanceTimersByTime(STALE_AFTER - 1);
    expect(events.live).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(events.live).toHaveBeenLastCalledWith(false, Date.now() - STALE_AFTER);
    vi.advanceTimersByTime(RETRY_CAP);
    expect(Line.all).toHaveLength(2);
  });

  it('gives up an attempt that gets no welcome', () => {
    start();
    last().accept();
    vi.advanceTimersByTime(HELLO_WITHIN + RETRY_CAP);
    expect(Line.all.length).toBeGreaterThan(1);
  });

  it('has one attempt in flight', () => {
    const { socket } = start();
    socket.hurry();
    socket.hurry();
    expect(Line.all).toHaveLength(1);
    last().hangUp(1006);
    socket.hurry();
    socket.hurry();
    vi.advanceTimersByTime(RETRY_CAP);
    expect(Line.all).toHaveLength(2);
  });

  it('waits longer each time, with jitter, never over the cap', () => {
    expect(backoff(0, () => 1)).toBe(250);
    expect(backoff(3, () => 1)).toBe(2_000);
    expect(backoff(40, () => 1)).toBe(RETRY_CAP);
    expect(backoff(40, () => 0)).toBe(0);
    expect(backoff(2, () => 0.5)).toBe(500);
  });

  it.each(Object.entries(CLOSE))('C: obeys close code %s', (_, { code, retry }) => {
    const { events } = start();
    last().accept();
    last().say(greeting);
    last().hangUp(code);
    vi.advanceTimersByTime(RETRY_CAP);
    expect(Line.all).toHaveLength(retry ? 2 : 1);
    expect(events.ended).toHaveBeenCalledTimes(retry ? 0 : 1);
  });

  it('C: wipes before the next hello when the seat changed', () => {
    const order: string[] = [];
    start({
      seatChanged: () => order.push('wiped'),
      resume: () => {
        order.push('hello');
        return undefined;
      },
    });
    last().accept();
    last().say(greeting);
    last().hangUp(CLOSE.seat_changed.code);
    vi.advanceTimersByTime(RETRY_CAP);
    last().accept();
    expect(order).toEqual(['hello', 'wiped', 'hello']);
  });

  it('does not hammer a server that welcomes and closes', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    start();
    for (let turn = 0; turn < 6; turn += 1) {
      last().accept();
      last().say(greeting);
      last().hangUp(1006);
      vi.advanceTimersByTime(RETRY_CAP);
    }
    last().accept();
    last().say(greeting);
    last().hangUp(1006);
    vi.advanceTimersByTime(RETRY_CAP - 1);
    expect(Line.all).toHaveLength(7);
  });

  it('is deaf to an old line', () => {
    const { socket, events } = start();
    const old = last();
    old.accept();
    old.say(greeting);
    const heard = old.onmessage;
    socket.reconnect();
    heard?.({ data: JSON.stringify(greeting) });
    expect(events.frame).toHaveBeenCalledTimes(1);
  });

  it('prepares each attempt, and lets go with its welcome or its failure', async () => {
    const release = vi.fn();
    start({ prepare: () => Promise.resolve(release) });
    expect(Line.all).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(0);
    expect(Line.all).toHaveLength(1);
    last().accept();
    expect(release).not.toHaveBeenCalled();
    last().say(greeting);
    expect(release).toHaveBeenCalledTimes(1);
    last().hangUp(1006);
    await vi.advanceTimersByTimeAsync(RETRY_CAP);
    expect(Line.all).toHaveLength(2);
    last().hangUp(1006);
    expect(release).toHaveBeenCalledTimes(2);
  });

  it('comes back when preparing failed', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const failed = vi.fn();
    start({ failed, prepare: () => Promise.reject(new Error('no network')) });
    await vi.advanceTimersByTimeAsync(0);
    expect(failed).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(RETRY_CAP);
    expect(failed.mock.calls.length).toBeGreaterThan(1);
    expect(Line.all).toHaveLength(0);
  });
});
