// How things look on the map: a sign on a disc first, lightness next, colour last. The plan is light in
// either theme, so these are not the page's colours but inks on paper.
import { Circle, Fill, Stroke, Style, Text } from 'ol/style';
import { SIGNS } from '../../lib/drill/site';
import type { FeatureKind } from '../../protocol';

const INK = '#14181f';
const PAPER = '#ffffff';
const LATE = '#9b1c1c';
const GOOD = '#00664f';
const ACCENT = '#0b5cad';
const FONT = 'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

const INKS: Record<FeatureKind, string> = {
  blockage: LATE,
  hazard: LATE,
  gathering: INK,
  cordon: ACCENT,
  passage: GOOD,
  aid_point: GOOD,
  supply: GOOD,
  unit: ACCENT,
  vehicle: INK,
  other: INK,
};

const DISC = 13;
const NEAR = 18;
/** Nearer than this every label is shown. */
const LABELS_FROM_ZOOM = 16;

function words(
  text: string,
  color: string,
  offset: number,
  bold: boolean,
  scale: number,
  before = false,
): Text {
  return new Text({
    text,
    font: `${bold ? 700 : 500} ${14 * scale}px ${FONT}`,
    fill: new Fill({ color }),
    stroke: new Stroke({ color: PAPER, width: 4 * scale }),
    offsetX: (before ? -offset : offset) * scale,
    textAlign: before ? 'right' : 'left',
    overflow: true,
  });
}

export interface Look {
  kind: FeatureKind;
  label: string;
  sure: boolean;
  chosen: boolean;
  /** One on a screen in the hand; more on a wall. */
  scale: number;
  /** The words stand before the sign: behind it the map ends. */
  before: boolean;
}

/** A feature: dashed as long as command has not confirmed it, thicker while it is chosen. */
export function featureStyle({ kind, label, sure, chosen, scale, before }: Look): Style[] {
  const color = INKS[kind];
  const dash = sure && kind !== 'cordon' ? {} : { lineDash: kind === 'cordon' ? [12, 6] : [3, 5] };
  const line = new Stroke({ color, width: (chosen ? 6 : 4) * scale, ...dash });
  const under = new Stroke({ color: PAPER, width: (chosen ? 11 : 8) * scale });
  const disc = new Circle({
    radius: (chosen ? NEAR : DISC) * scale,
    fill: new Fill({ color: sure ? color : PAPER }),
    stroke: new Stroke({ color, width: 3 * scale }),
  });
  const sign = new Text({
    text: SIGNS[kind],
    font: `700 ${15 * scale}px ${FONT}`,
    fill: new Fill({ color: sure ? PAPER : color }),
  });
  return [
    new Style({ stroke: under, zIndex: 1 }),
    new Style({ stroke: line, fill: new Fill({ color: `${color}22` }), image: disc, text: sign, zIndex: 2 }),
    new Style({
      text: words(`${label}${sure ? '' : ' ?'}`, color, (chosen ? NEAR : DISC) + 5, true, scale, before),
      zIndex: 3,
    }),
  ];
}

/** A named place: a small ring with its name beside it. */
export function placeStyle(name: string, zoom: number, scale: number): Style[] {
  const ring = new Circle({
    radius: 5 * scale,
    fill: new Fill({ color: PAPER }),
    stroke: new Stroke({ color: INK, width: 2 }),
  });
  const label = zoom >= LABELS_FROM_ZOOM ? { text: words(name, INK, 9, false, scale) } : {};
  return [new Style({ image: ring, ...label })];
}

/** What is being drawn. */
export function draftStyle(): Style[] {
  const line = new Stroke({ color: ACCENT, width: 4, lineDash: [2, 6] });
  const corner = new Circle({
    radius: 9,
    fill: new Fill({ color: ACCENT }),
    stroke: new Stroke({ color: PAPER, width: 3 }),
  });
  return [new Style({ stroke: line, fill: new Fill({ color: `${ACCENT}22` }), image: corner })];
}

/** A plan that came as GeoJSON: plain lines with their names. */
export function planStyle(name: string): Style[] {
  const stroke = new Stroke({ color: '#4d5651', width: 2 });
  const label = name ? { text: words(name, '#4d5651', 0, false, 1) } : {};
  const image = new Circle({ radius: 3, fill: new Fill({ color: '#4d5651' }) });
  return [new Style({ stroke, fill: new Fill({ color: '#f8f8f5cc' }), image, ...label })];
}

const GROUND: Record<string, string> = {
  earth: '#f3f2ec',
  land: '#f3f2ec',
  water: '#cfe0ea',
  landuse: '#e4eadb',
  landcover: '#e4eadb',
  buildings: '#dcdad3',
};

/** Tiles: quiet ground under everything; layers by the names that common archives use. */
export function tileStyle(layer: string): Style {
  const fill = GROUND[layer];
  if (fill) return new Style({ fill: new Fill({ color: fill }) });
  if (layer === 'roads' || layer === 'transportation')
    return new Style({ stroke: new Stroke({ color: '#c3c2ba', width: 3 }) });
  return new Style({ stroke: new Stroke({ color: '#b9b8b0', width: 1 }) });
}
