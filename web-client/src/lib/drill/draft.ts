// A written report as it is worked on: what can be chosen in it, what nothing bears out, how a section is.
import type { Document, DocumentDraft, DocumentSection, Evidence, HandEdit, Sentence } from '../../protocol';

/** Something of a report that rests on the record: a sentence, a line of a table, a bar of a chart. */
export interface Piece {
  /** The sentence's name; that of its table or chart and its place for a line or bar. */
  key: string;
  section: string;
  text: string;
  evidence: readonly Evidence[];
  /** Lines and bars are made from the record and not edited. */
  sentence: Sentence | null;
}

/** A section in the list of contents. */
export interface SectionState {
  section: DocumentSection;
  unevidenced: number;
  byHand: number;
  missing: number;
}

const ASSERTS: ReadonlySet<Sentence['nature']> = new Set(['fact', 'analysis', 'conclusion']);

/** Nothing bears out what it asserts; the same rule as the server's. */
export function isUnevidenced(sentence: Sentence): boolean {
  return ASSERTS.has(sentence.nature) && sentence.origin !== 'plan' && sentence.evidence.length === 0;
}

export function isByHand(sentence: Sentence): boolean {
  return sentence.origin === 'edited' || sentence.origin === 'typed';
}

/** The name under which a line of a table or a bar of a chart is chosen. */
export function lineKey(key: string, place: number): string {
  return `${key}#${place}`;
}

/** Everything that can be chosen, in reading order; lines and bars that name no commit cannot. */
export function piecesOf(document: Document): Piece[] {
  return document.sections.flatMap((section) =>
    section.blocks.flatMap((block): Piece[] => {
      if (block.type === 'table')
        return block.rows.map((row, place) => line(section, block.key, place, row.cells, row.evidence));
      if (block.type === 'chart')
        return block.bars.map((bar, place) =>
          line(section, block.key, place, [bar.label, bar.text], bar.evidence),
        );
      return block.sentences.map((sentence) => ({
        key: sentence.key,
        section: section.key,
        text: sentence.text,
        evidence: sentence.evidence,
        sentence,
      }));
    }),
  );
}

function line(
  section: DocumentSection,
  key: string,
  place: number,
  cells: readonly string[],
  evidence: readonly Evidence[],
): Piece {
  const text = cells.map((cell) => cell.replaceAll('\n', ' ')).join(' · ');
  return { key: lineKey(key, place), section: section.key, text, evidence, sentence: null };
}

function sentencesOf(section: DocumentSection): Sentence[] {
  return section.blocks.flatMap((block) => (block.type === 'paragraph' ? block.sentences : []));
}

/** What a sentence is found by when one walks with keys: sentences, and lines that name commits. */
export function walkable(pieces: readonly Piece[]): Piece[] {
  return pieces.filter((piece) => piece.sentence !== null || piece.evidence.length > 0);
}

/** Sections that have a heading, with what is to be looked after in each; text without one belongs to none. */
export function contentsOf(draft: DocumentDraft): SectionState[] {
  return draft.document.sections.map((section) => {
    const sentences = sentencesOf(section);
    const out = draft.by_hand.filter((edit) => edit.section === section.key && edit.text === null).length;
    return {
      section,
      unevidenced: sentences.filter(isUnevidenced).length,
      byHand: sentences.filter(isByHand).length + out,
      missing: sentences.filter((one) => one.nature === 'missing').length,
    };
  });
}

export function unevidencedOf(document: Document): Piece[] {
  return piecesOf(document).filter((piece) => piece.sentence !== null && isUnevidenced(piece.sentence));
}

/** Sentences that were left out by hand. */
export function leftOut(draft: DocumentDraft): HandEdit[] {
  return draft.by_hand.filter((edit) => edit.text === null && edit.section !== null);
}

/** Edits whose sentence the record makes no more: nothing of them stands in the report. */
export function orphaned(draft: DocumentDraft): HandEdit[] {
  return draft.by_hand.filter((edit) => edit.section === null);
}

/** Numbers of the commits that something rests on, in order, each once. */
export function commitsOf(evidence: readonly Evidence[]): number[] {
  return [...new Set(evidence.map((one) => one.seq))].sort((a, b) => a - b);
}

/** `L-0231`, as reports print it. */
export function commitName(seq: number): string {
  return `L-${String(seq).padStart(4, '0')}`;
}

/** Where a step of one from here leads; at the ends it stays. */
export function step<T extends { key: string }>(
  list: readonly T[],
  from: string | null,
  by: 1 | -1,
): T | undefined {
  const at = list.findIndex((one) => one.key === from);
  if (at < 0) return by > 0 ? list[0] : list.at(-1);
  return list[Math.min(list.length - 1, Math.max(0, at + by))];
}

/** The first piece of the next or the previous section that has any. */
export function sectionStep(pieces: readonly Piece[], from: string | null, by: 1 | -1): Piece | undefined {
  const firsts = pieces.filter((piece, at) => pieces[at - 1]?.section !== piece.section);
  const here = pieces.find((piece) => piece.key === from)?.section;
  const at = firsts.findIndex((piece) => piece.section === here);
  if (at < 0) return by > 0 ? firsts[0] : firsts.at(-1);
  return firsts[Math.min(firsts.length - 1, Math.max(0, at + by))];
}

/** A name for a sentence that is added to a section: the server puts it at the section's end. */
export function newSentence(section: string, id: string): string {
  return `${section}+${id.slice(0, 8)}`;
}
