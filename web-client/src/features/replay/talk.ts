/**
 * Who talked to whom: every message, question and answer, hop of a relay, request and handover of the record, from
 * one party to another, with its place on the line. Pure.
 */
import type { By, Party, RelayItem, ResourceRequestItem } from '../../protocol';
import type { Picture } from './film';
import type { Line } from './line';

export const TALK_KINDS = ['message', 'question', 'answer', 'relay', 'request', 'handover'] as const;
export type TalkKind = (typeof TALK_KINDS)[number];

/** Parties beside the departments, under names that no department can have. */
export const CONTROL = '@control';
export const SIMULATION = '@simulation';

export interface Talked {
  key: string;
  kind: TalkKind;
  /** Place on the line. */
  at: number;
  from: string;
  to: string;
  by: By | null;
  text: string;
  /** The row that it was about, where the record says. */
  row: string | undefined;
}

export interface TalkCell {
  from: string;
  to: string;
  all: readonly Talked[];
}

export interface TalkTable {
  /** Departments in the order of the directory, then control and the simulation cell where they talked. */
  parties: readonly string[];
  cells: ReadonlyMap<string, TalkCell>;
  /** The most that any cell has: what its bar is measured by. */
  most: number;
}

export const cellKey = (from: string, to: string): string => `${from}>${to}`;

export function partyCode(party: Party): string {
  if (party === 'control') return CONTROL;
  return party === 'simulation' ? SIMULATION : party.department;
}

/** Everything that was said from party to party during play, in the order of time. */
export function talkedOf(picture: Picture, line: Line, rows: ReadonlyMap<string, string>): Talked[] {
  const all = [
    ...messages(picture, line, rows),
    ...questions(picture, line),
    ...picture.of('relay').flatMap((relay) => hops(relay, line)),
    ...picture.of('resource_request').flatMap((request) => requests(request, line)),
  ];
  return all
    .filter((one) => one.at >= 0 && one.at <= line.length)
    .sort((one, other) => one.at - other.at || one.key.localeCompare(other.key));
}

function messages(picture: Picture, line: Line, rows: ReadonlyMap<string, string>): Talked[] {
  return picture.of('message').flatMap((message) =>
    message.to.map((to) => ({
      key: `message/${message.id}/${partyCode(to)}`,
      kind: 'message' as const,
      at: line.place(message.sent.at),
      from: partyCode(message.from),
      to: partyCode(to),
      by: message.sent.by,
      text: message.text,
      row: message.about === null ? undefined : rows.get(message.about),
    })),
  );
}

function questions(picture: Picture, line: Line): Talked[] {
  return picture.of('clarification').flatMap(({ id, row, department, asked, text, answer }) => {
    const question: Talked = {
      key: `question/${id}`,
      kind: 'question',
      at: line.place(asked.at),
      from: department,
      to: CONTROL,
      by: asked.by,
      text,
      row,
    };
    if (!answer) return [question];
    const { at, by, text: words } = answer;
    const place = line.place(at);
    return [
      question,
      { key: `answer/${id}`, kind: 'answer', at: place, from: CONTROL, to: department, by, text: words, row },
    ];
  });
}

/** A hop is from the one before it in the chain: that one passed the message on. */
function hops({ row, hops: chain }: RelayItem, line: Line): Talked[] {
  return chain.flatMap((hop, place) => {
    const before = chain[place - 1];
    if (!before || hop.at === null) return [];
    const at = line.placeOf(hop.at);
    const [from, to] = [before.department, hop.department];
    return [{ key: `relay/${row}/${place}`, kind: 'relay', at, from, to, by: null, text: '', row }];
  });
}

function requests(request: ResourceRequestItem, line: Line): Talked[] {
  const { id, department, what, asked, answered, handed_over, returned } = request;
  const to = partyCode(request.to);
  const said = (
    kind: TalkKind,
    word: string,
    one: Pick<Talked, 'from' | 'to' | 'by' | 'text'>,
    at: number,
  ) => ({
    key: `${word}/${id}`,
    kind,
    at,
    row: undefined,
    ...one,
  });
  const there = { from: department, to };
  const back = { from: to, to: department };
  return [
    said('request', 'request', { ...there, by: asked.by, text: what }, line.place(asked.at)),
    ...(answered
      ? [
          said(
            'answer',
            'granted',
            { ...back, by: answered.by, text: answered.text || what },
            line.place(answered.at),
          ),
        ]
      : []),
    ...(handed_over
      ? [said('handover', 'handed', { ...back, by: handed_over.by, text: what }, line.place(handed_over.at))]
      : []),
    ...(returned
      ? [said('handover', 'returned', { ...there, by: returned.by, text: what }, line.place(returned.at))]
      : []),
  ];
}

/** The matrix of all of it. */
export function talkTable(departments: readonly string[], talked: readonly Talked[]): TalkTable {
  const cells = new Map<string, { from: string; to: string; all: Talked[] }>();
  const spoke = new Set<string>();
  for (const one of talked) {
    spoke.add(one.from).add(one.to);
    const key = cellKey(one.from, one.to);
    const cell = cells.get(key) ?? { from: one.from, to: one.to, all: [] };
    cell.all.push(one);
    cells.set(key, cell);
  }
  const others = [CONTROL, SIMULATION].filter((one) => spoke.has(one));
  const most = Math.max(1, ...[...cells.values()].map((cell) => cell.all.length));
  return { parties: [...departments, ...others], cells, most };
}

/** How many of them were said up to a place. */
export function upTo(talked: readonly Talked[], at: number): number {
  return talked.filter((one) => one.at <= at).length;
}

/** How many of each kind, in a fixed order; those that there are none of are left out. */
export function kindsOf(talked: readonly Talked[]): { kind: TalkKind; n: number }[] {
  const counted = TALK_KINDS.map((kind) => ({ kind, n: talked.filter((one) => one.kind === kind).length }));
  return counted.filter(({ n }) => n > 0);
}
