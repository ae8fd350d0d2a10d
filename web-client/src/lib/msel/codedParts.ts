// Parts of the scenario beside its rows, as forms: which fields an entry has and how a new one begins.
import type { MselPartName, Role } from '../../protocol';
import type { WholeScenario } from './parts';

export type Entry = Record<string, unknown>;

export type FieldKind =
  | 'code'
  | 'text'
  | 'both'
  | 'lines'
  | 'moment'
  | 'span'
  | 'number'
  | 'check'
  | 'role'
  | 'wall'
  | 'department'
  | 'departments'
  | 'form'
  | 'resource_kind'
  | 'resource'
  | 'place'
  | 'place_kind'
  | 'area'
  | 'audience'
  | 'finding'
  | 'fact'
  | 'fact_value'
  | 'row'
  | 'task'
  | 'codes'
  | 'choices'
  | 'position'
  | 'positions'
  | 'feature'
  | 'asked'
  | 'bounds'
  | 'plan'
  | 'from'
  | 'variant'
  | 'list';

export interface PartField {
  name: string;
  kind: FieldKind;
  /** May be left out. */
  free?: boolean;
  /** What it is called, where that is not its own name. */
  called?: string;
  /** Fields of each entry of a list, and how a new one begins. */
  of?: readonly PartField[];
  fresh?: (list: readonly Entry[], entry: Entry) => Entry;
  /** For one of several forms, by its `type`: the fields of each. */
  forms?: Readonly<Record<string, readonly PartField[]>>;
}

/** How a part is put: an entry by its code, one entry of a list without codes, or one whole thing. */
export type PartWay = 'entry' | 'list' | 'whole';

export interface PartForm {
  part: MselPartName | 'site' | 'bindings' | 'feedback' | 'robot_lines';
  way: PartWay;
  /** The field that is its code. */
  key: string;
  of: (scenario: WholeScenario) => readonly Entry[];
  fields: readonly PartField[];
  fresh: (scenario: WholeScenario) => Entry;
  /** It is always there and cannot be taken away. */
  stays?: boolean;
}

export const NAME: PartField = { name: 'name', kind: 'both' };
export const field = (name: string, kind: FieldKind, free = false, called?: string): PartField => ({
  name,
  kind,
  ...(free ? { free } : {}),
  ...(called ? { called } : {}),
});

/** `XF-3` after `XF-2`: one more than what is there. */
export const next = (prefix: string, list: readonly Entry[]) => `${prefix}${list.length + 1}`;

/** Parts whose entries have codes. */
export const CODED_FORMS: readonly PartForm[] = [
  {
    part: 'department',
    way: 'entry',
    key: 'code',
    of: ({ departments }) => departments as unknown as Entry[],
    fields: [
      field('code', 'code'),
      NAME,
      field('duty', 'lines', true),
      field('authority', 'lines', true),
      {
        name: 'seats',
        kind: 'list',
        of: [field('code', 'code'), NAME, field('card', 'lines', true)],
        fresh: (list, entry) => ({ code: next(`${String(entry.code ?? '')}-`, list), name: {} }),
      },
    ],
    fresh: () => ({ code: '', name: {}, seats: [] }),
  },
  {
    part: 'staff',
    way: 'entry',
    key: 'code',
    of: ({ staff }) => staff as unknown as Entry[],
    fields: [
      field('code', 'code'),
      field('role', 'role'),
      NAME,
      field('watches', 'department', true),
      field('wall', 'wall', true),
    ],
    fresh: () => ({ code: '', role: 'CTL' satisfies Role, name: {} }),
  },
  {
    part: 'phase',
    way: 'entry',
    key: 'id',
    of: ({ phases }) => phases as unknown as Entry[],
    fields: [field('id', 'code'), NAME, field('start', 'moment'), field('end', 'moment')],
    fresh: ({ phases }) => ({
      id: `P${phases.length}`,
      name: {},
      start: phases.at(-1)?.end ?? 0,
      end: (phases.at(-1)?.end ?? 0) + 1_800,
    }),
  },
  {
    part: 'objective',
    way: 'entry',
    key: 'id',
    of: ({ objectives }) => objectives as unknown as Entry[],
    fields: [
      field('id', 'code'),
      NAME,
      field('capability', 'both', true),
      {
        name: 'tasks',
        kind: 'list',
        of: [
          field('id', 'code'),
          NAME,
          field('target', 'span', true),
          field('weight', 'number'),
          field('safety_critical', 'check'),
          field('plan_ref', 'text', true),
          {
            name: 'marks',
            kind: 'list',
            of: [
              field('mark', 'code'),
              field('name', 'both', true),
              field('from', 'from', true),
              field('target', 'span'),
            ],
            fresh: () => ({ mark: '', target: 300 }),
          },
          {
            name: 'behaviours',
            kind: 'list',
            of: [field('key', 'code'), NAME],
            fresh: (list) => ({ key: next('b', list), name: {} }),
          },
        ],
        fresh: (list, entry) => ({
          id: `CT${String(entry.id ?? '').replace(/\D/g, '')}.${list.length + 1}`,
          name: {},
          marks: [],
          safety_critical: false,
          weight: 1,
          behaviours: [],
        }),
      },
    ],
    fresh: ({ objectives }) => ({ id: `O${objectives.length + 1}`, name: {}, tasks: [] }),
  },
  {
    part: 'fact',
    way: 'entry',
    key: 'key',
    of: ({ facts }) => facts as unknown as Entry[],
    fields: [
      field('key', 'code'),
      NAME,
      field('form', 'form'),
      field('old_after', 'span', true),
      field('departments', 'departments'),
      field('truth', 'fact_value', true),
      field('place', 'place', true),
    ],
    fresh: () => ({ key: '', name: {}, form: { type: 'text' }, departments: [] }),
  },
  {
    part: 'asked_fact',
    way: 'entry',
    key: 'key',
    of: ({ report_facts }) => report_facts as unknown as Entry[],
    fields: [field('key', 'code'), NAME],
    fresh: () => ({ key: '', name: {} }),
  },
  {
    part: 'resource',
    way: 'entry',
    key: 'key',
    of: ({ resources }) => resources as unknown as Entry[],
    fields: [
      field('key', 'code'),
      NAME,
      field('department', 'department'),
      field('kind', 'resource_kind'),
      field('amount', 'number', true),
      field('unit', 'both', true),
      field('backup_of', 'resource', true),
      field('important', 'check'),
    ],
    fresh: ({ departments }) => ({
      key: '',
      name: {},
      department: departments[0]?.code ?? '',
      kind: 'equipment',
      important: false,
    }),
  },
  {
    part: 'checklist',
    way: 'entry',
    key: 'department',
    of: ({ checklists }) => checklists as unknown as Entry[],
    fields: [
      field('department', 'department'),
      {
        name: 'items',
        kind: 'list',
        of: [field('key', 'code'), NAME, field('resource', 'resource', true)],
        fresh: (list) => ({ key: next('c', list), name: {} }),
      },
    ],
    fresh: ({ departments }) => ({ department: departments[0]?.code ?? '', items: [] }),
  },
];
