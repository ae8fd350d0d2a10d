/** The real server as a child process: started, asked, killed without warning, started again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
export const BINARY =
  process.env.STARTEX_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/startex');
/** A debug build on two busy cores opens its folder in this time. */
const START_WITHIN = 60_000;
const PASSWORD = 'a-password-for-the-journeys';

/** A port that is free now. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

export class Server {
  #child;
  #cookie;
  #output = '';

  /** `publicPort`: where a proxy stands in front of it. `tiles`: an archive that maps lie on, as bytes. */
  static async start({ publicPort, tiles } = {}) {
    const server = new Server();
    server.port = await freePort();
    server.base = `http://127.0.0.1:${server.port}`;
    server.publicBase = publicPort ? `http://127.0.0.1:${publicPort}` : server.base;
    server.data = await mkdtemp(join(tmpdir(), 'startex-journeys-'));
    if (tiles) {
      server.tiles = join(server.data, 'site.pmtiles');
      await writeFile(server.tiles, tiles);
    }
    await server.run();
    await server.#setUp();
    return server;
  }

  /** Starts the process on the same folder and port, and waits until it takes what people write. */
  async run() {
    const args = ['serve', '--listen', `127.0.0.1:${this.port}`, '--data', this.data];
    if (this.tiles) args.push('--tiles', this.tiles);
    if (this.publicBase !== this.base) args.push('--public-url', this.publicBase);
    this.#output = '';
    const child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        this.#output += text;
      });
    }
    const until = Date.now() + START_WITHIN;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended by itself:\n${this.#output}`);
      if (Date.now() > until) throw new Error(`the server does not answer:\n${this.#output}`);
      try {
        if ((await fetch(`${this.base}/readyz`)).ok) return;
      } catch {
        // Not listening yet.
      }
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  /** The server listens before it has printed its links. */
  async #setUp() {
    const until = Date.now() + START_WITHIN;
    for (;;) {
      this.setUpSecret = /\/setup#(\S+)/.exec(this.#output)?.[1];
      if (this.setUpSecret) return;
      if (Date.now() > until) throw new Error(`no set-up link was printed:\n${this.#output}`);
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  /** The administrator: by the one-time link, or by password where a browser has used the link. */
  async administrator({ linkUsed = false } = {}) {
    if (this.#cookie) return;
    const answer = await this.raw(
      'POST',
      '/api/v1/session',
      linkUsed
        ? { with: 'password', name: 'admin', password: PASSWORD }
        : { with: 'set_up', secret: this.setUpSecret, password: PASSWORD },
    );
    if (!answer.ok) throw new Error(`set-up: ${answer.status} ${await answer.text()}`);
    this.#cookie = answer.headers.getSetCookie()[0].split(';')[0];
  }

  raw(method, path, body, headers = {}) {
    const text = typeof body === 'string' ? body : body && JSON.stringify(body);
    return fetch(this.base + path, {
      method,
      body: text,
      headers: {
        origin: this.base,
        'sec-fetch-site': 'same-origin',
        ...(text ? { 'content-type': 'application/json' } : {}),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...headers,
      },
    });
  }

  /** A request of the administrator; its answer as JSON. */
  async ask(method, path, body, headers) {
    const answer = await this.raw(method, path, body, headers);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Puts a scenario file into the library. */
  async addScenario(file) {
    const text = await readFile(file, 'utf8');
    return this.ask('POST', '/api/v1/scenarios', text, { 'content-type': 'application/yaml' });
  }

  /** The record of an exercise, commit by commit. */
  async journal(exercise) {
    const answer = await this.raw('GET', `/api/v1/exercises/${exercise}/journal?after=0`);
    if (!answer.ok) throw new Error(`journal: ${answer.status} ${await answer.text()}`);
    const lines = (await answer.text()).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }

  /** kill -9: no farewell, no flush. */
  async kill() {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop() {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** What it printed, for a failed test. */
  get output() {
    return this.#output;
  }
}

export { PASSWORD };
