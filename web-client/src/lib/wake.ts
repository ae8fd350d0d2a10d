/** Keeps the screen on while the page is visible, where the browser can (HTTPS only). */

let lock: WakeLockSentinel | undefined;
let wanted = false;

export function wakeLockPossible(): boolean {
  return 'wakeLock' in navigator && window.isSecureContext;
}

async function take(): Promise<boolean> {
  if (!wakeLockPossible()) return false;
  try {
    lock = await navigator.wakeLock.request('screen');
    return true;
  } catch {
    return false;
  }
}

/** Asks for the screen to stay on from now; says whether it does. */
export async function keepScreenOn(): Promise<boolean> {
  if (!wanted) {
    wanted = true;
    // The browser drops the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', () => {
      if (wanted && document.visibilityState === 'visible') void take();
    });
  }
  return take();
}

/** Whether the screen is being kept on. */
export function screenKept(): boolean {
  return lock !== undefined && !lock.released;
}
