import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
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
