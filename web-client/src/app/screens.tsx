/** Screens are chunks of their own, loaded by role: a phone never loads the console. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExerciseStatus, Role } from '../protocol';
import type { LiveOptions } from '../sync';
import { ExerciseBanner } from '../ui';

/** What the app tells a screen. */
export interface ScreenProps {
  /** Leaves the lobby before the start. */
  onEnter: () => void;
}

const modules = import.meta.glob<{ default: ComponentType<ScreenProps> }>([
  '../features/*/index.tsx',
  '../features/*/{simulator,setup,lobby,pane}.tsx',
]);

const screens = new Map<string, LazyExoticComponent<ComponentType<ScreenProps>>>();
for (const [path, load] of Object.entries(modules)) screens.set(path, lazy(load));

interface FeatureProps {
  name: string;
  view?: string;
  onEnter?: () => void;
}

const nothing = () => undefined;

/** A screen by the folder it lives in. */
export function Feature({ name, view = 'index', onEnter = nothing }: FeatureProps) {
  const { t } = useTranslation();
  const Screen = screens.get(`../features/${name}/${view}.tsx`);
  if (Screen) return <Screen onEnter={onEnter} />;
  return (
    <>
      <ExerciseBanner />
      <main className="page">
        <p>{t('end.noScreen')}</p>
      </main>
    </>
  );
}

export interface Place {
  name: string;
  view?: string;
  live: LiveOptions;
}

/** Controllers' figures may change four times a second and no more; a wall twice. */
const CONSOLE: LiveOptions = { paintEvery: 250 };

/** Which screen a role works at. */
export function placeOf(role: Role): Place {
  switch (role) {
    case 'PLY':
      return { name: 'department', live: { paintEvery: 0, keep: true } };
    case 'DIR':
    case 'LC':
    case 'CTL':
    case 'SAF':
    case 'PLN':
      return { name: 'console', live: CONSOLE };
    case 'SIM':
    case 'ACT':
      return { name: 'console', view: 'simulator', live: { paintEvery: 0, keep: true } };
    case 'EVA':
    case 'LEV':
      return { name: 'evaluation', live: { paintEvery: 250, keep: true } };
    case 'WALL':
    case 'OBS':
      return { name: 'wall', live: { paintEvery: 500 } };
    default:
      return { name: 'none', live: {} };
  }
}

/** A department's own screen: what control looks at through its eyes, too. */
export const DEPARTMENT: Pick<Place, 'name' | 'view'> = { name: 'department' };

const LOOKS: ReadonlySet<Role> = new Set<Role>(['DIR', 'LC', 'CTL']);

/** Whether a role may look through a department's eyes; the server is the judge. */
export function mayLook(role: Role): boolean {
  return LOOKS.has(role);
}

const REPORTS: ReadonlySet<Role> = new Set<Role>(['DIR', 'LEV']);

const PRINTS: ReadonlySet<Role> = new Set<Role>(['DIR', 'LC', 'CTL', 'SAF', 'PLN', 'EVA', 'LEV']);

const REPLAYS: ReadonlySet<Role> = new Set<Role>(['DIR', 'LC', 'CTL', 'EVA', 'LEV']);

const PLANS: ReadonlySet<Role> = new Set<Role>(['DIR', 'LC', 'CTL', 'PLN']);

/** What the address asks for beside the role's own place: paper, the replay, the reports, the
 *  list as it is planned, one pane of the desk. `desk` is the role's own place, where another one comes first. */
export function besideOf(role: Role, rest: string): Pick<Place, 'name' | 'view'> | undefined {
  if (rest === 'paper' && PRINTS.has(role)) return { name: 'paper' };
  if (rest === 'replay' && REPLAYS.has(role)) return { name: 'replay' };
  if (rest === 'report' && REPORTS.has(role)) return { name: 'report' };
  if (rest === 'msel' && PLANS.has(role)) return { name: 'msel' };
  if (rest === 'desk') return placeOf(role);
  if (rest.startsWith('pane/') && placeOf(role).name === 'console' && !placeOf(role).view)
    return { name: 'console', view: 'pane' };
  return undefined;
}

const PLANNED: ReadonlySet<ExerciseStatus> = new Set<ExerciseStatus>(['draft', 'review']);

/** Where a role begins: whoever plans at the list, while it is planned. */
export function firstOf(role: Role, status: ExerciseStatus | undefined): Pick<Place, 'name' | 'view'> {
  return role === 'PLN' && status !== undefined && PLANNED.has(status) ? { name: 'msel' } : placeOf(role);
}

const LOBBY: ReadonlySet<Role> = new Set<Role>(['PLY', 'SIM', 'ACT', 'EVA', 'LEV']);
const BEFORE: ReadonlySet<ExerciseStatus> = new Set<ExerciseStatus>([
  'draft',
  'review',
  'approved',
  'standby',
]);

/** Whether this role waits in the lobby now: everybody who has nothing to do before STARTEX. */
export function waitsInLobby(role: Role, status: ExerciseStatus | undefined): boolean {
  return status !== undefined && LOBBY.has(role) && BEFORE.has(status);
}
