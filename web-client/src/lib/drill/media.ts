// Simulated media and public statements: how far a post has spread, how it stands, what is open of a statement.
import type {
  DepartmentCode,
  ExerciseTime,
  FeedItem,
  PostFinding,
  PostItem,
  ReachAnchor,
  StatementGate,
  StatementItem,
  StatementStage,
} from '../../protocol';

/**
 * How many a post has reached at a moment of exercise time: the same whole number that the server measures.
 * From its last anchor it doubles again and again, straight between two doublings, up to its ceiling. Every
 * product stays below 2⁵³ (REACH_MAX × a day of seconds), so doubles reckon it exactly.
 */
export function reachAt(anchors: readonly ReachAnchor[], ceiling: number, at: ExerciseTime): number {
  const anchor = anchors.filter((one) => one.at.exercise <= at).at(-1);
  if (!anchor) return 0;
  const every = anchor.doubles_every ?? 0;
  if (every <= 0) return Math.min(anchor.count, ceiling);
  if (anchor.count === 0) return 0;
  let count = anchor.count;
  let seconds = Math.floor((at - anchor.at.exercise) / 1_000);
  while (seconds >= every && count < ceiling) {
    count *= 2;
    seconds -= every;
  }
  if (count < ceiling) count += Math.floor((count * seconds) / every);
  return Math.min(count, ceiling);
}

/** Seconds in which its reach doubles now; undefined where it stands still. */
export function doubling(post: Pick<PostItem | FeedItem, 'reach'>): number | undefined {
  return post.reach.at(-1)?.doubles_every ?? undefined;
}

export type PostState = 'new' | 'noticed' | 'verified' | 'answered' | 'taken_down';

/** How a post stands, by the deeds that whoever looks is told of. */
export function postState(post: PostItem | FeedItem): PostState {
  if (post.taken_down) return 'taken_down';
  if (post.answered) return 'answered';
  if (post.checks.length > 0) return 'verified';
  return post.notices.length > 0 ? 'noticed' : 'new';
}

/** What was found out last; of one department where it is named. */
export function lastFinding(
  post: PostItem | FeedItem,
  department?: DepartmentCode | null,
): PostFinding | undefined {
  return post.checks.filter((one) => department == null || one.department === department).at(-1)?.finding;
}

type Sign = readonly [sign: string, tone: string];

/** Sign and tone of each state, so that no state is told by colour alone. */
export const POST_SIGNS: Record<PostState, Sign> = {
  new: ['▲', 'soon'],
  noticed: ['◔', 'moving'],
  verified: ['◑', 'moving'],
  answered: ['✓', 'good'],
  taken_down: ['✕', 'idle'],
};

export const STAGE_SIGNS: Record<StatementStage, Sign> = {
  draft: ['○', 'idle'],
  cosigned: ['▲', 'soon'],
  approved: ['◑', 'moving'],
  published: ['✓', 'good'],
  corrected: ['✓', 'idle'],
  withdrawn: ['✕', 'idle'],
};

/** What approval would have to answer for; that it is not approved yet is no news to who approves. */
export function openGates(statement: Pick<StatementItem, 'gates'>): StatementGate[] {
  return statement.gates.filter((gate) => gate !== 'approval');
}

/** It has neither been approved nor gone out nor been withdrawn. */
export function isOpen(statement: Pick<StatementItem, 'stage'>): boolean {
  return statement.stage === 'draft' || statement.stage === 'cosigned';
}

/** It waits for incident command. */
export function waitsForApproval(statement: Pick<StatementItem, 'stage'>): boolean {
  return statement.stage === 'cosigned';
}

/** A rumour that control is called for: past its limit, and no statement yet. */
export function isUnanswered(post: PostItem): boolean {
  return post.unanswered && !post.answered && !post.taken_down;
}
