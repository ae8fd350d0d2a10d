import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useItems } from '../../sync';
import { useZone } from './words';

/** The map is a chunk of its own: a phone loads it when somebody opens it, and not before. */
const MapBoard = lazy(() => import('../../ui/map'));

export function MapPage() {
  const { t } = useTranslation('department');
  const zone = useZone();
  return (
    <Suspense fallback={<p className="quiet">{t('map.opening')}</p>}>
      <MapBoard zone={zone} />
    </Suspense>
  );
}

/** The way to the map and back; a scenario without a site has none. */
export function MapButton({ shown, turn }: { shown: boolean; turn: () => void }) {
  const { t } = useTranslation('department');
  const [site] = useItems('site');
  if (!site) return null;
  return (
    <button type="button" className="map-button" aria-pressed={shown} aria-keyshortcuts="G" onClick={turn}>
      {t('map.open')}
    </button>
  );
}
