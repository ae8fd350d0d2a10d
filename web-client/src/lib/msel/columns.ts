// The columns of the planned list: who reads them, how they are filled in, how wide they stand in the grid.
import type { MselField } from '../../protocol';
import type { Language } from '../bilingual';

/** Whose eyes a column is for. What players see is kept visibly apart from what only control sees. */
export type Audience = 'plan' | 'players' | 'control' | 'evaluators';

/** How a cell is filled in. `value` has a form of its own and is edited in the panel. */
export type Form = 'text' | 'lines' | 'word' | 'code' | 'codes' | 'time' | 'span' | 'value';

/** What a code names. */
export type Names = 'phase' | 'department' | 'recipient' | 'seat' | 'controller' | 'task' | 'resource';

export interface Column {
  field: MselField;
  audience: Audience;
  form: Form;
  /** Width in the grid, in pixels at normal text size. */
  width: number;
  /** For a text of one language. */
  language?: Language;
  /** The column without its language: `title` of `title_zh`. */
  base: string;
  /** Words of a fixed vocabulary, each with a key below which they are said. */
  words?: { key: string; of: readonly string[] };
  names?: Names;
  /** Reckoned, not written: nothing is ever put into it. */
  reckoned?: boolean;
}

const KINDS = [
  'contextual',
  'trigger',
  'contingency',
  'expected_action',
  'admin',
  'actor_cue',
  'ad_hoc',
] as const;
const CHANNELS = [
  'system',
  'phone',
  'radio',
  'in_person',
  'email',
  'social',
  'paper',
  'broadcast',
  'other',
] as const;

type Rest = Partial<Pick<Column, 'words' | 'names'>>;

const one = (field: string, audience: Audience, form: Form, width: number, rest: Rest = {}): Column => ({
  field,
  audience,
  form,
  width,
  base: field,
  ...rest,
});

/** A text has a column in each language. */
const both = (base: string, audience: Audience, form: 'text' | 'lines', width: number): Column[] =>
  (['zh', 'en'] as const).map((language) => ({
    field: `${base}_${language}`,
    audience,
    form,
    width,
    base,
    language,
  }));

const word = (key: string, of: readonly string[]): Rest => ({ words: { key, of } });

/** All columns in their order. */
export const COLUMNS: readonly Column[] = [
  one('id', 'plan', 'text', 76),
  one('kind', 'plan', 'word', 104, word('common:kind', KINDS)),
  one('offset', 'plan', 'time', 84),
  one('phase', 'plan', 'code', 76, { names: 'phase' }),
  one('storyline', 'plan', 'text', 96),
  ...both('title', 'plan', 'text', 220),
  ...both('player_title', 'players', 'text', 180),
  ...both('body', 'players', 'lines', 300),
  ...both('from', 'players', 'text', 132),
  one('to', 'plan', 'codes', 120, { names: 'recipient' }),
  one('lead', 'plan', 'code', 76, { names: 'department' }),
  one(
    'ack_policy',
    'plan',
    'word',
    108,
    word('word.ack', ['any_member', 'named_role', 'every_member', 'for_information']),
  ),
  one('ack_seat', 'plan', 'code', 92, { names: 'seat' }),
  one('channel', 'players', 'word', 92, word('common:channel', CHANNELS)),
  one('staging', 'control', 'word', 92, word('word.staging', ['screen', 'people'])),
  one('controller', 'control', 'code', 92, { names: 'controller' }),
  ...both('actor_card', 'control', 'lines', 180),
  ...both('expected_action', 'evaluators', 'lines', 220),
  one('target_acknowledge', 'plan', 'span', 84),
  one('target_respond', 'plan', 'span', 84),
  one('target_complete', 'plan', 'span', 84),
  one('key_facts', 'evaluators', 'value', 180),
  one('response', 'players', 'value', 132),
  one('decision', 'players', 'value', 160),
  one('decided_by', 'evaluators', 'code', 92, { names: 'recipient' }),
  one('when', 'control', 'value', 220),
  one('release', 'control', 'word', 92, word('word.release', ['auto', 'suggest', 'manual'])),
  one('tasks', 'evaluators', 'codes', 116, { names: 'task' }),
  one('priority', 'players', 'word', 72, word('word.priority', ['1', '2', '3', '4', '5'])),
  ...both('location', 'players', 'text', 132),
  one('attachments', 'players', 'value', 132),
  one('escalation', 'control', 'value', 132),
  one('truth', 'control', 'value', 132),
  one('fails', 'control', 'codes', 108, { names: 'resource' }),
  one('post', 'players', 'value', 132),
  ...both('controller_note', 'control', 'lines', 220),
  ...both('background', 'control', 'lines', 220),
  ...both('evaluation_note', 'evaluators', 'lines', 220),
  one('template', 'control', 'word', 108, word('word.template', ['startex', 'endex', 'real_emergency'])),
];

const BY_FIELD: ReadonlyMap<MselField, Column> = new Map(COLUMNS.map((column) => [column.field, column]));

/** What came of a row in the last rehearsal; shown beside the list and no part of it. */
export const REHEARSED_COLUMN: Column = { ...one('rehearsed', 'plan', 'text', 230), reckoned: true };

/** What stands before the header of a column that came with a sheet. */
export const EXTRA = 'extra:';

/** A column by its field; one of a sheet is a text that only control reads. */
export function columnOf(field: MselField): Column {
  if (field === REHEARSED_COLUMN.field) return REHEARSED_COLUMN;
  return BY_FIELD.get(field) ?? one(field, 'control', 'text', 132);
}

/** The header of an extra column; undefined for a column of the list. */
export function extraOf(field: MselField): string | undefined {
  return field.startsWith(EXTRA) ? field.slice(EXTRA.length) : undefined;
}

export const VIEWS = ['planner', 'controller', 'evaluator', 'all'] as const;
export type View = (typeof VIEWS)[number];

/** Columns of a view; a text stands for the reader's language of it. */
const VIEW: Record<Exclude<View, 'all'>, readonly string[]> = {
  planner: [
    'id',
    'offset',
    'title',
    'to',
    'phase',
    'kind',
    'channel',
    'body',
    'target_acknowledge',
    'target_respond',
    'expected_action',
    'tasks',
    'release',
    'when',
    'controller',
  ],
  controller: [
    'id',
    'offset',
    'title',
    'to',
    'release',
    'when',
    'channel',
    'from',
    'body',
    'controller',
    'actor_card',
    'target_acknowledge',
    'target_respond',
    'controller_note',
  ],
  evaluator: [
    'id',
    'offset',
    'title',
    'to',
    'lead',
    'tasks',
    'expected_action',
    'target_acknowledge',
    'target_respond',
    'target_complete',
    'key_facts',
    'decision',
    'evaluation_note',
    'background',
  ],
};

/** The columns that a view shows, in order. `extra`: headers that came with a sheet. */
export function viewColumns(view: View, language: Language, extra: readonly MselField[] = []): Column[] {
  if (view === 'all') return [...COLUMNS, ...extra.map(columnOf)];
  return VIEW[view].flatMap(
    (base) =>
      COLUMNS.find((column) => column.base === base && (column.language ?? language) === language) ?? [],
  );
}

/** Chosen columns in the order of the list, whatever the order in which they were ticked. */
export function chosenColumns(fields: readonly MselField[], extra: readonly MselField[] = []): Column[] {
  const wanted = new Set(fields);
  return [...COLUMNS, ...extra.map(columnOf)].filter(({ field }) => wanted.has(field));
}
