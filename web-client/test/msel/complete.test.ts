/** The editor's forms are whole: whatever a scenario may hold has a field somewhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/lib/msel/columns';
import {
  type Entry,
  PART_FORMS,
  type PartField,
  removing,
  saving,
  withLists,
} from '../../src/lib/msel/parts';
import { USUAL_SCALE, USUAL_STEPS } from '../../src/lib/msel/usual';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  const?: string;
  default?: unknown;
  type?: unknown;
}
const FILE = join(import.meta.dirname, '../../../scenarios/scenario.schema.json');
const schema = JSON.parse(readFileSync(FILE, 'utf8')) as Schema & { $defs: Record<string, Schema> };

/** What a schema says in the end: behind references and behind "or nothing". */
function behind(one: Schema): Schema {
  if (one.$ref) return behind(schema.$defs[one.$ref.split('/').at(-1) ?? ''] ?? {});
  const real = one.anyOf?.filter(({ type }) => type !== 'null');
  return real?.length === 1 && real[0] ? behind(real[0]) : one;
}

/** Properties that have no field, by their way. */
function unwritten(one: Schema, fields: readonly PartField[], way: string): string[] {
  return Object.entries(behind(one).properties ?? {}).flatMap(([name, inner]) => {
    if (name === 'type') return [];
    const field = fields.find((known) => known.name === name);
    if (!field) return [`${way}.${name}`];
    const what = behind(inner);
    if (field.kind === 'list') return unwritten(what.items ?? {}, field.of ?? [], `${way}.${name}`);
    if (field.kind !== 'variant') return [];
    return (what.oneOf ?? []).flatMap((form) => {
      const type = form.properties?.type?.const ?? '';
      const known = field.forms?.[type];
      return known ? unwritten(form, known, `${way}.${name}.${type}`) : [`${way}.${name}.${type}`];
    });
  });
}

const DEFS = {
  department: 'Department',
  staff: 'StaffSeat',
  phase: 'Phase',
  objective: 'Objective',
  fact: 'Fact',
  asked_fact: 'AskedFact',
  resource: 'Resource',
  checklist: 'Checklist',
  site: 'Site',
  place: 'Place',
  bindings: 'Bindings',
  feedback: 'Questionnaire',
  robot_lines: 'RobotLine',
} as const;

describe('the forms of the editor', () => {
  it.each(PART_FORMS.map((form) => [form.part, form] as const))('write every field of %s', (part, form) => {
    const known = schema.$defs[DEFS[part]];
    expect(Object.keys(known?.properties ?? {}).length).toBeGreaterThan(0);
    expect(unwritten(known ?? {}, form.fields, part)).toEqual([]);
  });

  it('leave no part of a scenario without one', () => {
    // In cells, in the texts above the parts, in the settings, or when the list is kept in the library.
    const elsewhere = 'schema id title organiser aim story ground_truth rules settings injects drafts'.split(
      ' ',
    );
    const lists = {
      departments: 'department',
      staff: 'staff',
      phases: 'phase',
      objectives: 'objective',
      report_facts: 'asked_fact',
      facts: 'fact',
      site: 'site',
      places: 'place',
      bindings: 'bindings',
      robot_lines: 'robot_lines',
      resources: 'resource',
      checklists: 'checklist',
      feedback: 'feedback',
    };
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual([...elsewhere, ...Object.keys(lists)].sort());
    expect(PART_FORMS.map(({ part }) => part).sort()).toEqual(Object.values(lists).sort());
  });

  it('leave no field of a row without a column', () => {
    const bases = new Set(COLUMNS.map(({ base }) => base));
    const row = Object.keys(schema.$defs.Inject?.properties ?? {}).filter((name) => !bases.has(name));
    // Limits stand in three columns of their own; other columns of a sheet are columns of the list.
    expect(row.sort()).toEqual(['extra', 'targets']);
  });
});

describe('an entry is put and taken out', () => {
  const scenario = withLists({
    departments: [],
    robot_lines: [
      { row: '1', after: 5, department: 'A', does: { type: 'depart' } },
      { row: '2', after: 5, department: 'A', does: { type: 'depart' } },
    ],
    places: [{ key: 'gate', name: {}, kind: 'entrance', position: { lon: 1, lat: 1 } }],
  } as unknown as Parameters<typeof withLists>[0]);
  const form = (part: string) => {
    const found = PART_FORMS.find((one) => one.part === part);
    if (!found) throw new Error(part);
    return found;
  };

  it('a line of a robot by its place, with all the others', () => {
    const line: Entry = {
      row: '3',
      after: 9,
      department: 'A',
      mistake: false,
      careful_after: null,
      does: { type: 'depart' },
    };
    expect(saving(form('robot_lines'), scenario, line, 1)).toEqual({
      type: 'put_msel_part',
      part: {
        part: 'robot_lines',
        list: [
          scenario.robot_lines[0],
          { row: '3', after: 9, department: 'A', mistake: false, does: { type: 'depart' } },
        ],
      },
    });
    expect(removing(form('robot_lines'), scenario, 0)).toEqual({
      type: 'put_msel_part',
      part: { part: 'robot_lines', list: [scenario.robot_lines[1]] },
    });
  });

  it('a place by its code, under a new one too; the questionnaire as a whole', () => {
    const renamed = { ...scenario.places[0], key: 'east_gate' } as unknown as Entry;
    expect(saving(form('place'), scenario, renamed, 0)).toMatchObject({
      was: 'gate',
      part: { part: 'place' },
    });
    expect(removing(form('feedback'), scenario, 0)).toEqual({
      type: 'put_msel_part',
      part: { part: 'feedback', questionnaire: null },
    });
  });
});

describe('what holds where a plan says nothing', () => {
  it.each([
    ['Escalation', USUAL_STEPS],
    ['Scale', USUAL_SCALE],
  ])('%s is what the schema says', (name, usual) => {
    const properties = Object.entries(schema.$defs[name]?.properties ?? {});
    expect(properties.length).toBeGreaterThan(5);
    expect(usual).toEqual(Object.fromEntries(properties.map(([key, one]) => [key, one.default])));
  });
});
