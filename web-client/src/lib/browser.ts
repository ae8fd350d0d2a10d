/** What this browser is and what it will not do. */

/** WeChat or WeCom's own browser: it silences pages and drops connections in the background. */
export function insideMessenger(agent: string = navigator.userAgent): boolean {
  return /MicroMessenger|wxwork|DingTalk/i.test(agent);
}

/** HTTPS or this very machine: what wake lock, notifications and offline start need. */
export function secure(): boolean {
  return window.isSecureContext;
}

interface Battery {
  level: number;
  charging: boolean;
}

/** The battery, where the browser tells. */
export async function battery(): Promise<Battery | undefined> {
  const source = (navigator as { getBattery?: () => Promise<Battery> }).getBattery;
  try {
    return await source?.call(navigator);
  } catch {
    return undefined;
  }
}

export type Permission = 'granted' | 'denied' | 'default' | 'impossible';

export function notificationState(): Permission {
  if (!secure() || !('Notification' in window)) return 'impossible';
  return Notification.permission;
}

export async function askForNotifications(): Promise<Permission> {
  if (notificationState() === 'impossible') return 'impossible';
  try {
    return await Notification.requestPermission();
  } catch {
    return 'impossible';
  }
}

/** A notification without content: what the drill says stays inside the page. */
export async function notify(title: string, tag: string): Promise<void> {
  if (notificationState() !== 'granted') return;
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    // Android shows notifications of a service worker only.
    if (worker) await worker.showNotification(title, { tag, icon: '/icon.svg' });
    else new Notification(title, { tag, icon: '/icon.svg' });
  } catch {
    // The page itself says the same.
  }
}

/** A page younger than this may have loaded its parts before the worker took over. */
const FIRST_PAGE = 60_000;

/** Keeps the page's own files for a start without a network; only where the browser admits it. */
export function keepForOffline(): void {
  if (!secure() || !('serviceWorker' in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker.register('/sw.js').then(
    () => void keepLoaded(),
    () => {
      // A self-signed certificate that was not installed forbids it: the lobby says so.
    },
  );
}

/** Parts that come later pass the worker by themselves; those of the first page are named to it. */
async function keepLoaded(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller === null || performance.now() < FIRST_PAGE)
    active?.postMessage({ keep: performance.getEntriesByType('resource').map(({ name }) => name) });
}
