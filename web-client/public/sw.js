// Keeps the page's own files on the device, so that a drill can be opened again without a network.
// Data never goes through here: addresses under /api and /f are left alone.
const CACHE = 'startex-shell-1';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add('/')));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put('/', answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match('/');
    if (kept) return kept;
    throw error;
  }
}

/** What a page had loaded before this worker was there: else the first start without a network fails. */
async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(
    addresses.map(async (address) => {
      const { origin, pathname } = new URL(address);
      if (origin !== self.location.origin || !pathname.startsWith('/assets/')) return;
      if (!(await cache.match(address))) await cache.add(address).catch(() => undefined);
    }),
  );
}

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});

async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (!address.pathname.startsWith('/api') && !address.pathname.startsWith('/f/'))
      event.respondWith(page(request));
  } else if (address.pathname.startsWith('/assets/') || address.pathname === '/icon.svg') {
    event.respondWith(file(request));
  }
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window' })
      .then((windows) => windows[0]?.focus() ?? self.clients.openWindow('/')),
  );
});
