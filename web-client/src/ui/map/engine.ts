// The map itself, outside of React: a picture on its bounds, tiles under it where the site has some, and
// what stands on it. Everything comes from this server; nothing ever asks a device where it is.
import OlFeature from 'ol/Feature';
import GeoJSON from 'ol/format/GeoJSON';
import { type Geometry, LineString, Point, Polygon } from 'ol/geom';
import ImageLayer from 'ol/layer/Image';
import VectorLayer from 'ol/layer/Vector';
import OlMap from 'ol/Map';
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj';
import ImageStatic from 'ol/source/ImageStatic';
import VectorSource from 'ol/source/Vector';
import View from 'ol/View';
import { type Drawn, rounded } from '../../lib/drill/site';
import type { Bounds, Position, Shape } from '../../protocol';
import { type Sign, sides } from './labels';
import { draftStyle, featureRoom, featureStyle, type Look, placeRoom, placeStyle, planStyle } from './style';

const LONLAT = 'EPSG:4326';
const VIEW = 'EPSG:3857';
/** Pixels around a finger in which something counts as touched. */
const FINGER = 16;
/** Nearer than this a plan is only coarse dots. */
const ZOOM_MAX = 24;

export interface Named {
  key: string;
  name: string;
  at: Position;
}

export interface Draft {
  form: 'point' | 'line' | 'area';
  corners: readonly Position[];
}

export type Plan = { type: 'image'; url: string } | { type: 'geojson'; text: string };

export interface Engine {
  plan(plan: Plan | undefined): void;
  places(places: readonly Named[]): void;
  features(features: readonly Drawn[], chosen: string | null): void;
  draft(draft: Draft | undefined): void;
  /** Where the middle of the window looks: how a keyboard points. */
  centre(): Position;
  goTo(shape: Shape): void;
  whole(): void;
  tiles(headers: Record<string, string>): Promise<void>;
  close(): void;
}

interface Told {
  onTap(at: Position): void;
  onChoose(id: string | null): void;
  /** How large signs and words are; a wall is read from the back of the room. */
  scale: number;
}

const point = ({ lon, lat }: Position) => fromLonLat([lon, lat]);

function position(coordinate: readonly number[]): Position {
  const [lon = 0, lat = 0] = toLonLat([...coordinate]);
  return { lon: rounded(lon), lat: rounded(lat) };
}

function geometry(form: Draft['form'], corners: readonly Position[]): Geometry | undefined {
  const points = corners.map(point);
  const [first] = points;
  if (!first) return undefined;
  if (points.length === 1 || form === 'point') return new Point(first);
  if (form === 'line' || points.length === 2) return new LineString(points);
  return new Polygon([[...points, first]]);
}

function geometryOf(shape: Shape): Geometry {
  switch (shape.type) {
    case 'point':
      return new Point(point(shape.at));
    case 'line':
      return new LineString(shape.along.map(point));
    case 'area': {
      const ring = shape.around.map(point);
      return new Polygon([[...ring, ...ring.slice(0, 1)]]);
    }
  }
}

/** Fills a source with features of the same ids, without a moment in which it is empty. */
function fill(source: VectorSource, next: OlFeature[]): void {
  source.clear(true);
  source.addFeatures(next);
}

/** Where the words of a shape belong. */
function anchorOf(geometry: Geometry | undefined): readonly number[] {
  if (geometry instanceof LineString) return geometry.getCoordinateAt(0.5);
  if (geometry instanceof Polygon) return geometry.getInteriorPoint().getCoordinates();
  return geometry instanceof Point ? geometry.getCoordinates() : [];
}

/** Gives every sign's words a side: what is chosen first, then the latest, then the names of places. */
function arrangeWords(
  things: VectorSource,
  places: VectorSource,
  view: View,
  extent: readonly number[],
  scale: number,
): void {
  const resolution = view.getResolution();
  if (!resolution) return;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = extent;
  const marks = things.getFeatures().reverse();
  marks.sort((a, b) => Number(b.get('look').chosen) - Number(a.get('look').chosen));
  const names = places.getFeatures();
  const signs = [...marks, ...names].map((one): Sign => {
    const [x = 0, y = 0] = anchorOf(one.getGeometry());
    const look: Look | undefined = one.get('look');
    const room = look ? featureRoom(look) : placeRoom(one.get('name'), view.getZoom() ?? 0, scale);
    const drawn = one.getGeometry() instanceof Point;
    return { x: (x - x0) / resolution, y: (y1 - y) / resolution, drawn, ...room };
  });
  const found = sides(signs, [(x1 - x0) / resolution, (y1 - y0) / resolution]);
  marks.forEach((one, at) => {
    one.set('look', { ...one.get('look'), side: found[at] });
  });
  names.forEach((one, at) => {
    const unread = signs[marks.length + at]?.width === 0;
    one.set('side', unread ? undefined : found[marks.length + at]);
  });
}

