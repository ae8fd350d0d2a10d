/** The map of a wall: nobody touches it, and it is read from the back of the room. */
import '../../i18n/ns/map';
import './map.css';
import { useId, useMemo } from 'react';
import { drawn } from '../../lib/drill/site';
import { useWords } from '../../lib/drill/useWords';
import type { Position, SiteItem } from '../../protocol';
import { useExercise, useItems } from '../../sync';
import { MapCanvas } from './MapCanvas';

const nothing = () => undefined;

/** Words at least 28 px high on a full-HD wall, twice that on a 4K one. */
function scaleOf(): number {
  return Math.max(1, innerHeight / 540);
}

export default function WallMap({ site }: { site: SiteItem }) {
  const words = useWords('map');
  const { t } = words;
  const id = useId();
  const exercise = useExercise();
  const items = useItems('wall_feature');
  const placeItems = useItems('place');
  const features = useMemo(() => items.map(drawn), [items]);
  const places = useMemo(() => {
    // Where something stands, its own words stand too.
    const spot = ({ lon, lat }: Position) => `${lon} ${lat}`;
    const taken = new Set(items.map(({ shape }) => (shape.type === 'point' ? spot(shape.at) : '')));
    return placeItems.map(({ key, name, position }) => ({
      key,
      name: taken.has(spot(position)) ? '' : words.in(name),
      at: position,
    }));
  }, [items, placeItems, words]);
  const scale = useMemo(scaleOf, []);
  if (!exercise) return null;
  return (
    <section className="wall-map" aria-label={t('title')}>
      <MapCanvas
        exercise={exercise.id}
        site={site}
        places={places}
        features={features}
        chosen={null}
        draft={undefined}
        label={`${t('marker')} · ${words.in(site.name)}`}
        describedBy={id}
        onTap={nothing}
        onChoose={nothing}
        handle={nothing}
        scale={scale}
      />
      {/* What the picture shows, for who hears it. */}
      <ul id={id} className="visually-hidden">
        {items.map((item) => (
          <li key={item.id}>
            {t(`kind.${item.feature_kind}`)}: {item.label}, {item.owner ?? t('list.control')}
          </li>
        ))}
      </ul>
    </section>
  );
}
