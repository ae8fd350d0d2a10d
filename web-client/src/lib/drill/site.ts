// The map of the site: what stands on it, in words and in an order that a table can read out.
import type {
  FeatureAudience,
  FeatureItem,
  FeatureKind,
  Position,
  Shape,
  Spot,
  WallFeatureItem,
} from '../../protocol';
import type { Seen } from './facts';

/** Kinds in the order in which they are offered: what is most urgent first. */
export const KINDS: readonly FeatureKind[] = [
  'blockage',
  'hazard',
  'gathering',
  'cordon',
  'passage',
  'aid_point',
  'supply',
  'unit',
  'vehicle',
  'other',
];

/** A sign for each kind: shape first, colour last. */
export const SIGNS: Record<FeatureKind, string> = {
  blockage: '✕',
  hazard: '▲',
  gathering: '◉',
  cordon: '┄',
  passage: '⇄',
  aid_point: '✚',
  supply: '☂',
  unit: '●',
  vehicle: '■',
  other: '◆',
};

/** Decimal places of a position: 1e-7 degrees, as the server keeps it. */
const PLACES = 7;
const UNITS = 10 ** PLACES;

export function rounded(degrees: number): number {
  return Math.round(degrees * UNITS) / UNITS;
}

/** What is drawn: a feature as any screen knows it. */
export interface Drawn {
  id: string;
  kind: FeatureKind;
  shape: Shape;
  label: string;
  sure: boolean;
}

/** For every department and not confirmed; what somebody keeps to himself waits for nobody. */
export function waits(item: FeatureItem | WallFeatureItem): boolean {
  if ('audience' in item && item.audience !== 'departments') return false;
  return item.confirmed === null || item.confirmed === false;
}

export function drawn(item: FeatureItem | WallFeatureItem): Drawn {
  const { id, feature_kind: kind, shape, label } = item;
  return { id, kind, shape, label, sure: !waits(item) };
}

/** Standing ones, the latest first: what changed last is what one looks for. */
export function standing(items: readonly FeatureItem[]): FeatureItem[] {
  return items.filter((item) => item.ended === null).sort((a, b) => b.rung.at.wall - a.rung.at.wall);
}

/** Those that ended, the latest end first. */
export function ended(items: readonly FeatureItem[]): FeatureItem[] {
  const when = (item: FeatureItem) => item.ended?.noted.at.wall ?? 0;
  return items.filter((item) => item.ended !== null).sort((a, b) => when(b) - when(a));
}

/** The moment a feature speaks of, for its age. */
export function seenOf(item: FeatureItem): Seen {
  return { at: item.rung.at, seen_at: item.seen_at ?? item.rung.happened_at };
}

/** Reads degrees as somebody types them: a decimal, with a letter for the half of the Earth or a sign. */
export function readDegrees(text: string, most: 90 | 180): number | undefined {
  const found = /^([+-]?\d{1,3}(?:[.,]\d{1,12})?)\s*°?\s*([NSEW东西南北])?$/iu.exec(text.trim());
  if (!found?.[1]) return undefined;
  const letter = (found[2] ?? '').toUpperCase();
  const allowed = most === 90 ? 'NS北南' : 'EW东西';
  if (letter !== '' && !allowed.includes(letter)) return undefined;
  const sign = 'SW南西'.includes(letter) && letter !== '' ? -1 : 1;
  const degrees = rounded(Number(found[1].replace(',', '.')) * sign);
  return Math.abs(degrees) <= most ? degrees : undefined;
}

/** A position as people read it: 0.00162° N, 0.00194° E. */
export function positionWords({ lon, lat }: Position): string {
  const part = (degrees: number, plus: string, minus: string) =>
    `${Math.abs(degrees)}° ${degrees < 0 ? minus : plus}`;
  return `${part(lat, 'N', 'S')}, ${part(lon, 'E', 'W')}`;
}

/** What is being drawn, as the server takes it; undefined while corners are missing. */
export function spotOf(form: 'point' | 'line' | 'area', corners: readonly Position[]): Spot | undefined {
  const [first] = corners;
  if (form === 'point') return first ? { type: 'point', at: first } : undefined;
  if (form === 'line') return corners.length >= 2 ? { type: 'line', along: [...corners] } : undefined;
  return corners.length >= 3 ? { type: 'area', around: [...corners] } : undefined;
}

/** Corners of a line or area, as the server bounds them. */
export const CORNERS_MAX = 64;

export function cornersOf(shape: Shape): readonly Position[] {
  if (shape.type === 'point') return [shape.at];
  return shape.type === 'line' ? shape.along : shape.around;
}

/** Who may be shown what this seat puts on the map, the most useful first. */
export function audiences(department: string | null): readonly FeatureAudience[] {
  return department === null ? ['departments', 'control'] : ['departments', 'own'];
}
