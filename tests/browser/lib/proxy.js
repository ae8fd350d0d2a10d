/**
 * A TCP proxy that can fall silent: connections stay open, new ones are accepted, and nothing is
 * forwarded either way until it speaks again. What was sent meanwhile then arrives late, as it
 * does when a radio link comes back.
 */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export class Proxy {
  #pairs = new Set();
  #silent = false;
  #server;

  /** Listens at `port`; where it forwards to is told by `forward`. */
  static async start(port) {
    const proxy = new Proxy();
    proxy.#server = createServer({ pauseOnConnect: true }, (near) => proxy.#accept(near));
    proxy.#server.listen(port, '127.0.0.1');
    await once(proxy.#server, 'listening');
    proxy.port = port;
    return proxy;
  }

  forward(port) {
    this.target = port;
  }

  #accept(near) {
    const far = connect(this.target, '127.0.0.1');
    const pair = { near, far };
    this.#pairs.add(pair);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      one.setNoDelay(true);
      // What is still on its way to the other side gets there.
      one.on('end', () => other.end());
      one.on('error', () => other.destroy());
      // The other side may be held silent and so never hear of it: it is kept in sight until it
      // has closed too, or stopping would wait for it for ever.
      one.on('close', () => {
        if (other.closed) this.#pairs.delete(pair);
        else other.end();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    if (this.#silent) {
      near.pause();
      far.pause();
    } else near.resume();
  }

  silence() {
    this.#silent = true;
    for (const { near, far } of this.#pairs) {
      near.pause();
      far.pause();
    }
  }

  speak() {
    this.#silent = false;
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
  }

  /** Drops what it holds back, with the connections: what was under way is gone. */
  forget() {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  async stop() {
    this.forget();
    await new Promise((closed) => this.#server.close(closed));
  }
}
