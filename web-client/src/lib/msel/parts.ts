// Parts of the scenario beside its rows, as forms: which fields an entry has and how a new one begins.
import type { MselPart, MselPartName, Role, Scenario } from '../../protocol';

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
  | 'department'
  | 'departments'
  | 'form'
  | 'resource_kind'
  | 'resource'
  | 'list';

export interface PartField {
  name: string;
  kind: FieldKind;
  /** May be left out. */
  free?: boolean;
  /** Fields of each entry of a list, and how a new one begins. */
  of?: readonly PartField[];
  fresh?: (list: readonly Entry[], entry: Entry) => Entry;
}

export interface PartForm {
  part: Exclude<MselPartName, 'place'>;
  /** The field that is its code. */
  key: string;
  of: (scenario: WholeScenario) => readonly Entry[];
  fields: readonly PartField[];
  fresh: (scenario: WholeScenario) => Entry;
}

const NAME: PartField = { name: 'name', kind: 'both' };
const field = (name: string, kind: FieldKind, free = false): PartField => ({
  name,
  kind,
  ...(free ? { free } : {}),
});

/** `XF-3` after `XF-2`: one more than what is there. */
const next = (prefix: string, list: readonly Entry[]) => `${prefix}${list.length + 1}`;

export const PART_FORMS: readonly PartForm[] = [
  {
    part: 'department',
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
        of: [field('code', 'code'), NAME],
        fresh: (list, entry) => ({ code: next(`${String(entry.code ?? '')}-`, list), name: {} }),
      },
    ],
    fresh: () => ({ code: '', name: {}, seats: [] }),
  },
  {
    part: 'staff',
    key: 'code',
    of: ({ staff }) => staff as unknown as Entry[],
    fields: [field('code', 'code'), field('role', 'role'), NAME, field('watches', 'department', true)],
    fresh: () => ({ code: '', role: 'CTL' satisfies Role, name: {} }),
  },
  {
    part: 'phase',
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
            of: [field('mark', 'code'), field('name', 'both', true), field('target', 'span')],
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
    key: 'key',
    of: ({ facts }) => facts as unknown as Entry[],
    fields: [
      field('key', 'code'),
      NAME,
      field('form', 'form'),
      field('old_after', 'span', true),
      field('departments', 'departments'),
    ],
    fresh: () => ({ key: '', name: {}, form: { type: 'text' }, departments: [] }),
  },
  {
    part: 'asked_fact',
    key: 'key',
    of: ({ report_facts }) => report_facts as unknown as Entry[],
    fields: [field('key', 'code'), NAME],
    fresh: () => ({ key: '', name: {} }),
  },
  {
    part: 'resource',
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

type Lists = {
  [K in 'facts' | 'places' | 'resources' | 'checklists' | 'robot_lines']-?: NonNullable<Scenario[K]>;
};

/** A scenario with every list, the empty ones too, which it comes without. */
export type WholeScenario = Omit<Scenario, keyof Lists> & Lists;

export function withLists(scenario: Scenario): WholeScenario {
  const { facts, places, resources, checklists, robot_lines } = scenario;
  return {
    ...scenario,
    facts: facts ?? [],
    places: places ?? [],
    resources: resources ?? [],
    checklists: checklists ?? [],
    robot_lines: robot_lines ?? [],
  };
}

const said = (value: unknown): boolean => {
  const text = value as { zh?: string; en?: string } | null | undefined;
  return Boolean(text?.zh?.trim() || text?.en?.trim());
};

/** Fields that are still to be filled in, by their names; those of a list after its own name. */
export function missing(fields: readonly PartField[], entry: Entry): string[] {
  return fields.flatMap(({ name, kind, free, of }) => {
    const value = entry[name];
    if (kind === 'list')
      return of ? ((value as Entry[] | undefined) ?? []).flatMap((one) => missing(of, one)) : [];
    if (free || kind === 'check' || kind === 'departments' || kind === 'form') return [];
    if (kind === 'both' || kind === 'lines') return said(value) ? [] : [name];
    return value === undefined || value === null || value === '' ? [name] : [];
  });
}

/** The entry as it is sent: texts that nobody wrote are left out where they may be. */
export function cleaned(fields: readonly PartField[], entry: Entry): Entry {
  const next = { ...entry };
  for (const { name, kind, free, of } of fields) {
    if (kind === 'list' && of)
      next[name] = ((entry[name] as Entry[] | undefined) ?? []).map((one) => cleaned(of, one));
    else if (
      free &&
      (kind === 'both' || kind === 'lines' ? !said(entry[name]) : entry[name] === '' || entry[name] === null)
    )
      delete next[name];
  }
  return next;
}

export function partOf(form: PartForm, entry: Entry): MselPart {
  return { part: form.part, entry: cleaned(form.fields, entry) } as unknown as MselPart;
}
