// The scenario beside its rows: all of its forms, what is missing in an entry, and how it is sent.
import type { Command, MselPart, Scenario } from '../../protocol';
import { BESIDE_FORMS } from './besideParts';
import { CODED_FORMS, type Entry, type PartField, type PartForm } from './codedParts';

export type { Entry, FieldKind, PartField, PartForm } from './codedParts';

export const PART_FORMS: readonly PartForm[] = [...CODED_FORMS, ...BESIDE_FORMS];

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

/** The fields of the form that an entry has, where it is one of several. */
export function formFields(field: PartField, value: unknown): readonly PartField[] {
  return field.forms?.[String((value as Entry | undefined)?.type ?? '')] ?? [];
}

/** Kinds whose value is whole whatever it is. */
const WHOLE: ReadonlySet<PartField['kind']> = new Set(['check', 'form', 'bounds', 'position', 'from']);

/** Whether a field has to be filled in: nobody in particular is to know a fact, and nobody need cosign. */
export function needed({ kind, free, name }: PartField): boolean {
  return !free && !WHOLE.has(kind) && !(kind === 'departments' && name !== 'of');
}

/** Fields that are still to be filled in, by what they are called; those of a list after its own name. */
export function missing(fields: readonly PartField[], entry: Entry): string[] {
  return fields.flatMap((field) => {
    const { name, kind, of, called = name } = field;
    const value = entry[name];
    if (kind === 'list')
      return of ? ((value as Entry[] | undefined) ?? []).flatMap((one) => missing(of, one)) : [];
    if (kind === 'variant') return missing(formFields(field, value), (value as Entry | undefined) ?? {});
    if (!needed(field)) return [];
    if (kind === 'both' || kind === 'lines') return said(value) ? [] : [called];
    if (Array.isArray(value)) return value.length > 0 ? [] : [called];
    return value === undefined || value === null || value === '' ? [called] : [];
  });
}

/** The entry as it is sent: what nobody wrote is left out where it may be. */
export function cleaned(fields: readonly PartField[], entry: Entry): Entry {
  const next = { ...entry };
  for (const field of fields) {
    const { name, kind, free, of } = field;
    const value = entry[name];
    if (kind === 'list' && of)
      next[name] = ((value as Entry[] | undefined) ?? []).map((one) => cleaned(of, one));
    else if (kind === 'variant' && value) next[name] = cleaned(formFields(field, value), value as Entry);
    else if (
      free &&
      (kind === 'both' || kind === 'lines'
        ? !said(value)
        : value === '' || value === null || (Array.isArray(value) && value.length === 0))
    )
      delete next[name];
  }
  return next;
}

const put = (part: unknown): Command => ({ type: 'put_msel_part', part: part as MselPart });

/** The command that saves an entry. `at`: its place among the entries, none for a new one. */
export function saving(
  form: PartForm,
  scenario: WholeScenario,
  entry: Entry,
  at: number | undefined,
): Command {
  const clean = cleaned(form.fields, entry);
  const entries = form.of(scenario);
  if (form.way === 'list') {
    const list =
      at === undefined ? [...entries, clean] : entries.map((old, index) => (index === at ? clean : old));
    return put({ part: form.part, list });
  }
  if (form.way === 'whole') return put({ part: form.part, [wholeName(form)]: clean });
  const was = at === undefined ? undefined : String(entries[at]?.[form.key] ?? '');
  const renamed = was !== undefined && was !== String(clean[form.key] ?? '');
  return {
    type: 'put_msel_part',
    part: { part: form.part, entry: clean } as unknown as MselPart,
    ...(renamed ? { was } : {}),
  };
}

/** The command that takes an entry out. */
export function removing(form: PartForm, scenario: WholeScenario, at: number): Command {
  const entries = form.of(scenario);
  if (form.way === 'list') return put({ part: form.part, list: entries.filter((_, index) => index !== at) });
  if (form.way === 'whole') return put({ part: form.part, [wholeName(form)]: null });
  return {
    type: 'remove_msel_part',
    part: form.part as Extract<Command, { type: 'remove_msel_part' }>['part'],
    key: String(entries[at]?.[form.key] ?? ''),
  };
}

const wholeName = ({ part }: PartForm) => (part === 'feedback' ? 'questionnaire' : part);
