// What comes in for control: questions, answers, reports, messages, "not for us", in one list.
import type { ClarificationItem, DeliveryItem, MessageItem, Party, ReportItem } from '../../protocol';
import { isOver, reached } from './stage';

export type Mail =
  | { kind: 'question'; item: ClarificationItem }
  | { kind: 'declined'; item: DeliveryItem }
  | { kind: 'answer'; item: DeliveryItem }
  | { kind: 'report'; item: ReportItem }
  | { kind: 'message'; item: MessageItem };

export type MailKind = Mail['kind'];

export type Entry = Mail & {
  /** Names this letter in this state: a second answer is another letter. */
  key: string;
  /** Wall time. */
  at: number;
  department: string | null;
  /** Somebody waits for control, whoever has read it. */
  waits: boolean;
};

export interface Sources {
  clarifications: readonly ClarificationItem[];
  deliveries: readonly DeliveryItem[];
  reports: readonly ReportItem[];
  messages: readonly MessageItem[];
}

/** All letters: those that wait first, the longest waiting on top; then the others, latest first. */
export function inbox(sources: Sources): Entry[] {
  const entries: Entry[] = [
    ...sources.clarifications.map(question),
    ...sources.deliveries.flatMap((delivery) => [...declined(delivery), ...answer(delivery)]),
    ...sources.reports.map(report),
    ...sources.messages.filter((message) => message.to.some(isControls)).map(letter),
  ];
  return entries.sort((a, b) => {
    if (a.waits !== b.waits) return a.waits ? -1 : 1;
    return a.waits ? a.at - b.at : b.at - a.at;
  });
}

function isControls(party: Party): boolean {
  return party === 'control';
}

function question(item: ClarificationItem): Entry {
  return {
    kind: 'question',
    item,
    key: `question/${item.id}`,
    at: item.asked.at.wall,
    department: item.department,
    waits: item.answer === null,
  };
}

function declined(item: DeliveryItem): Entry[] {
  if (!item.declined) return [];
  const at = item.declined.at.wall;
  const waits = !reached(item.stage, 'closed');
  return [{ kind: 'declined', item, key: `declined/${item.id}`, at, department: item.department, waits }];
}

function answer(item: DeliveryItem): Entry[] {
  if (!item.answer) return [];
  const { rung, round, progress } = item.answer;
  // "Need help" is a cry to control as long as the work is not over.
  const waits =
    progress === 'need_help' && !isOver(item) && !reached(item.stage, 'accepted') && !sentBack(item);
  const key = `answer/${item.id}/${round}/${rung.at.wall}`;
  return [{ kind: 'answer', item, key, at: rung.at.wall, department: item.department, waits }];
}

function sentBack(item: DeliveryItem): boolean {
  return item.returned !== null && item.answer !== null && item.returned.at.wall >= item.answer.rung.at.wall;
}

function report(item: ReportItem): Entry {
  const at = item.submitted.at.wall;
  return { kind: 'report', item, key: `report/${item.id}`, at, department: item.department, waits: false };
}

function letter(item: MessageItem): Entry {
  const department = typeof item.from === 'object' ? item.from.department : null;
  return {
    kind: 'message',
    item,
    key: `message/${item.id}`,
    at: item.sent.at.wall,
    department,
    waits: false,
  };
}
