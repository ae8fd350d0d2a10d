import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { fixedPage, PAGE_MS, partsOf, type Step, stepsOf } from '../../lib/drill/pages';
import type { Cause } from '../../lib/drill/urgent';
import { useWords } from '../../lib/drill/useWords';
import { keepScreenOn } from '../../lib/wake';
import type { ExerciseStatus } from '../../protocol';
import { useExercise, useItems, useYou } from '../../sync';
import { LanguageSwitch, ThemeSwitch } from '../../ui';
import { lookStore, setTheme } from '../../ui/settings';
import { Bulletins } from './Bulletins';
import { Departments, PER_SCREEN } from './Departments';
import { Facts } from './Facts';
import { Failed } from './Failed';
import { Figures } from './Figures';
import { Foot, Staleness } from './Freshness';
import { Head } from './Head';
import { Promises } from './Promises';
import { ROLL_PER_SCREEN, Roll } from './Roll';
import { Safety } from './Safety';
import { PAGE_OF, useUrgent } from './urgent';
import './wall.css';
import './facts.css';
import './pages.css';

/** The map is a chunk of its own: a wall without a site never loads it. */
const WallMap = lazy(() => import('../../ui/map/WallMap'));

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
  const urgent = useUrgent();
  const { step, pages, held } = useTurn(leaders, exercise?.status, paused, urgent);
  if (!exercise) return null;
  return (
    <div className={`wall${leaders ? ' wall-leaders' : ' wall-players'}${pointer ? '' : ' wall-still'}`}>
      <div className="wall-safe" style={{ transform: `translate(${shift[0]}px, ${shift[1]}px)` }}>
        <Head exercise={exercise} below={step.name === 'safety'} />
        {leaders ? <Failed /> : null}
        <main id="main" className={`wall-main wall-page-${step.name}`}>
          <Page step={step} leaders={leaders} />
        </main>
        <Foot
          words={step.name === 'roll' ? 'roll' : leaders ? 'leaders' : 'players'}
          page={step.page + 1}
          pages={pages}
          held={held}
        />
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

type PageName = 'picture' | 'departments' | 'timeline' | 'safety' | 'confirmed' | 'call' | 'roll' | 'map';
const LEADERS: readonly PageName[] = ['picture', 'departments', 'timeline'];
const PLAYERS: readonly PageName[] = ['safety', 'confirmed', 'call'];
const ROLL: readonly PageName[] = ['roll'];
const BEFORE: ReadonlySet<ExerciseStatus> = new Set(['draft', 'review', 'approved', 'standby']);

/** Which page is on: all in turn, one that the link fixes, or the roll call before STARTEX. */
function useTurn(
  leaders: boolean,
  status: ExerciseStatus | undefined,
  paused: boolean,
  urgent: Cause | undefined,
) {
  const units = useItems('department').length;
  const before = status !== undefined && BEFORE.has(status);
  // The map has a page, the last one, as soon as something stands on it that may be shown.
  const marked = useItems('wall_feature').length > 0;
  const pages = useMemo(() => {
    const own = before ? ROLL : leaders ? LEADERS : PLAYERS;
    return marked ? [...own, 'map' as const] : own;
  }, [before, leaders, marked]);
  const steps = useMemo(() => {
    const parts = (name: PageName) => {
      if (name === 'roll') return partsOf(units, ROLL_PER_SCREEN);
      if (name === 'departments') return partsOf(units, PER_SCREEN.leaders);
      return name === 'call' ? partsOf(units, PER_SCREEN.players) : 1;
    };
    return stepsOf(pages, parts, fixedPage(location.search, pages.length));
  }, [pages, units]);
  const [turn, setTurn] = useState(0);
  // What the whole room is to see now goes first, unless somebody fixed the page by a link or by hand.
  const wanted = urgent && !paused ? PAGE_OF[leaders ? 'leaders' : 'players'][urgent] : undefined;
  const place =
    new Set(steps.map((one) => one.page)).size < 2 ? -1 : steps.findIndex((one) => one.name === wanted);
  const held = place >= 0 ? urgent : undefined;
  useEffect(() => {
    // Turning goes on from the page that was held.
    if (held) setTurn(place);
  }, [held, place]);
  useEffect(() => {
    if (paused || held || steps.length < 2) return;
    const timer = setInterval(() => setTurn((was) => was + 1), PAGE_MS);
    return () => clearInterval(timer);
  }, [paused, held, steps]);
  const at = held ? place : turn % steps.length;
  const step = steps[at] ?? { name: pages[0] ?? 'picture', part: 0, page: 0 };
  return { step: step as Step<PageName>, pages: pages.length, held };
}

function Page({ step, leaders }: { step: Step<PageName>; leaders: boolean }) {
  switch (step.name) {
    case 'picture':
      return (
        <>
          <Facts leaders={leaders} />
          <Figures />
          <Bulletins />
        </>
      );
    case 'timeline':
      return (
        <>
          <Promises />
          <Bulletins />
        </>
      );
    case 'confirmed':
      return (
        <>
          <Facts leaders={leaders} />
          <Bulletins />
        </>
      );
    case 'departments':
    case 'call':
      return <Departments leaders={leaders} part={step.part} />;
    case 'safety':
      return <Safety />;
    case 'roll':
      return <Roll part={step.part} />;
    case 'map':
      return <MapPage />;
  }
}

function MapPage() {
  const [site] = useItems('site');
  if (!site) return null;
  return (
    <Suspense fallback={null}>
      <WallMap site={site} />
    </Suspense>
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
