/** A written report as it is worked on: what can be chosen, what nothing bears out, where keys lead. */
import { describe, expect, it } from 'vitest';
import {
  commitName,
  commitsOf,
  contentsOf,
  isUnevidenced,
  leftOut,
  lineKey,
  newSentence,
  orphaned,
  piecesOf,
  sectionStep,
  step,
  unevidencedOf,
  walkable,
} from '../../src/lib/drill/draft';
import type { DocumentDraft, Evidence, HandEdit, Sentence } from '../../src/protocol';

const rests = (...seqs: number[]): Evidence[] =>
  seqs.map((seq) => ({ seq, at: seq, kind: 'commit', id: null }));
const sentence = (key: string, over: Partial<Sentence> = {}): Sentence => ({
  key,
  text: key,
  nature: 'fact',
  origin: 'record',
  evidence: rests(1),
  ...over,
});
const edit = (over: Partial<HandEdit>): HandEdit => ({
  sentence: 'b.1',
  section: 'b',
  generated: 'before',
  text: 'after',
  nature: 'fact',
  evidence: [],
  changed: { at: { wall: 0, exercise: 0 }, by: null, happened_at: null },
  ...over,
});

const draft: DocumentDraft = {
  document: {
    kind: 'summary',
    language: 'en',
    title: 'T',
    subtitle: null,
    banner: '演练 EXERCISE',
    sections: [
      {
        key: 'a',
        level: 1,
        number: '1.',
        heading: 'A',
        inferred: false,
        blocks: [
          {
            type: 'paragraph',
            sentences: [sentence('a.1'), sentence('a.2', { nature: 'missing', evidence: [] })],
          },
        ],
      },
      {
        key: 'b',
        level: 1,
        number: '2.',
        heading: 'B',
        inferred: false,
        blocks: [
          { type: 'paragraph', sentences: [sentence('b.1', { origin: 'edited', evidence: [] })] },
          {
            type: 'table',
            key: 'b.t',
            caption: 'C',
            columns: [],
            rows: [
              { cells: ['x\ny', '1'], evidence: rests(9, 3, 9) },
              { cells: ['z', '2'], evidence: [] },
            ],
          },
        ],
      },
    ],
    source: { exercise: 'e', commits: 9, head: null, made: 'now', draft: 1, approved: null },
    measures: [],
  },
  by_hand: [edit({}), edit({ sentence: 'b.2', text: null }), edit({ sentence: 'c.1', section: null })],
  base: null,
  changes: [],
};

describe('a report as it is worked on', () => {
  it('finds what asserts something and rests on nothing', () => {
    expect(isUnevidenced(sentence('s', { evidence: [] }))).toBe(true);
    expect(isUnevidenced(sentence('s'))).toBe(false);
    const asserts: Partial<Sentence>[] = [{ nature: 'missing' }, { nature: 'measure' }, { origin: 'plan' }];
    for (const over of asserts) expect(isUnevidenced(sentence('s', { evidence: [], ...over }))).toBe(false);
    expect(unevidencedOf(draft.document).map((piece) => piece.key)).toEqual(['b.1']);
  });

  it('lists sentences and lines in reading order; a line of nothing is passed over', () => {
    const pieces = piecesOf(draft.document);
    expect(pieces.map((piece) => piece.key)).toEqual([
      'a.1',
      'a.2',
      'b.1',
      lineKey('b.t', 0),
      lineKey('b.t', 1),
    ]);
    expect(pieces[3]?.text).toBe('x y · 1');
    expect(walkable(pieces).map((piece) => piece.key)).toEqual(['a.1', 'a.2', 'b.1', 'b.t#0']);
  });

  it('says of each section what is to be looked after', () => {
    const [first, second] = contentsOf(draft);
    expect([first?.unevidenced, first?.byHand, first?.missing]).toEqual([0, 0, 1]);
    expect([second?.unevidenced, second?.byHand, second?.missing]).toEqual([1, 2, 0]);
    expect(leftOut(draft).map((one) => one.sentence)).toEqual(['b.2']);
    expect(orphaned(draft).map((one) => one.sentence)).toEqual(['c.1']);
  });

  it('walks by sentence and by section and stays at the ends', () => {
    const list = walkable(piecesOf(draft.document));
    expect(step(list, null, 1)?.key).toBe('a.1');
    expect(step(list, 'a.2', 1)?.key).toBe('b.1');
    expect(step(list, 'b.t#0', 1)?.key).toBe('b.t#0');
    expect(sectionStep(list, 'a.2', 1)?.key).toBe('b.1');
    expect(sectionStep(list, 'b.t#0', -1)?.key).toBe('a.1');
    expect(sectionStep(list, null, -1)?.key).toBe('b.1');
  });

  it('names commits as reports do, each once and in order, and new sentences by their section', () => {
    expect(commitsOf(rests(9, 3, 9))).toEqual([3, 9]);
    expect(commitName(231)).toBe('L-0231');
    expect(newSentence('a.1', '1234abcd-ef')).toBe('a.1+1234abcd');
  });
});
