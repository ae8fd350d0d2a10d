import { type ReactNode, useEffect, useRef } from 'react';
import { useKeys } from '../../lib/keys';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';

/** A pane that comes in from the side where there is no room for it; the rest stays usable. */
export function Drawer({ title, children }: { title: string; children: ReactNode }) {
  const { say } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  // Heard by the window: a button that vanished after its click has taken the focus with it.
  useKeys({
    Escape: () => {
      if (!document.querySelector('dialog[open]')) open(null);
    },
  });
  return (
    <aside className="con-drawer" aria-label={title}>
      <button
        ref={button}
        type="button"
        className="plain con-drawer-close"
        aria-label={say('common:action.close')}
        onClick={() => open(null)}
      >
        ✕
      </button>
      {children}
    </aside>
  );
}
