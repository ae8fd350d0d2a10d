/**
 * The live socket: says hello, resumes, probes, notices silence, comes back with jitter.
 * Knows frames and close codes, and nothing of exercises.
 */
import { CLOSE, type ClientFrame, type Resume, type ServerFrame, SUBPROTOCOL } from '../protocol';

export const PING_EVERY = 10_000;
/** Silence after which the connection is taken for dead: two missed probes, and the banner within 25 s. */
export const STALE_AFTER = 22_000;
export const RETRY_BASE = 250;
export const RETRY_CAP = 8_000;
/** How long a connection may take to its welcome. */
export const HELLO_WITHIN = 10_000;

/** A connection that lived this long was a good one: the next attempt comes quickly. */
const SETTLED_AFTER = 5_000;

/** Why the socket stopped for good. */
export type End = 'signed_out' | 'superseded' | 'gone' | 'version' | 'refused';

export interface SocketEvents {
  /** Where to resume, asked when a connection opens. */
  resume(): Resume | undefined;
  frame(frame: ServerFrame): void;
  /** Connected and welcome; false: lost, an attempt follows. `silentSince`: nothing was heard since then. */
  live(live: boolean, silentSince?: number): void;
  /** The seat or role changed: forget everything before the next hello. */
  seatChanged(): void;
  /** Before each attempt; what it gives is called when the attempt has its welcome or has failed. */
  prepare?(): Promise<() => void>;
  /** An attempt ended before its welcome: perhaps nobody is signed in any more. */
  failed(): void;
  ended(why: End): void;
}

type Timer = ReturnType<typeof setTimeout>;

const WORDS = new Map<number, keyof typeof CLOSE>(
  (Object.keys(CLOSE) as (keyof typeof CLOSE)[]).map((word) => [CLOSE[word].code, word]),
);

/** The wait before attempt number `attempt` (from 0): full jitter under a doubling bound. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(RETRY_CAP, RETRY_BASE * 2 ** attempt);
}

/** What to do about a close code that does not come back by itself. */
function ending(word: keyof typeof CLOSE | undefined): End {
  switch (word) {
    case 'signed_out':
    case 'superseded':
    case 'gone':
    case 'version':
      return word;
    default:
      return 'refused';
  }
}

export class LiveSocket {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private retry: Timer | undefined;
  private ping: Timer | undefined;
  private stale: Timer | undefined;
  private welcomed = false;
  private preparing = false;
  private release: (() => void) | undefined;
  private welcomedAt = 0;
  private stopped = false;
  /** Device time of the last frame. */
  lastFrameAt = 0;

  constructor(
    private readonly url: string,
    private readonly events: SocketEvents,
    private readonly open: (url: string, protocol: string) => WebSocket = (url, protocol) =>
      new WebSocket(url, protocol),
  ) {}

  /** Starts the first attempt. */
  start(): void {
    this.stopped = false;
    this.connect();
  }

  /** Ends for good: no attempt follows. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.retry = undefined;
    this.drop();
  }

  /** The network is said to be back: tries at once instead of waiting out the pause. */
  hurry(): void {
    if (this.stopped || this.socket) return;
    this.attempt = 0;
    clearTimeout(this.retry);
    this.retry = undefined;
    this.connect();
  }

  /** Gives the connection up and comes back: after a gap, or when the network is said to be gone. */
  reconnect(silentSince?: number): void {
    if (this.stopped) return;
    const was = this.welcomed;
    this.drop();
    if (was) this.events.live(false, silentSince);
    this.later();
  }

  /** Sends, if the connection is welcome; says whether it was handed over. */
  send(frame: ClientFrame): boolean {
    if (!this.welcomed || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private connect(): void {
    // One attempt in flight, ever.
    if (this.socket || this.preparing || this.stopped) return;
    this.retry = undefined;
    if (!this.events.prepare) {
      this.dial();
      return;
    }
    this.preparing = true;
    this.events.prepare().then(
      (release) => {
        this.preparing = false;
        this.release = release;
        if (this.stopped) this.settle();
        else this.dial();
      },
      () => {
        this.preparing = false;
        this.events.failed();
        this.later();
      },
    );
  }

  /** The attempt is decided: whoever waits for it may go on. */
  private settle(): void {
    this.release?.();
    this.release = undefined;
  }

  private dial(): void {
    const socket = this.open(this.url, SUBPROTOCOL);
    this.socket = socket;
    this.expect(HELLO_WITHIN);
    socket.onopen = () => {
      const resume = this.events.resume();
      socket.send(
        JSON.stringify((resume ? { type: 'hello', resume } : { type: 'hello' }) satisfies ClientFrame),
      );
    };
    socket.onmessage = (event) => this.receive(socket, event);
    socket.onclose = (event) => this.closed(socket, event.code);
  }

  private receive(socket: WebSocket, event: MessageEvent): void {
    if (this.socket !== socket || typeof event.data !== 'string') return;
    let frame: ServerFrame;
    try {
      frame = JSON.parse(event.data) as ServerFrame;
    } catch {
      // Not our server's text: a proxy in between. Resume says what is missing.
      this.reconnect();
      return;
    }
    this.lastFrameAt = Date.now();
    this.expect(STALE_AFTER);
    if (frame.type === 'welcome') {
      this.welcomed = true;
      this.settle();
      this.welcomedAt = this.lastFrameAt;
      this.events.frame(frame);
      this.events.live(true);
      this.probe();
      return;
    }
    this.events.frame(frame);
  }

  private probe(): void {
    clearTimeout(this.ping);
    this.send({ type: 'ping', t0: Date.now() });
    this.ping = setTimeout(() => this.probe(), PING_EVERY);
  }

  private expect(within: number): void {
    clearTimeout(this.stale);
    this.stale = setTimeout(() => this.reconnect(this.lastFrameAt), within);
  }

  private drop(): void {
    clearTimeout(this.ping);
    clearTimeout(this.stale);
    this.welcomed = false;
    this.settle();
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private closed(socket: WebSocket, code: number): void {
    if (this.socket !== socket) return;
    const was = this.welcomed;
    this.drop();
    const word = WORDS.get(code);
    if (word && !CLOSE[word].retry) {
      this.stopped = true;
      this.events.ended(ending(word));
      return;
    }
    if (was) this.events.live(false);
    else this.events.failed();
    if (word === 'seat_changed') this.events.seatChanged();
    this.later();
  }

  private later(): void {
    if (this.stopped || this.retry !== undefined) return;
    // A server that welcomes and closes at once must not be hammered: only a connection that held counts.
    if (this.lastFrameAt - this.welcomedAt > SETTLED_AFTER && this.welcomedAt > 0) {
      this.attempt = 0;
      this.welcomedAt = 0;
    }
    this.retry = setTimeout(() => this.connect(), backoff(this.attempt));
    this.attempt += 1;
  }
}
