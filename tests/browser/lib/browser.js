/** Chromium, and what is watched in every page: faults of any kind, sounds, announcements. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DEVICES = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  narrow: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1366, height: 768 } },
  wide: { viewport: { width: 1920, height: 1080 } },
  huge: { viewport: { width: 3840, height: 2160 } },
};

export function executable() {
  if (!EXECUTABLE) throw new Error('no Chromium: install it, or name it in CHROMIUM');
  return EXECUTABLE;
}

export function launch() {
  return chromium.launch({ executablePath: executable(), headless: true, args: FLAGS });
}

/** Runs in every page before its own code. */
function instrument() {
  const seen = { oscillators: 0, violations: [] };
  Object.defineProperty(window, '__journey', { value: seen });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    seen.oscillators += 1;
    return start.apply(this, when);
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    // The tests' own script for axe is not the page's.
    if (event.sourceFile?.includes('__playwright')) return;
    seen.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

/** What a browser says by itself when a link is cut; only tests that cut one allow it. */
const CUT = /net::ERR_|WebSocket connection to .* failed|Failed to fetch|WebSocket is closed/;

/** Opens a context whose faults are collected in `faults`. `base` is the only host it may ask. */
export async function open(browser, { device, base, language = 'zh', theme = 'light', cut = false }) {
  const context = await browser.newContext({
    ...DEVICES[device],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const faults = watch(context, base, cut);
  await context.addInitScript(instrument);
  const page = await context.newPage();
  return { context, page, faults };
}

/** Collects faults of all pages of a context. */
export function watch(context, base, cut) {
  const faults = [];
  const host = new URL(base).host;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) faults.push(`asked ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    const where = message.location().url;
    // An answer of the server that the page expects and shows in words.
    if (/the server responded with a status of 4\d\d/.test(text) && where.includes('/api/v1/session')) return;
    if (cut && CUT.test(text)) return;
    faults.push(`console: ${text} ${where}`);
  });
  context.on('weberror', (error) => faults.push(`page: ${error.error().message}`));
  return faults;
}

/** How many oscillators a page has started. */
export const sounds = (page) => page.evaluate(() => window.__journey.oscillators);