export function open(target: HTMLElement, bounds: Bounds, told: Told): Engine {
  const extent = transformExtent([bounds.west, bounds.south, bounds.east, bounds.north], LONLAT, VIEW);
  const places = new VectorSource();
  const things = new VectorSource();
  const drafts = new VectorSource();
  const [wide = 0, high = 0] = [(extent[2] ?? 0) - (extent[0] ?? 0), (extent[3] ?? 0) - (extent[1] ?? 0)];
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = extent;
  const view = new View({
    projection: VIEW,
    // As far as things may be put, and a little more.
    extent: [x0 - 1.5 * wide, y0 - 1.5 * high, x1 + 1.5 * wide, y1 + 1.5 * high],
    maxZoom: ZOOM_MAX,
    smoothExtentConstraint: false,
    enableRotation: false,
  });
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const moving = still ? {} : { duration: 200 };
  let ground: VectorLayer | ImageLayer<ImageStatic> | undefined;
  let url: string | undefined;
  const map = new OlMap({
    target,
    view,
    controls: [],
    layers: [
      new VectorLayer({
        source: places,
        zIndex: 2,
        style: (one) => placeStyle(String(one.get('name')), told.scale, one.get('side')),
      }),
      new VectorLayer({ source: things, zIndex: 3, style: (one) => featureStyle(one.get('look')) }),
      new VectorLayer({ source: drafts, zIndex: 4, style: draftStyle() }),
    ],
  });
  const arrange = () => arrangeWords(things, places, view, extent, told.scale);
  // From nearer there is more room.
  map.on('moveend', arrange);
  const whole = () => view.fit(extent, { padding: [12, 12, 12, 12] });
  whole();
  // A map in a pane that opens has no size in its first moment.
  let fitted = (map.getSize()?.[0] ?? 0) > 0;
  map.on('change:size', () => {
    if (!fitted && (map.getSize()?.[0] ?? 0) > 0) {
      fitted = true;
      whole();
    }
  });
  map.on('click', (event) => {
    told.onTap(position(event.coordinate));
    const hit = map.forEachFeatureAtPixel(event.pixel, (one) => one.getId(), {
      hitTolerance: FINGER,
      layerFilter: (layer) => layer.getSource() === things,
    });
    told.onChoose(hit === undefined ? null : String(hit));
  });
  const setGround = (layer: typeof ground) => {
    if (ground) map.removeLayer(ground);
    ground = layer;
    if (layer) map.addLayer(layer);
  };
  return {
    plan(plan) {
      if (url) URL.revokeObjectURL(url);
      url = plan?.type === 'image' ? plan.url : undefined;
      if (!plan) return setGround(undefined);
      if (plan.type === 'image') {
        const source = new ImageStatic({ url: plan.url, imageExtent: extent, projection: VIEW });
        return setGround(new ImageLayer({ source, zIndex: 1 }));
      }
      const format = new GeoJSON({ dataProjection: LONLAT, featureProjection: VIEW });
      const source = new VectorSource({ features: format.readFeatures(plan.text) });
      setGround(
        new VectorLayer({ source, zIndex: 1, style: (one) => planStyle(String(one.get('name') ?? '')) }),
      );
    },
    places(list) {
      fill(
        places,
        list.map(({ name, at }) => new OlFeature({ geometry: new Point(point(at)), name })),
      );
      arrange();
    },
    features(list, chosen) {
      const made = list.map(({ id, kind, shape, label, sure }) => {
        const look: Look = { kind, label, sure, chosen: id === chosen, scale: told.scale, side: undefined };
        const one = new OlFeature({ geometry: geometryOf(shape), look });
        one.setId(id);
        return one;
      });
      fill(things, made);
      arrange();
    },
    draft(draft) {
      const shape = draft ? geometry(draft.form, draft.corners) : undefined;
      const corners = draft ? draft.corners.map((corner) => new OlFeature(new Point(point(corner)))) : [];
      fill(drafts, shape ? [new OlFeature(shape), ...corners] : []);
    },
    centre: () => position(view.getCenter() ?? [0, 0]),
    goTo(shape) {
      const [first] =
        shape.type === 'point' ? [shape.at] : shape.type === 'line' ? shape.along : shape.around;
      if (first) view.animate({ center: point(first), ...moving });
    },
    whole,
    async tiles(headers) {
      const { tileLayer } = await import('./tiles');
      map.addLayer(tileLayer(headers));
    },
    close() {
      if (url) URL.revokeObjectURL(url);
      map.setTarget(undefined);
      map.dispose();
    },
  };
}
