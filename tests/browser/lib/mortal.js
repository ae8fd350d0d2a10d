/** A browser of its own with a profile on disk, so that it can be killed and opened again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { DEVICES, executable, FLAGS, watch } from './browser.js';
import { DEADLINE, until } from './drill.js';

export class MortalBrowser {
  static async create(base) {
    const mortal = new MortalBrowser();
    mortal.base = base;
    mortal.profile = await mkdtemp(join(tmpdir(), 'startex-profile-'));
    mortal.faults = [];
    await mortal.open();
    return mortal;
  }

  async open() {
    const port = join(this.profile, 'DevToolsActivePort');
    await rm(port, { force: true });
    this.child = spawn(
      executable(),
      [...FLAGS, '--headless', '--lang=zh-CN', '--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'],
      { stdio: 'ignore', detached: true },
    );
    const address = await until('the browser listens', async () => {
      const [number, path] = (await readFile(port, 'utf8')).split('\n');
      return path && `ws://127.0.0.1:${number}${path}`;
    });
    this.browser = await chromium.connectOverCDP(address);
    [this.context] = this.browser.contexts();
    this.faults.push(watch(this.context, this.base, true));
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    await this.page.setViewportSize(DEVICES.phone.viewport);
    this.page.setDefaultTimeout(DEADLINE);
  }

  /** Chromium writes cookies down only every half minute: until then a killed browser has nobody signed in. */
  async signedInOnDisk() {
    const jars = ['Default/Cookies', 'Default/Network/Cookies'].map((path) => join(this.profile, path));
    const held = async () => {
      for (const jar of jars) {
        const bytes = await readFile(jar).catch(() => undefined);
        // Of the cookie's row the name and the path stand there in the clear.
        if (bytes?.includes('127.0.0.1startex')) return true;
      }
      return false;
    };
    await until('the session is on disk', held, 4 * DEADLINE);
  }

  /** Ends all its processes at once: nothing can be said or saved any more. */
  async kill() {
    const gone = once(this.child, 'exit');
    process.kill(-this.child.pid, 'SIGKILL');
    await gone;
    await this.browser.close().catch(() => undefined);
  }

  async end() {
    await this.kill().catch(() => undefined);
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
