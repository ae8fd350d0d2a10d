/**
 * Which commits of the record most likely bear a sentence out: by its own words, the departments, rows, seats and
 * times that it names. Chinese has no word breaks: what is compared there are pairs of signs.
 */
import type { EvidenceCommit } from '../../protocol';
import { readMoment } from '../msel/time';

/** A commit in which somebody looks for evidence, with everything by which it may be found. */
export interface Candidate {
  commit: EvidenceCommit;
  /** What it says, in every wording that the screen knows: the reader may search in either language. */
  words: string;
}

/** What somebody looks for; what is empty asks for nothing. */
export interface Wanted {
  words: string;
  department: string;
  row: string;
  /** Exercise time, in milliseconds. */
  from: number | undefined;
  to: number | undefined;
}

/** What a sentence names, apart from its words. */
export interface Named {
  departments: ReadonlySet<string>;
  rows: ReadonlySet<string>;
  seats: ReadonlySet<string>;
  /** Minutes since midnight, and as time since STARTEX: which one is meant the sentence does not say. */
  minutes: readonly number[];
}

export interface Names {
  departments: readonly { code: string; names: readonly string[] }[];
  /** Minutes since midnight in the exercise's zone. */
  minuteOf: (wall: number) => number;
}

const SIGNS = /[\p{Script=Han}]+/gu;
const LATIN = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}'’-]*/gu;

/** Pieces by which texts are compared: pairs of Chinese signs, and whole words of other scripts. */
export function piecesOfText(text: string): Set<string> {
  const lower = text.toLowerCase();
  const pieces = new Set<string>();
  for (const [run] of lower.matchAll(SIGNS)) {
    if (run.length === 1) pieces.add(run);
    for (let at = 0; at + 1 < run.length; at += 1) pieces.add(run.slice(at, at + 2));
  }
  for (const [word] of lower.matchAll(LATIN)) if (word.length > 1 || /\d/.test(word)) pieces.add(word);
  return pieces;
}

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
/** `14:05`, `14:05:30`, `14时05分`, `T+0:38`. */
const TIMES = /(?<![\d:])(\d{1,2})\s*[:：时]\s*(\d{2})(?!\d)/g;

/** The times of day or of the exercise that a text names, in minutes. */
export function minutesIn(text: string): number[] {
  return [...text.matchAll(TIMES)]
    .map(([, hours, minutes]) => Number(hours) * 60 + Number(minutes))
    .filter((minute) => minute < DAY_MINUTES);
}

/** What a sentence names: a department by its name or code, a row or a seat by its code. */
export function namedIn(text: string, names: Names, candidates: readonly Candidate[]): Named {
  const codes = piecesOfText(text);
  const says = (code: string) => codes.has(code.toLowerCase());
  const rows = new Set<string>();
  const seats = new Set<string>();
  for (const { commit } of candidates) {
    if (commit.by?.seat && says(commit.by.seat)) seats.add(commit.by.seat);
    for (const { row, seat } of commit.lines) {
      if (row && says(row)) rows.add(row);
      if (seat && says(seat)) seats.add(seat);
    }
  }
  const lower = text.toLowerCase();
  const departments = names.departments.filter(
    ({ code, names: called }) =>
      says(code) || called.some((name) => name !== '' && lower.includes(name.toLowerCase())),
  );
  return { departments: new Set(departments.map((one) => one.code)), rows, seats, minutes: minutesIn(text) };
}

/** How much a code that is named says, against words: a row is one of fifty, a department one of six. */
const ROW = 6;
const SEAT = 4;
const DEPARTMENT = 3;
const AT_THAT_MINUTE = 4;
const NEAR = 1.5;
const NEAR_MINUTES = 5;

/** All candidates, the likeliest first; those that are as likely as each other in order of the record. */
export function likeliest(
  text: string,
  candidates: readonly Candidate[],
  names: Names,
): readonly { candidate: Candidate; score: number }[] {
  const wanted = piecesOfText(text);
  const pieces = candidates.map((one) => piecesOfText(one.words));
  // What nearly every commit says tells them not apart.
  const weight = new Map<string, number>();
  for (const piece of wanted) {
    const holding = pieces.filter((one) => one.has(piece)).length;
    if (holding > 0) weight.set(piece, Math.log(1 + candidates.length / holding));
  }
  const named = namedIn(text, names, candidates);
  const scored = candidates.map((candidate, at) => {
    let score = 0;
    for (const [piece, worth] of weight) if (pieces[at]?.has(piece)) score += worth;
    return { candidate, score: score + nearness(candidate.commit, named, names) };
  });
  return scored.sort(
    (one, other) => other.score - one.score || one.candidate.commit.seq - other.candidate.commit.seq,
  );
}

function nearness(commit: EvidenceCommit, named: Named, names: Names): number {
  let score = 0;
  const has = (set: ReadonlySet<string>, of: (line: EvidenceCommit['lines'][number]) => string | null) =>
    commit.lines.some((line) => set.has(of(line) ?? ''));
  if (has(named.rows, (line) => line.row)) score += ROW;
  if (has(named.departments, (line) => line.department)) score += DEPARTMENT;
  if (named.seats.has(commit.by?.seat ?? '') || has(named.seats, (line) => line.seat)) score += SEAT;
  const clocks = [names.minuteOf(commit.at.wall), Math.floor(commit.at.exercise / MINUTE)];
  const off = named.minutes.flatMap((minute) => clocks.map((clock) => Math.abs(clock - minute)));
  const nearest = Math.min(...off, Number.POSITIVE_INFINITY);
  if (nearest === 0) score += AT_THAT_MINUTE;
  else if (nearest <= NEAR_MINUTES) score += NEAR;
  return score;
}

/** Whether a candidate has what is looked for. Of a Chinese word run together, half of its pairs are enough. */
export function matches({ commit, words }: Candidate, wanted: Wanted): boolean {
  const { from, to, department, row } = wanted;
  if (from !== undefined && commit.at.exercise < from) return false;
  if (to !== undefined && commit.at.exercise > to) return false;
  if (department !== '' && !commit.lines.some((line) => line.department === department)) return false;
  if (row !== '' && !commit.lines.some((line) => line.row === row)) return false;
  const lower = words.toLowerCase();
  return wanted.words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word) || isMostlyIn(word, lower));
}

const HALF = 0.5;
const CHINESE = /^[\p{Script=Han}]{3,}$/u;

function isMostlyIn(word: string, lower: string): boolean {
  if (!CHINESE.test(word)) return false;
  const pairs = [...piecesOfText(word)];
  return pairs.filter((pair) => lower.includes(pair)).length > pairs.length * HALF;
}

/** An end of a span as people type it, in milliseconds: undefined for nothing, `null` for what is no moment. */
export function spanBegin(text: string): number | undefined | null {
  if (text.trim() === '') return undefined;
  const seconds = readMoment(text);
  return seconds === undefined ? null : seconds * 1_000;
}

/** The last instant of it: `0:38` means until that minute is over, `0:38:10` until that second is. */
export function spanEnd(text: string): number | undefined | null {
  const begin = spanBegin(text);
  if (begin === undefined || begin === null) return begin;
  return begin + (/:\d{1,2}:\d{1,2}$/.test(text.normalize('NFKC').trim()) ? 999 : MINUTE - 1);
}
