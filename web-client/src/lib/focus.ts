/**
 * Keeps the focus from getting lost. Where what had it goes away (a form that was sent, a button whose act is done),
 * browsers leave it at nothing, and whoever works by keyboard begins at the top of the page again. Here it goes to
 * the nearest part around that still stands; Tab goes on from there.
 */

/** Parts of a page at which somebody knows where he is. */
const PARTS = 'dialog[open], form, fieldset, li, td, th, nav, aside, section, article, main, [role="region"]';

/** What had the focus, and everything around it, the nearest first. */
interface Had {
  element: Element;
  around: readonly Element[];
}

function aroundOf(element: Element): Element[] {
  const around: Element[] = [];
  for (let one = element.parentElement; one; one = one.parentElement) around.push(one);
  return around;
}

/** The part to which the focus goes when an element went away; where the whole view went, that in its place. */
function standing({ around }: Had, page: Document): HTMLElement | undefined {
  const part = around.find((one) => one.isConnected && one.matches(PARTS)) ?? page.querySelector('main');
  return part instanceof HTMLElement ? part : undefined;
}

function lost(had: Had): boolean {
  const { element } = had;
  return !element.isConnected || (element instanceof HTMLButtonElement && element.disabled);
}

/** Watches a document; answers with what ends the watch. */
export function keepFocus(page: Document): () => void {
  let had: Had | undefined;
  let waiting = false;
  const remember = ({ target }: FocusEvent) => {
    had = target instanceof Element ? { element: target, around: aroundOf(target) } : undefined;
  };
  // Somebody who clicks beside everything has put the focus away himself.
  const forget = () => {
    had = undefined;
  };
  const mend = () => {
    waiting = false;
    if (!had || !nowhere(page) || !lost(had)) return;
    const part = standing(had, page);
    if (!part) return;
    if (!part.hasAttribute('tabindex')) part.tabIndex = -1;
    part.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(() => {
    if (waiting || !had || !lost(had)) return;
    waiting = true;
    // The screen itself may put it somewhere better first.
    setTimeout(mend, AFTER_MS);
  });
  page.addEventListener('focusin', remember);
  page.addEventListener('pointerdown', forget);
  watch.observe(page.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  return () => {
    watch.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('pointerdown', forget);
  };
}

/** Two frames: screens move the focus in the next one. */
const AFTER_MS = 40;

function nowhere(page: Document): boolean {
  return page.activeElement === null || page.activeElement === page.body;
}
