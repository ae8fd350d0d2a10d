// Where the focus goes at the report when something that had it is closed.

/** How long a sentence that was added may take to come back from the record, in milliseconds. */
const COMES_WITHIN = 5_000;
const LOOK_EVERY = 100;

/**
 * Puts the focus on a piece of the text, as soon as it stands there, unless somebody has gone on meanwhile; on a
 * narrow screen, where the text is hidden, on the part that shows.
 */
export function focusOn(key: string): void {
  const until = performance.now() + COMES_WITHIN;
  const begun = document.activeElement;
  const look = () => {
    const now = document.activeElement;
    const moved = now !== begun && now !== document.body && now instanceof HTMLElement && now.tabIndex >= 0;
    if (moved) return;
    const piece = document.querySelector<HTMLElement>(`[data-piece="${CSS.escape(key)}"]`);
    const part = document.querySelector<HTMLElement>('.rep-tabs [aria-current="page"]');
    if (piece) piece.focus();
    else if (part) part.focus();
    else if (performance.now() < until) setTimeout(look, LOOK_EVERY);
  };
  requestAnimationFrame(look);
}
