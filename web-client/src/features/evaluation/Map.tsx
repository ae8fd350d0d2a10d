import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { useKeys } from '../../lib/keys';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { useZone } from './picture';

/** The map is a chunk of its own, loaded when somebody opens it. */
const MapBoard = lazy(() => import('../../ui/map'));

/** The way to the map at every width, to read; a scenario without a site has none. */
export function MapButton() {
  const { t } = useWords('map');
  const zone = useZone();
  const [site] = useItems('site');
  const [open, setOpen] = useState(false);
  useKeys({ G: () => setOpen(true) }, !open && site !== undefined);
  if (!site) return null;
  return (
    <>
      <button type="button" aria-keyshortcuts="G" onClick={() => setOpen(true)}>
        {t('short')} <kbd>G</kbd>
      </button>
      {open ? (
        <Dialog title={t('title')} onClose={() => setOpen(false)}>
          <Suspense fallback={<p className="quiet">{t('loading')}</p>}>
            <MapBoard zone={zone} />
          </Suspense>
        </Dialog>
      ) : null}
    </>
  );
}
