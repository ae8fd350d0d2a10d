// One value of an entry, by its kind.

import type { Entry, PartField, WholeScenario } from '../../lib/msel/parts';
import { momentText, readMoment, readSpan, spanText } from '../../lib/msel/time';
import type { Bilingual, Choice, FactForm } from '../../protocol';
import { ROLES } from '../../protocol';
import { useParts } from './options';
import { FactValueOf, FormOf, FromOf, Ticks } from './PartForms';
import { BoundsOf, PlanOf, PositionOf, PositionsOf } from './SiteForms';
import { TextBox } from './TextBox';
import { ChoicesForm } from './ValueForms';
import { Words } from './ValueParts';
import { usePlanWords } from './words';

export interface ValueProps {
  field: PartField;
  entry: Entry;
  value: unknown;
  off: boolean;
  onChange: (value: unknown) => void;
}

type Options = readonly (readonly [code: string, name: string])[];

const PLACE_KINDS = ['entrance', 'passage', 'room', 'desk', 'shelter', 'open_area', 'other'] as const;
const AREAS = ['plan', 'coordination', 'equipment', 'public_information', 'conduct', 'other'] as const;
const FINDINGS = ['true', 'partly', 'false', 'open'] as const;
const FEATURES = [
  'cordon',
  'passage',
  'blockage',
  'aid_point',
  'supply',
  'gathering',
  'hazard',
  'unit',
  'vehicle',
  'other',
] as const;

/** What a value is chosen from; undefined where it is written. */
function useChoices(): (kind: PartField['kind']) => Options | undefined {
  const words = usePlanWords();
  const parts = useParts();
  const worded = (key: string, of: readonly string[]) =>
    of.map((one) => [one, words.t(`${key}.${one}`)] as const);
  const named = <T extends { name: Bilingual }>(list: readonly T[], code: (one: T) => string) =>
    list.map((one) => [code(one), `${code(one)} ${words.in(one.name)}`] as const);
  return (kind) => {
    const { departments, resources, places, facts, objectives } = parts ?? NO_PARTS;
    switch (kind) {
      case 'role':
        return ROLES.filter((role) => role !== 'PLY').map((role) => [role, words.say(`common:role.${role}`)]);
      case 'wall':
        return worded('parts.wall', ['players', 'leaders']);
      case 'asked':
        return worded('parts.asked', ['players', 'all']);
      case 'department':
      case 'departments':
        return named(departments, ({ code }) => code);
      case 'resource':
        return named(resources, ({ key }) => key);
      case 'place':
        return named(places, ({ key }) => key);
      case 'fact':
        return named(facts, ({ key }) => key);
      case 'task':
        return named(
          objectives.flatMap(({ tasks }) => tasks),
          ({ id }) => id,
        );
      case 'resource_kind':
        return worded('parts.resource', ['equipment', 'supplies']);
      case 'place_kind':
        return worded('parts.place', PLACE_KINDS);
      case 'area':
        return worded('parts.area', AREAS);
      case 'finding':
        return FINDINGS.map((one) => [one, words.say(`common:finding.${one}`)]);
      case 'feature':
        return worded('parts.feature', FEATURES);
      default:
        return undefined;
    }
  };
}

const NO_PARTS: Pick<WholeScenario, 'departments' | 'resources' | 'places' | 'facts' | 'objectives'> = {
  departments: [],
  resources: [],
  places: [],
  facts: [],
  objectives: [],
};

/** Codes as people list them: with spaces, commas, 顿号 between. */
const codes = (text: string) => text.split(/[\s,;，；、]+/).filter(Boolean);

export function PartValue({ field, entry, value, off, onChange }: ValueProps) {
  const words = usePlanWords();
  const choices = useChoices();
  const name = words.t(`parts.field.${field.called ?? field.name}`);
  const box = (text: string, onSave: (text: string) => void, figures = false) => (
    <TextBox text={text} disabled={off} aria-label={name} figures={figures} onSave={onSave} />
  );
  const none = value === null || value === undefined;
  switch (field.kind) {
    case 'both':
    case 'lines':
      return (
        <Words
          text={(value as Bilingual | undefined) ?? {}}
          off={off}
          what={name}
          lines={field.kind === 'lines'}
          always
          onSave={onChange}
        />
      );
    case 'moment':
      return box(none && field.free ? '' : momentText(Number(value ?? 0)), (text) =>
        onChange(field.free && text.trim() === '' ? null : (readMoment(text) ?? value)),
      );
    case 'span':
      return box(none ? '' : spanText(Number(value)), (text) =>
        onChange(text.trim() === '' ? null : (readSpan(text) ?? value)),
      );
    case 'number':
      return box(
        String(value ?? ''),
        (text) => onChange(/^\d+$/.test(text.trim()) ? Number(text) : null),
        true,
      );
    case 'check':
      return (
        <input
          type="checkbox"
          aria-label={name}
          disabled={off}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'codes':
      return box(((value as string[] | undefined) ?? []).join(' '), (text) => onChange(codes(text)));
    case 'departments':
      return (
        <Ticks
          value={(value as string[] | undefined) ?? []}
          of={choices('departments') ?? []}
          off={off}
          onChange={onChange}
        />
      );
    case 'form':
      return <FormOf value={value as FactForm} off={off} onChange={onChange} />;
    case 'choices':
      return (
        <ChoicesForm
          id="msel-part-choices"
          off={off}
          value={(value as Choice[] | undefined) ?? []}
          save={(of) => onChange(of ?? [])}
        />
      );
    case 'fact_value':
      return <FactValueOf {...{ entry, value, off, onChange, name }} free={field.free ?? false} />;
    case 'from':
      return <FromOf {...{ value, off, onChange, name }} />;
    case 'position':
      return <PositionOf {...{ value, off, onChange, name }} />;
    case 'positions':
      return <PositionsOf {...{ value, off, onChange, name }} />;
    case 'bounds':
      return <BoundsOf {...{ value, off, onChange, name }} />;
    case 'plan':
      return <PlanOf {...{ value, off, onChange, name }} />;
    default: {
      const options = choices(field.kind);
      if (!options) return box(String(value ?? ''), (text) => onChange(text.trim()));
      const known = options.some(([code]) => code === value);
      return (
        <select
          aria-label={name}
          disabled={off}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value || null)}
        >
          {field.free || none || value === '' ? <option value="">–</option> : null}
          {!known && !none && value !== '' ? <option value={String(value)}>{String(value)} ?</option> : null}
          {options.map(([code, what]) => (
            <option key={code} value={code}>
              {what}
            </option>
          ))}
        </select>
      );
    }
  }
}
