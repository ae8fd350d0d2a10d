// Building a condition by choosing: the ten kinds, and a tree of them changed at one place.
import type { Condition } from '../../protocol';

export const CONDITION_TYPES = [
  'time',
  'after',
  'done',
  'not_done',
  'no_ack',
  'no_response',
  'decision',
  'manual',
  'all',
  'any',
] as const satisfies readonly Condition['type'][];

/** Levels of a tree at most, its root included; parts of it at most. */
export const DEPTH_MAX = 6;
export const NODES_MAX = 64;

/** A condition of another kind, keeping of the one before what both have. */
export function asType(type: Condition['type'], before: Condition): Condition {
  const ref = 'ref' in before ? before.ref : '';
  const at = before.type === 'time' ? before.at : before.type === 'not_done' ? before.by : 0;
  const within = 'within' in before ? before.within : before.type === 'after' ? before.delay : 180;
  switch (type) {
    case 'time':
      return { type, at };
    case 'after':
      return { type, ref, event: 'released', delay: before.type === 'after' ? before.delay : within };
    case 'done':
      return { type, ref };
    case 'not_done':
      return { type, ref, by: at };
    case 'no_ack':
    case 'no_response':
      return { type, ref, within, ...('dept' in before && before.dept ? { dept: before.dept } : {}) };
    case 'decision':
      return { type, ref, value: before.type === 'decision' ? before.value : '' };
    case 'manual':
      return { type };
    case 'all':
    case 'any':
      return { type, of: 'of' in before ? before.of : [before] };
  }
}

/** Where a part stands: indexes from the root down. */
export type Path = readonly number[];

export function partAt(root: Condition, path: Path): Condition | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return root;
  const part = 'of' in root ? root.of[first] : undefined;
  return part && partAt(part, rest);
}

/** The tree with another part at a place; none takes the part away. A group left with one part is that part. */
export function replaced(root: Condition, path: Path, part: Condition | undefined): Condition | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return part;
  if (!('of' in root)) return root;
  const child = root.of[first];
  if (!child) return root;
  const next = replaced(child, rest, part);
  const of = root.of.flatMap((one, at) => (at === first ? (next ? [next] : []) : [one]));
  return of.length === 0 ? undefined : of.length === 1 && next === undefined ? of[0] : { ...root, of };
}

/** Another condition beside a part, in a group around both; within a group of that kind it joins it. */
export function joined(root: Condition, path: Path, type: 'all' | 'any', part: Condition): Condition {
  const here = partAt(root, path);
  if (!here) return root;
  if ('of' in here && here.type === type)
    return replaced(root, path, { ...here, of: [...here.of, part] }) ?? root;
  return replaced(root, path, { type, of: [here, part] }) ?? root;
}

export function depthOf(condition: Condition): number {
  return 'of' in condition ? 1 + Math.max(0, ...condition.of.map(depthOf)) : 1;
}

export function nodesOf(condition: Condition): number {
  return 'of' in condition ? 1 + condition.of.reduce((sum, part) => sum + nodesOf(part), 0) : 1;
}

/** Whether everything that has to be named is named: what is half chosen is not sent. */
export function whole(condition: Condition): boolean {
  if ('of' in condition) return condition.of.length > 0 && condition.of.every(whole);
  if ('ref' in condition && condition.ref.trim() === '') return false;
  return condition.type !== 'decision' || condition.value !== '';
}
