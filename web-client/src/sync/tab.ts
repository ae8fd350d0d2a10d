/**
 * Whose this window is. A browser keeps one session for all its windows; links of a demonstration are
 * opened side by side, each for another seat. A window that came by a link remembers its token, names it
 * in its requests, and makes it the browser's session again before it opens its socket, which takes no
 * header. A welcome for another seat is not taken: another window was quicker, and it tries again.
 */

const NAME = 'startex.token';
let memory: string | undefined;

/** The token of the link that this window came by. */
export function tabToken(): string | undefined {
  try {
    return sessionStorage.getItem(NAME) ?? memory;
  } catch {
    return memory;
  }
}

export function setTabToken(token: string | undefined): void {
  memory = token;
  try {
    if (token) sessionStorage.setItem(NAME, token);
    else sessionStorage.removeItem(NAME);
  } catch {
    // Memory has it for the life of the page.
  }
}

/** One window at a time between signing in and its welcome, where the browser can (HTTPS, this machine). */
export function oneWindowAtATime(): Promise<() => void> {
  if (!('locks' in navigator)) return Promise.resolve(() => undefined);
  return new Promise((held) => {
    void navigator.locks.request(
      'startex-session',
      () => new Promise<void>((release) => held(() => release())),
    );
  });
}
