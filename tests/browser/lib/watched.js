/** What a page does while it works: how often it is drawn, how long an interaction takes, what moves. */

/** Runs in the page before its own code. */
export function watchPage() {
  const watched = { paints: [], taps: new Map(), tasks: [], moved: [], waited: 0 };
  Object.defineProperty(window, '__watched', { value: watched });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, name, startTime, processingStart, processingEnd, target } of list.getEntries()) {
      if (!interactionId || (watched.taps.get(interactionId)?.duration ?? 0) >= duration) continue;
      const on = target?.className || target?.nodeName || '';
      const script = Math.round(processingEnd - processingStart);
      watched.taps.set(interactionId, { duration, name, on, waited: Math.round(processingStart - startTime), script });
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.tasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
  // Everything that changes until the next frame is one paint, at the moment of its first change. What is
  // only read out is not drawn.
  let drawing = false;
  const elementOf = ({ target }) => (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement);
  new MutationObserver((changes) => {
    const change = changes.find((one) => !elementOf(one)?.closest('.visually-hidden'));
    if (drawing || !change) return;
    drawing = true;
    const { type } = change;
    const element = elementOf(change);
    watched.paints.push({ at: Date.now(), of: `${type} ${element?.className || element?.nodeName}` });
    requestAnimationFrame(() => {
      drawing = false;
    });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** Paints in each whole second between two moments: for each, when in the second and of what. */
export async function paintsBetween(page, from, to) {
  const paints = await page.evaluate(() => window.__watched.paints);
  const seconds = [];
  for (let second = Math.ceil(from / 1000); second < Math.floor(to / 1000); second += 1) {
    const within = paints.filter(({ at }) => Math.floor(at / 1000) === second);
    seconds.push(within.map(({ at, of }) => `${at % 1000} ${of}`));
  }
  return seconds;
}

/** Interactions that took longer than a frame, the slowest first. */
export async function slowest(page) {
  const taps = await page.evaluate(() => [...window.__watched.taps.values()]);
  return taps.sort((a, b) => b.duration - a.duration);
}

/**
 * The row under a resting pointer, looked at ten times a second for so long: what stands there, and
 * where. Gives what moved and whether anything waited to come in.
 */
export function rest(page, rows, { x, y, milliseconds }) {
  return page.evaluate(
    async ([selector, left, top, duration]) => {
      const under = () => document.elementFromPoint(left, top)?.closest(selector);
      const place = (row) => {
        const box = row?.getBoundingClientRect();
        return box ? `${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.height)}` : 'nowhere';
      };
      const name = (row) => row?.textContent.slice(0, 30) ?? 'nothing';
      const first = under();
      const before = [name(first), place(first)];
      const until = performance.now() + duration;
      let waited = false;
      while (performance.now() < until) {
        await new Promise((later) => setTimeout(later, 100));
        waited ||= document.querySelector('.con-waiting') !== null;
        if (under() === first && place(first) === before[1]) continue;
        return { moved: `${before.join(' at ')} → ${name(under())} at ${place(under())}; it is at ${place(first)}`, waited };
      }
      return { waited };
    },
    [rows, x, y, milliseconds],
  );
}

/** What the engine makes of a program as it runs, beside what the program holds: bounded by the program. */
const MACHINERY = new Set(['code', 'object shape']);

/**
 * Bytes that the page's scripts hold, after everything was let go that can be: what they keep, and what the
 * engine compiled for them. The longer a page is used, the more of it is compiled, up to all of it.
 */
export async function heap(session) {
  const chunks = [];
  const take = ({ chunk }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const held = { kept: 0, code: 0, byType: {} };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = types[type][nodes[at + type]];
    held[MACHINERY.has(name) ? 'code' : 'kept'] += nodes[at + size];
    held.byType[name] = (held.byType[name] ?? 0) + nodes[at + size];
  }
  return held;
}

/** Seconds of processor time that a browser has used: its pages, and all of it. */
export async function processorTime(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sum = (of) => of.reduce((total, { cpuTime }) => total + cpuTime, 0);
  return { pages: sum(processInfo.filter(({ type }) => type === 'renderer')), all: sum(processInfo) };
}
