import { useState } from 'react';
import { useLanguage } from '../../../i18n/use';
import { readValue } from '../../../lib/drill/facts';
import type {
  Bilingual,
  Command,
  FactKey,
  FeedItem,
  PictureItem,
  PostId,
  QuotedFigure,
  StatementItem,
} from '../../../protocol';
import { type Entry, type May, outbox, submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { readKept, useGiven } from '../ledger/words';

/** What is being written: a new statement, a new text of one, or one that corrects another. */
export type Writing = { of: 'new'; answers: PostId[] } | { of: 'edit' | 'correct'; statement: StatementItem };

export interface Draft {
  /** In the language of the screen, and in the other one. */
  text: string;
  other: string;
  /** Figures that are ticked, each as it was typed. */
  figures: Record<FactKey, string>;
  answers: PostId[];
  cosigners: string[];
  no_personal_data: boolean;
}

export type Fault = 'text' | 'figures';

function startOf(writing: Writing, here: 'zh' | 'en'): Draft {
  const there = here === 'zh' ? 'en' : 'zh';
  if (writing.of === 'new') {
    return {
      text: '',
      other: '',
      figures: {},
      answers: writing.answers,
      cosigners: [],
      no_personal_data: false,
    };
  }
  const { statement } = writing;
  return {
    text: statement.text[here] ?? '',
    other: statement.text[there] ?? '',
    figures: Object.fromEntries(statement.figures.map(({ fact, said }) => [fact, String(said)])),
    answers: statement.answers,
    cosigners: statement.cosigners.map(({ department }) => department),
    // Other words are checked anew.
    no_personal_data: false,
  };
}

/** The texts that somebody has written, and no empty one. */
function textOf({ text, other }: Draft, here: 'zh' | 'en'): Bilingual {
  const there = here === 'zh' ? 'en' : 'zh';
  const made: Bilingual = {};
  if (text.trim()) made[here] = text.trim();
  if (other.trim()) made[there] = other.trim();
  return made;
}

export interface StatementDraft {
  draft: Draft;
  facts: readonly PictureItem[];
  posts: readonly FeedItem[];
  change: (to: Partial<Draft>) => void;
  faults: readonly Fault[];
  /** Whether a ticked figure is no value of its fact. */
  wrongFigure: (key: FactKey) => boolean;
  send: () => void;
  may: May;
  sent: Entry | undefined;
  takeUp: () => void;
}

type Draftlike = Extract<Command, { type: 'draft_statement' | 'revise_statement' }>;

function draftOf(command: Draftlike, here: 'zh' | 'en'): Draft {
  const there = here === 'zh' ? 'en' : 'zh';
  return {
    text: command.text[here] ?? '',
    other: command.text[there] ?? '',
    figures: Object.fromEntries((command.figures ?? []).map(({ fact, value }) => [fact, String(value)])),
    answers: command.answers ?? [],
    cosigners: command.cosigners ?? [],
    no_personal_data: command.no_personal_data ?? false,
  };
}

/** A statement while it is being written; kept on the device until it is given or thrown away. */
export function useStatement(writing: Writing, onSent: () => void): StatementDraft {
  const you = useYou();
  const here = useLanguage();
  const facts = useItems('picture');
  const posts = useItems('feed').filter((post) => !post.taken_down);
  const edit = writing.of === 'edit';
  const mayDraft = useMay('draft_statement');
  const mayRevise = useMay('revise_statement');
  const may = edit ? mayRevise : mayDraft;
  const about = writing.of === 'new' ? '' : writing.statement.id;
  const [kept, keep, drop] = useDraft(`${you.seat}/statement/${writing.of}/${about}`);
  const [tried, setTried] = useState(false);
  const [start] = useState(() => startOf(writing, here));
  const draft = readKept(kept, start);
  const form = (key: FactKey) => facts.find((fact) => fact.key === key)?.form;
  const read = (key: FactKey, text: string) => {
    const known = form(key);
    return known ? readValue(known, text) : undefined;
  };
  const figures = Object.entries(draft.figures).map(([fact, text]) => ({ fact, value: read(fact, text) }));
  const faults: Fault[] = [];
  if (!draft.text.trim() && !draft.other.trim()) faults.push('text');
  if (figures.some(({ value }) => value === undefined)) faults.push('figures');
  const drafted = useGiven(
    'draft_statement',
    (command) => (command.corrects ?? '') === (writing.of === 'correct' ? about : ''),
  );
  const revised = useGiven('revise_statement', (command) => command.statement === about);
  const sent = edit ? revised : drafted;
  return {
    draft,
    facts,
    posts,
    may,
    sent,
    change: (to) => keep(JSON.stringify({ ...draft, ...to })),
    faults: tried ? faults : [],
    wrongFigure: (key) => tried && read(key, draft.figures[key] ?? '') === undefined,
    send() {
      setTried(true);
      if (faults.length > 0 || !may.ok) return;
      const content = {
        text: textOf(draft, here),
        figures: figures.filter((one): one is QuotedFigure => one.value !== undefined),
        answers: draft.answers,
        no_personal_data: draft.no_personal_data,
        cosigners: draft.cosigners,
      };
      if (writing.of === 'edit') {
        submit({ type: 'revise_statement', statement: writing.statement.id, ...content });
      } else {
        const corrects = writing.of === 'correct' ? { corrects: writing.statement.id } : {};
        submit({ type: 'draft_statement', ...content, ...corrects });
      }
      drop();
      onSent();
    },
    takeUp() {
      const command = sent?.command;
      if (command?.type !== 'draft_statement' && command?.type !== 'revise_statement') return;
      keep(JSON.stringify(draftOf(command, here)));
      if (sent) outbox.dismiss(sent.id);
    },
  };
}
