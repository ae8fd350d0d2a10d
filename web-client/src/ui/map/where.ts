// Where something on the map is, in words.
import { positionWords } from '../../lib/drill/site';
import { useWords } from '../../lib/drill/useWords';
import type { Say } from '../../lib/drill/words';
import type { FeatureItem, PlaceItem, Position } from '../../protocol';
import { useItems } from '../../sync';

type Name = (place: PlaceItem) => string;

/** Its place, its position, or how many corners it has. */
export function useWhere(item: FeatureItem): string {
  const words = useWords('map');
  const places = useItems('place');
  return whereWords(item, places, words.t, (place) => words.in(place.name));
}

export function whereWords(
  item: Pick<FeatureItem, 'shape' | 'place'>,
  places: readonly PlaceItem[],
  t: Say,
  name: Name,
): string {
  const place = places.find((one) => one.key === item.place);
  if (place) return name(place);
  const near = (at: Position | undefined) => nearest(at, places, t, name);
  switch (item.shape.type) {
    case 'point':
      return near(item.shape.at);
    case 'line':
      return t('where.line', { n: item.shape.along.length, at: near(item.shape.along[0]) });
    case 'area':
      return t('where.area', { n: item.shape.around.length, at: near(item.shape.around[0]) });
  }
}

/** Degrees are for machines: beside them stands the named place that is nearest. */
function nearest(at: Position | undefined, places: readonly PlaceItem[], t: Say, name: Name): string {
  if (!at) return '';
  const far = ({ position }: PlaceItem) => {
    const east = (position.lon - at.lon) * Math.cos((at.lat * Math.PI) / 180);
    return Math.hypot(east, position.lat - at.lat);
  };
  const near = [...places].sort((a, b) => far(a) - far(b))[0];
  return near ? t('where.near', { place: name(near), at: positionWords(at) }) : positionWords(at);
}
