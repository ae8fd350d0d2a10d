import type { ReactNode } from 'react';
import { ExerciseBanner, LanguageSwitch, TextSize, ThemeSwitch } from '../../ui';

/** The frame of the administrator's screens. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <ExerciseBanner />
      <div className="top-bar no-print">
        <LanguageSwitch />
        <div className="row">
          <TextSize />
          <ThemeSwitch />
        </div>
      </div>
      <main className="page stack" id="main">
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
