// Where the words of a sign stand: beside it, on another side where other words stand already, and nowhere
// where there is no room at all. Everything is in pixels of the picture.

export type Side = 'after' | 'before' | 'below' | 'above';

export interface Sign {
  x: number;
  y: number;
  /** From the middle of the sign to its words. */
  gap: number;
  width: number;
  height: number;
  /** Something is drawn in the middle: no other words may cover it. */
  drawn: boolean;
}

/** Left, top, right, bottom. */
type Box = readonly [number, number, number, number];

/** Farther to the right than this part of the picture words stand before their sign. */
const LATE_FROM = 0.6;
const EARLY: readonly Side[] = ['after', 'before', 'below', 'above'];
const LATE: readonly Side[] = ['before', 'after', 'below', 'above'];

function boxOf({ x, y, gap, width, height }: Sign, side: Side): Box {
  const [up, down] = [y - height / 2, y + height / 2];
  switch (side) {
    case 'after':
      return [x + gap, up, x + gap + width, down];
    case 'before':
      return [x - gap - width, up, x - gap, down];
    case 'below':
      return [x - width / 2, y + gap, x + width / 2, y + gap + height];
    case 'above':
      return [x - width / 2, y - gap - height, x + width / 2, y - gap];
  }
}

const middle = ({ x, y, gap }: Sign): Box => [x - gap, y - gap, x + gap, y + gap];

function meets([a, b, c, d]: Box, [e, f, g, h]: Box): boolean {
  return a < g && e < c && b < h && f < d;
}

/** By how much words stand out of the picture. */
function beyond([left, top, right, bottom]: Box, [wide, high]: readonly [number, number]): number {
  return Math.max(0, -left) + Math.max(0, -top) + Math.max(0, right - wide) + Math.max(0, bottom - high);
}

/**
 * A side for each sign, in the given order: the first has the choice. `size` is that of the picture; words
 * stay inside it where they can.
 */
export function sides(signs: readonly Sign[], size: readonly [number, number]): (Side | undefined)[] {
  const taken = signs.map((sign) => (sign.drawn ? middle(sign) : undefined));
  const words: Box[] = [];
  return signs.map((sign, own) => {
    const order = sign.x > LATE_FROM * size[0] ? LATE : EARLY;
    const free = order.filter((side) => {
      const box = boxOf(sign, side);
      return (
        !words.some((other) => meets(box, other)) &&
        !taken.some((other, of) => of !== own && other !== undefined && meets(box, other))
      );
    });
    const out = (of: Side) => beyond(boxOf(sign, of), size);
    const least = Math.min(...free.map(out));
    const side = free.find((of) => out(of) === least);
    if (side) words.push(boxOf(sign, side));
    return side;
  });
}
