import type { ReactNode } from 'react';
import './drill.css';

interface Props {
  className: string;
  label: string;
  children: ReactNode;
}

/** A part that scrolls by itself: the keyboard reaches it also where nothing in it can be focused. */
export function Scroll({ className, label, children }: Props) {
  return (
    <section
      className={`${className} drill-scroll`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll this by keyboard
      tabIndex={0}
    >
      {children}
    </section>
  );
}
