// Serves the built page under the strict policy and plays the server to it, in a real Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { EXERCISE, frames, look, you } from './scene.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
export const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export async function open() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = extname(path) ? path : '/index.html';
    try {
      const body = await readFile(join(DIST, file));
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    base,
    browser,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** A page with a scripted server behind it. `scene` holds seat, exercise item and injects. */
export async function screen(
  stage,
  {
    width = 360,
    height = 740,
    language = 'zh',
    theme = 'light',
    size = 'normal',
    scene,
    online = true,
    session,
    answer,
    rest,
  } = {},
) {
  const context = await stage.browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
  });
  const page = await context.newPage();
  const faults = [];
  page.on(
    'console',
    (message) =>
      message.type() === 'error' &&
      !/401|404|Failed to load resource/.test(message.text()) &&
      faults.push(message.text()),
  );
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on(
    'request',
    (request) =>
      !request.url().startsWith(stage.base) &&
      !/^(blob|data):/.test(request.url()) &&
      faults.push(`outside: ${request.url()}`),
  );
  await context.addInitScript(
    (settings) => {
      for (const [name, value] of Object.entries(settings)) localStorage.setItem(`startex.${name}`, value);
    },
    { language, theme, size },
  );
  const seat = scene?.seat ?? you();
  const sessionNow = session === undefined ? { as: 'seat', exercise: EXERCISE, you: seat } : session;
  const problem = {
    code: 'unauthenticated',
    type: 'urn:startex:problem:unauthenticated',
    status: 401,
    title: '',
    detail: null,
    place: null,
    retry_after_ms: null,
  };
  // For every page of the context: a page may be closed and opened again.
  await context.route('**/api/v1/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    const json = (body, status = 200) =>
      route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
    const own = rest?.(route.request());
    if (own !== undefined) return json(own);
    if (path.endsWith('/session/look')) return json(look);
    if (path.endsWith('/about'))
      return json({
        version: '0',
        fingerprint: '5F:21:9A:0C',
        set_up: true,
        language: 'zh',
        now: Date.now(),
      });
    if (path.endsWith('/session') && route.request().method() === 'GET')
      return sessionNow ? json(sessionNow) : json(problem, 401);
    if (path.endsWith('/session')) return json({ as: 'seat', exercise: EXERCISE, you: seat });
    return json(problem, 404);
  });
  const sent = [];
  let line;
  let up = online;
  await context.routeWebSocket(/\/live$/, (socket) => {
    if (!up) return socket.close({ code: 4000 });
    line = socket;
    socket.onMessage((text) => {
      const frame = JSON.parse(text);
      sent.push(frame);
      if (frame.type === 'hello')
        for (const next of scene?.frames ?? frames(scene)) socket.send(JSON.stringify(next));
      if (frame.type === 'ping')
        setTimeout(() => socket.send(JSON.stringify({ type: 'pong', t0: frame.t0, t1: Date.now() })), 41);
      if (frame.type === 'submit') answer?.(frame, (next) => socket.send(JSON.stringify(next)));
    });
  });
  return {
    page,
    context,
    faults,
    sent,
    say: (frame) => line?.send(JSON.stringify(frame)),
    /** Takes the network away from the page, or gives it back. */
    async network(there) {
      up = there;
      await context.setOffline(!there);
    },
  };
}

/** Opens a screen of the exercise and waits until it stands. */
export async function show(stage, scene, options = {}) {
  const shown = await screen(stage, { width: 1366, height: 768, scene, ...options });
  await shown.page.goto(`${stage.base}/x/${EXERCISE}${options.page ? `?page=${options.page}` : ''}`);
  await shown.page.locator('#main').waitFor();
  await shown.page.waitForTimeout(500);
  return shown;
}

/** Keys one after the other, as a hand presses them. */
export async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
}

/** The commands of a type that the page has sent; all that people gave where no type is named. */
export function commands(sent, type) {
  return sent
    .filter((frame) => frame.type === 'submit' && (!type || frame.command.type === type))
    .map((frame) => frame.command);
}

/** An answer of the server to everything that is sent: recorded. */
export function recorded(frame, say) {
  say({ type: 'recorded', id: frame.id, at: { wall: Date.now(), exercise: 1 } });
}

/** Nobody is shut out: no rule of WCAG is broken, nothing grave besides, and nothing scrolls sideways. */
export async function accessible(page, what = '') {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'] }),
  );
  const broken = violations.filter(
    ({ impact, tags }) =>
      impact === 'serious' || impact === 'critical' || tags.some((tag) => /^wcag\d/.test(tag)),
  );
  assert.deepEqual(
    broken.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
    [],
    what,
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${what} scrolls sideways by ${wide} px`);
}
