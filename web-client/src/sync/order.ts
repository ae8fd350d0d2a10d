/** In which order the items of a kind are listed. */
import type { Item } from '../protocol';

export type Kind = Item['kind'];
export type ItemOf<K extends Kind> = Extract<Item, { kind: K }>;

type Rank = (item: Item) => number | string;

/** By which value an item is sorted: position, number, time or code. */
function rank(item: Item): number | string {
  switch (item.kind) {
    case 'department':
    case 'row':
    case 'evaluator_row':
    case 'line':
    case 'seat':
    case 'leaders_tile':
    case 'players_tile':
    case 'fact':
    case 'picture':
    case 'wall_fact':
    case 'place':
      return item.order;
    case 'inject':
    case 'delivery':
    case 'recheck':
    case 'claim':
    case 'commitment':
    case 'post':
      return item.number;
    case 'feed':
      return item.appeared.wall;
    case 'statement':
      return item.drafted.at.wall;
    case 'published':
      return item.published.wall;
    case 'report':
      return item.submitted.at.wall;
    case 'message':
      return item.sent.at.wall;
    case 'letter':
    case 'star':
    case 'entry':
    case 'wall_feature':
      return item.at.wall;
    case 'clarification':
      return item.asked.at.wall;
    case 'observation':
    case 'objective_rating':
    case 'finding':
    case 'action':
    case 'feature':
      return item.rung.at.wall;
    case 'bulletin':
      return item.confirmed.wall;
    case 'relay':
      return item.row;
    case 'task':
      return item.id;
    case 'assessment':
      return `${item.task} ${item.seat}`;
    case 'written':
      return `${item.document} ${item.language}`;
    case 'shared_note':
      return item.at.wall;
    case 'mate':
      return item.code;
    case 'exercise':
    case 'plan':
    case 'ground_truth':
    case 'briefing':
    case 'held':
    case 'figures':
    case 'site':
    case 'own_roll':
    case 'evaluation':
      return 0;
    // The directory tells the order of departments.
    case 'roll_call':
    case 'roll_tile':
      return item.department;
    case 'check':
      return item.seat;
    default:
      return 0;
  }
}

function compare(by: Rank) {
  return (a: Item, b: Item): number => {
    const left = by(a);
    const right = by(b);
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left).localeCompare(String(right), 'en', { numeric: true });
  };
}

/** A sorted copy; what ties keeps the order in which it came. */
export function sortItems(_kind: Kind, items: readonly Item[]): Item[] {
  return [...items].sort(compare(rank));
}
