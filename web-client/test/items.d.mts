import type {
  ClaimItem,
  CommitmentItem,
  ExerciseItem,
  FaultItem,
  FeedItem,
  InjectItem,
  LetterItem,
  PostItem,
  ResourceItem,
  ResourceRequestItem,
  ServerFrame,
  StatementItem,
  You,
} from '../src/protocol';

/** What a test must say by itself: everything that the bare item leaves out. */
type Over<T, Given extends keyof T> = Partial<T> & Omit<T, Given>;

export const EXERCISE: string;
export function exercise(
  over: Over<
    ExerciseItem,
    | 'id'
    | 'status'
    | 'run'
    | 'rehearsal'
    | 'phases'
    | 'pause'
    | 'emergency'
    | 'ended'
    | 'time_zone'
    | 'story'
    | 'rules'
    | 'command'
  >,
): { kind: 'exercise' } & ExerciseItem;
export function inject(
  number: number,
  over: Partial<InjectItem> & Pick<InjectItem, 'released'>,
): { kind: 'inject' } & InjectItem;
export function letter(
  id: string,
  over: Over<LetterItem, 'id' | 'happened_at' | 'seat' | 'persona' | 'about'>,
): { kind: 'letter' } & LetterItem;
type Welcome = Extract<ServerFrame, { type: 'welcome' }>;
export function welcome(you: You, over: Over<Welcome, 'type' | 'exercise' | 'you' | 'head'>): Welcome;
export function claim(
  number: number,
  over: Partial<ClaimItem> & Pick<ClaimItem, 'text' | 'recorded'>,
): { kind: 'claim' } & ClaimItem;
export function commitment(
  number: number,
  over: Partial<CommitmentItem> & Pick<CommitmentItem, 'text' | 'made'>,
): { kind: 'commitment' } & CommitmentItem;
export function resource(key: string, over?: Partial<ResourceItem>): { kind: 'resource' } & ResourceItem;
export function fault(
  number: number,
  over: Partial<FaultItem> & Pick<FaultItem, 'occurred'>,
): { kind: 'fault' } & FaultItem;
export function resourceRequest(
  number: number,
  over: Partial<ResourceRequestItem> & Pick<ResourceRequestItem, 'asked'>,
): { kind: 'resource_request' } & ResourceRequestItem;
export function post(
  number: number,
  over: Partial<PostItem> & Pick<PostItem, 'text' | 'appeared'>,
): { kind: 'post' } & PostItem;
export function feed(
  number: number,
  over: Partial<PostItem> & Pick<PostItem, 'text' | 'appeared'>,
): { kind: 'feed' } & FeedItem;
export function statement(
  number: number,
  over: Partial<StatementItem> & Pick<StatementItem, 'text' | 'drafted'>,
): { kind: 'statement' } & StatementItem;
