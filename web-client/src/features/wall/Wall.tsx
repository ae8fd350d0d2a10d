import { useEffect, useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { keepScreenOn } from '../../lib/wake';
import { useExercise, useYou } from '../../sync';
import { LanguageSwitch, ThemeSwitch } from '../../ui';
import { lookStore, setTheme } from '../../ui/settings';
import { Bulletins } from './Bulletins';
import { Departments } from './Departments';
import { Facts } from './Facts';
import { Failed } from './Failed';
import { Figures } from './Figures';
import { Foot, Staleness } from './Freshness';
import { Head } from './Head';
import './wall.css';
import './facts.css';

/** Without movement for this long the pointer is hidden. */
const POINTER_GONE_MS = 3_000;
/** How often the picture moves by two pixels, so that nothing burns in. */
const SHIFT_EVERY_MS = 60_000;
const SHIFTS: readonly (readonly [number, number])[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

/** The big screen: read in five seconds from the back. Leaders see receipts and lateness, players what command confirmed. */
export function Wall() {
  const { t } = useWords('wall');
  const you = useYou();
  const exercise = useExercise();
  const leaders = you.wall === 'leaders';
  const pointer = usePointer();
  const shift = useShift();
  useScreen(you.role === 'WALL');
  const [paused, setPaused] = useState(false);
  if (!exercise) return null;
  return (
    <div className={`wall${leaders ? ' wall-leaders' : ' wall-players'}${pointer ? '' : ' wall-still'}`}>
      <div className="wall-safe" style={{ transform: `translate(${shift[0]}px, ${shift[1]}px)` }}>
        <Head exercise={exercise} />
        {leaders ? <Failed /> : null}
        <main id="main" className="wall-main">
          <Facts leaders={leaders} />
          {leaders ? <Figures /> : null}
          <Departments leaders={leaders} paused={paused} />
          <Bulletins />
        </main>
        <Foot leaders={leaders} />
      </div>
      <Staleness />
      <div className="wall-controls">
        <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {t(paused ? 'go_on' : 'pause')}
        </button>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </div>
  );
}

/** Whether the pointer moved lately. */
function usePointer(): boolean {
  const [moved, setMoved] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const seen = () => {
      setMoved(true);
      clearTimeout(timer);
      timer = setTimeout(() => setMoved(false), POINTER_GONE_MS);
    };
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    for (const event of events) window.addEventListener(event, seen);
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, seen);
    };
  }, []);
  return moved;
}

function useShift(): readonly [number, number] {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setStep((before) => before + 1), SHIFT_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return SHIFTS[step % SHIFTS.length] ?? [0, 0];
}

/** A projector stays awake, and is dark unless somebody chose otherwise. */
function useScreen(projector: boolean): void {
  useEffect(() => {
    document.documentElement.classList.add('wall-on');
    if (projector) {
      if (lookStore.getState().theme === 'system') setTheme('dark');
      void keepScreenOn();
    }
    return () => document.documentElement.classList.remove('wall-on');
  }, [projector]);
}
