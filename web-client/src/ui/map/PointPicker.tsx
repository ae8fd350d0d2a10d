/** A map to point at: a tap, or by keyboard the middle of the window. A chunk of its own, with the map. */
import '../../i18n/ns/map';
import './map.css';
import { useId, useRef } from 'react';
import { useWords } from '../../lib/drill/useWords';
import type { Position, Site } from '../../protocol';
import type { Named } from './engine';
import { MapCanvas, type MapHandle } from './MapCanvas';

interface Props {
  exercise: string;
  site: Site;
  places: readonly Named[];
  points: readonly Position[];
  onPoint: (at: Position) => void;
}

const NONE: readonly never[] = [];

export default function PointPicker({ exercise, site, places, points, onPoint }: Props) {
  const { t, say } = useWords('map');
  const map = useRef<MapHandle | null>(null);
  const how = useId();
  const plan = site.plan ? planView(site.plan) : null;
  return (
    <div className="map-pane">
      <div className="map-frame map-picker">
        <MapCanvas
          exercise={exercise}
          site={{ name: site.name, bounds: site.bounds, plan, credit: site.credit ?? null }}
          places={places}
          features={NONE}
          chosen={null}
          draft={{ form: points.length > 1 ? 'line' : 'point', corners: points }}
          label={t('picker.label')}
          describedBy={how}
          onTap={onPoint}
          onChoose={() => undefined}
          handle={(handle) => {
            map.current = handle;
          }}
        />
        <span className="map-marker">{say('common:banner.only')}</span>
        <span className="map-cross" aria-hidden="true" />
      </div>
      <p id={how} className="quiet small">
        {t('picker.how')}
      </p>
      <button
        type="button"
        onClick={() => {
          if (map.current) onPoint(map.current.centre());
        }}
      >
        {t('picker.middle')}
      </button>
    </div>
  );
}

function planView(plan: NonNullable<Site['plan']>) {
  return plan.type === 'image' ? { type: plan.type, file: plan.file } : { type: plan.type };
}
