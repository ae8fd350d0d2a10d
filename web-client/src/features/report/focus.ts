// Where the focus goes at the report when something that had it is closed.

/** Puts the focus on a piece of the text; on a narrow screen, where the text may be hidden, on the part that shows. */
export function focusOn(key: string): void {
  requestAnimationFrame(() => {
    const piece = document.querySelector<HTMLElement>(`[data-piece="${CSS.escape(key)}"]`);
    const part = document.querySelector<HTMLElement>('.rep-tabs [aria-current="page"]');
    (piece ?? part)?.focus();
  });
}
