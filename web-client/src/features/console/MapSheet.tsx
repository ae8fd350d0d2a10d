import { lazy, Suspense } from 'react';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { popOut } from './panes';
import { useConsoleWords, useZone } from './picture';

/** The map is a chunk of its own, loaded when somebody opens it. */
const MapBoard = lazy(() => import('../../ui/map'));

function Board() {
  const { t } = useConsoleWords();
  const zone = useZone();
  return (
    <Suspense fallback={<p className="quiet">{t('map.opening')}</p>}>
      <MapBoard zone={zone} />
    </Suspense>
  );
}

/** The map over the desk, where it has no pane of its own. */
export function MapSheet() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('map.title')} onClose={() => open(null)}>
      <button
        type="button"
        className="drill-act"
        onClick={() => {
          open(null);
          popOut('map', t);
        }}
      >
        ↗ {t('windows.pop', { pane: t('go.place.map') })}
      </button>
      <Board />
    </Dialog>
  );
}

/** The map beside everything else, on a desk that is wide enough. */
export function MapPane() {
  const { t } = useConsoleWords();
  return (
    <section id="con-map" className="con-part con-map" tabIndex={-1} aria-labelledby="con-map-title">
      <h2 id="con-map-title">{t('map.title')}</h2>
      <Board />
    </section>
  );
}

/** The way to it in the header, with how much stands on it; a scenario without a site has none. */
export function MapButton() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const [site] = useItems('site');
  const count = useItems('feature').filter((feature) => feature.ended === null).length;
  if (!site) return null;
  return (
    <button type="button" aria-keyshortcuts="G A" onClick={() => open({ type: 'map' })}>
      {t('map.title')} {count > 0 ? <span className="num">{count}</span> : null}
    </button>
  );
}
