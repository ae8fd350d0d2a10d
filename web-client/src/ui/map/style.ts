// How things look on the map: a sign on a disc first, lightness next, colour last. The plan is light in
// either theme, so these are not the page's colours but inks on paper.
import { Circle, Fill, Stroke, Style, Text } from 'ol/style';
import { SIGNS } from '../../lib/drill/site';
import type { FeatureKind } from '../../protocol';
import type { Side, Sign } from './labels';

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
const PLACE_GAP = 9;
/** Nearer than this every label is shown. */
const LABELS_FROM_ZOOM = 16;

const fontOf = (bold: boolean, scale: number) => `${bold ? 700 : 500} ${14 * scale}px ${FONT}`;
/** Height of a line of words, for a scale of one. */
const LINE = 18;

/** Which way words stand off their sign, across and down, and how they are set there. */
const STANDS: Record<Side, readonly [number, number, CanvasTextAlign]> = {
  after: [1, 0, 'left'],
  before: [-1, 0, 'right'],
  below: [0, 1, 'center'],
  above: [0, -1, 'center'],
};

function words(text: string, color: string, gap: number, bold: boolean, scale: number, side: Side): Text {
  const [across, down, textAlign] = STANDS[side];
  return new Text({
    text,
    font: fontOf(bold, scale),
    fill: new Fill({ color }),
    stroke: new Stroke({ color: PAPER, width: 4 * scale }),
    offsetX: across * gap * scale,
    offsetY: down * (gap + LINE / 2) * scale,
    textAlign,
    overflow: true,
  });
}

let brush: CanvasRenderingContext2D | null | undefined;

/** The room that words take. */
function roomOf(text: string, bold: boolean, scale: number): { width: number; height: number } {
  brush ??= document.createElement('canvas').getContext('2d');
  if (brush) brush.font = fontOf(bold, scale);
  return { width: brush?.measureText(text).width ?? 0, height: LINE * scale };
}

export interface Look {
  kind: FeatureKind;
  label: string;
  sure: boolean;
  chosen: boolean;
  /** One on a screen in the hand; more on a wall. */
  scale: number;
  /** Where its words stand; nowhere where others stand already. */
  side: Side | undefined;
}

const written = ({ label, sure }: Look) => `${label}${sure ? '' : ' ?'}`;
const gapOf = ({ chosen }: Look) => (chosen ? NEAR : DISC) + 5;

/** The room that a feature's words take, and how far off they stand. */
export function featureRoom(look: Look): Pick<Sign, 'gap' | 'width' | 'height'> {
  return { gap: gapOf(look) * look.scale, ...roomOf(written(look), true, look.scale) };
}

/** A feature: dashed as long as command has not confirmed it, thicker while it is chosen. */
export function featureStyle(look: Look): Style[] {
  const { kind, sure, chosen, scale, side } = look;
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
    ...(side
      ? [new Style({ text: words(written(look), color, gapOf(look), true, scale, side), zIndex: 3 })]
      : []),
  ];
}

/** The room that a place's name takes; none from farther away than labels are read. */
export function placeRoom(name: string, zoom: number, scale: number): Pick<Sign, 'gap' | 'width' | 'height'> {
  const read = zoom >= LABELS_FROM_ZOOM;
  return { gap: PLACE_GAP * scale, ...(read ? roomOf(name, false, scale) : { width: 0, height: 0 }) };
}

/** A named place: a small ring with its name beside it. */
export function placeStyle(name: string, scale: number, side: Side | undefined): Style[] {
  const ring = new Circle({
    radius: 5 * scale,
    fill: new Fill({ color: PAPER }),
    stroke: new Stroke({ color: INK, width: 2 }),
  });
  const label = side ? { text: words(name, INK, PLACE_GAP, false, scale, side) } : {};
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
  const label = name ? { text: words(name, '#4d5651', 0, false, 1, 'after') } : {};
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
