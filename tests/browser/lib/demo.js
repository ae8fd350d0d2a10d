/** `startex demo` as a child process: the worked drill, robots in every seat, a link for everybody. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './drill.js';
import { BINARY } from './server.js';

/** A debug build on two busy cores opens its folder in this time. */
const START_WITHIN = 60_000;

export class Demo {
  #child;
  #output = '';

  static async start({ speed }) {
    const demo = new Demo();
    demo.folder = await mkdtemp(join(tmpdir(), 'startex-demo-'));
    const links = join(demo.folder, 'links.json');
    const place = ['--listen', '127.0.0.1:0', '--data', join(demo.folder, 'data'), '--links', links];
    demo.#child = spawn(BINARY, ['demo', '--speed', String(speed), ...place], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [demo.#child.stdout, demo.#child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        // A drill talks for long; its end tells what went wrong.
        demo.#output = (demo.#output + text).slice(-10_000);
      });
    }
    try {
      const read = await until('the links', async () => JSON.parse(await readFile(links, 'utf8')), START_WITHIN);
      demo.base = read.base;
      demo.exercise = read.exercise;
      demo.urls = new Map(read.seats.map((seat) => [seat.position, seat.url]));
      return demo;
    } catch (error) {
      const said = demo.#output;
      await demo.stop();
      throw new Error(`${error.message}\n${said}`);
    }
  }

  get pid() {
    return this.#child.pid;
  }

  /** Whether it still plays; a drill that ended by itself says why in `output`. */
  get playing() {
    return this.#child.exitCode === null;
  }

  get output() {
    return this.#output;
  }

  async stop() {
    if (this.#child.exitCode === null) {
      const gone = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
