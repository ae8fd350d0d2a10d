/** Screens are chunks of their own, loaded by role: a phone never loads the console. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../protocol';
import type { LiveOptions } from '../sync';
import { ExerciseBanner } from '../ui';

const modules = import.meta.glob<{ default: ComponentType }>([
  '../features/*/index.tsx',
  '../features/*/{simulator,setup}.tsx',
]);

const screens = new Map<string, LazyExoticComponent<ComponentType>>();
for (const [path, load] of Object.entries(modules)) screens.set(path, lazy(load));

interface FeatureProps {
  name: string;
  view?: string;
}

/** A screen by the folder it lives in. */
export function Feature({ name, view = 'index' }: FeatureProps) {
  const { t } = useTranslation();
  const Screen = screens.get(`../features/${name}/${view}.tsx`);
  if (Screen) return <Screen />;
  return (
    <>
      <ExerciseBanner />
      <main className="page">
        <p>{t('end.noScreen')}</p>
      </main>
    </>
  );
}

export interface Place extends FeatureProps {
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
