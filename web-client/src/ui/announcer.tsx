/** Says things to assistive technology: politely, or at once. Each said once. */
import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';

const store = createStore<{ polite: string; assertive: string }>(() => ({ polite: '', assertive: '' }));
let clear: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  clearTimeout(clear);
  store.setState({ [urgency]: '' });
  // An emptied region that is filled in the same tick is read as unchanged.
  setTimeout(() => store.setState({ [urgency]: text }), 50);
  clear = setTimeout(() => store.setState({ polite: '', assertive: '' }), 8_000);
}

/** Stands once in the page. */
export function Announcer() {
  const [text, setText] = useState(store.getState());
  useEffect(() => store.subscribe(setText), []);
  return (
    <>
      <div className="visually-hidden" role="log" aria-live="polite">
        {text.polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {text.assertive}
      </div>
    </>
  );
}
