import { useState } from 'react';
import { type Entry, missing, type PartField, type PartForm } from '../../lib/msel/parts';
import { momentText, readMoment, readSpan, spanText } from '../../lib/msel/time';
import type { Bilingual, FactForm } from '../../protocol';
import { ROLES } from '../../protocol';
import { useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import type { Act } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useParts } from './options';
import { TextBox } from './TextBox';
import { ChoicesForm } from './ValueForms';
import { Words } from './ValueParts';
import { usePlanWords, useZone } from './words';

interface Props {
  form: PartForm;
  entry: Entry;
  act: Act;
  onSave: (entry: Entry) => void;
  onClose: () => void;
}

/** One entry of a part; saved as a whole. */
export function PartSheet({ form, entry, act, onSave, onClose }: Props) {
  const { t } = usePlanWords();
  const zone = useZone();
  const may = useMay('put_msel_part');
  const [draft, setDraft] = useState(entry);
  const open = [...new Set(missing(form.fields, draft))];
  return (
    <Dialog
      wide
      title={`${t(`parts.part.${form.part}`)} · ${String(draft[form.key] ?? '')}`}
      onClose={onClose}
    >
      <div className="stack msel-sheet">
        <Fields fields={form.fields} entry={draft} off={!may.ok} onChange={setDraft} />
        <div className="row">
          <ActButton
            may={may}
            tone="main"
            busy={act.busy}
            notNow={
              may.ok && open.length > 0
                ? t('parts.missing', { what: open.map((one) => t(`parts.field.${one}`)).join(', ') })
                : undefined
            }
            onAct={() => onSave(draft)}
          >
            {t('parts.save')}
          </ActButton>
          <Fate entry={act.entry} zone={zone} quiet />
        </div>
      </div>
    </Dialog>
  );
}

interface FieldsProps {
  fields: readonly PartField[];
  entry: Entry;
  off: boolean;
  onChange: (entry: Entry) => void;
}

function Fields({ fields, entry, off, onChange }: FieldsProps) {
  const { t } = usePlanWords();
  return (
    <div className="msel-part-fields">
      {fields.map((field) =>
        field.kind === 'list' ? (
          <Nested key={field.name} field={field} entry={entry} off={off} onChange={onChange} />
        ) : (
          <div
            key={field.name}
            className={
              field.kind === 'both' || field.kind === 'lines'
                ? 'msel-part-field msel-f-wide'
                : 'msel-part-field'
            }
          >
            <span aria-hidden="true">
              {t(`parts.field.${field.name}`)}
              {field.free ? '' : ' *'}
            </span>
            <One
              field={field}
              value={entry[field.name]}
              off={off}
              onChange={(value) => onChange({ ...entry, [field.name]: value })}
            />
          </div>
        ),
      )}
    </div>
  );
}

/** Entries inside an entry: seats of a department, tasks of an objective. */
function Nested({ field, entry, off, onChange }: Omit<FieldsProps, 'fields'> & { field: PartField }) {
  const { t } = usePlanWords();
  const list = (entry[field.name] as Entry[] | undefined) ?? [];
  const put = (next: Entry[]) => onChange({ ...entry, [field.name]: next });
  return (
    <fieldset className="msel-f-wide msel-part-nested">
      <legend>{t(`parts.field.${field.name}`)}</legend>
      {list.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their codes are what is being written
        <div key={at} className="msel-part-one">
          <Fields
            fields={field.of ?? []}
            entry={one}
            off={off}
            onChange={(next) => put(list.map((old, index) => (index === at ? next : old)))}
          />
          <button
            type="button"
            disabled={off}
            aria-label={`${t('parts.remove')} ${String(one.code ?? one.id ?? one.key ?? one.mark ?? at + 1)}`}
            onClick={() => put(list.filter((_, index) => index !== at))}
          >
            ✕
          </button>
        </div>
      ))}
      <button
        type="button"
        disabled={off || !field.fresh}
        onClick={() => field.fresh && put([...list, field.fresh(list, entry)])}
      >
        ＋ {t('parts.add')}
      </button>
    </fieldset>
  );
}

interface OneProps {
  field: PartField;
  value: unknown;
  off: boolean;
  onChange: (value: unknown) => void;
}

function One({ field, value, off, onChange }: OneProps) {
  const words = usePlanWords();
  const parts = useParts();
  const name = words.t(`parts.field.${field.name}`);
  const box = (text: string, onSave: (text: string) => void, figures = false) => (
    <TextBox text={text} disabled={off} aria-label={name} figures={figures} onSave={onSave} />
  );
  const choose = (options: readonly (readonly [code: string, name: string])[]) => (
    <select
      aria-label={name}
      disabled={off}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.target.value || null)}
    >
      {field.free ? <option value="">–</option> : null}
      {options.map(([code, what]) => (
        <option key={code} value={code}>
          {what}
        </option>
      ))}
    </select>
  );
  const departments = (parts?.departments ?? []).map(
    ({ code, name: what }) => [code, `${code} ${words.in(what)}`] as const,
  );
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
      return box(momentText(Number(value ?? 0)), (text) => onChange(readMoment(text) ?? value));
    case 'span':
      return box(value === null || value === undefined ? '' : spanText(Number(value)), (text) =>
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
    case 'role':
      return choose(
        ROLES.filter((role) => role !== 'PLY').map((role) => [role, words.say(`common:role.${role}`)]),
      );
    case 'department':
      return choose(departments);
    case 'resource':
      return choose((parts?.resources ?? []).map(({ key, name: what }) => [key, words.in(what)]));
    case 'resource_kind':
      return choose(
        (['equipment', 'supplies'] as const).map((kind) => [kind, words.t(`parts.resource.${kind}`)]),
      );
    case 'departments':
      return (
        <Ticks value={(value as string[] | undefined) ?? []} of={departments} off={off} onChange={onChange} />
      );
    case 'form':
      return <FormOf value={value as FactForm} off={off} onChange={onChange} />;
    default:
      return box(String(value ?? ''), (text) => onChange(text.trim()));
  }
}

interface TicksProps {
  value: readonly string[];
  of: readonly (readonly [code: string, name: string])[];
  off: boolean;
  onChange: (value: string[]) => void;
}

function Ticks({ value, of, off, onChange }: TicksProps) {
  return (
    <span className="row">
      {of.map(([code, name]) => (
        <label key={code} className="row" title={name}>
          <input
            type="checkbox"
            disabled={off}
            checked={value.includes(code)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, code] : value.filter((one) => one !== code))
            }
          />
          {code}
        </label>
      ))}
    </span>
  );
}

/** What the value of a fact looks like. */
function FormOf({
  value,
  off,
  onChange,
}: {
  value: FactForm;
  off: boolean;
  onChange: (value: FactForm) => void;
}) {
  const { t } = usePlanWords();
  const choose = (type: string) =>
    onChange(
      type === 'number' ? { type, unit: {} } : type === 'choice' ? { type, of: [] } : { type: 'text' },
    );
  return (
    <>
      <select
        aria-label={t('parts.field.form')}
        disabled={off}
        value={value.type}
        onChange={(event) => choose(event.target.value)}
      >
        {(['text', 'number', 'choice'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`parts.form.${one}`)}
          </option>
        ))}
      </select>
      {value.type === 'number' ? (
        <Words
          text={value.unit}
          off={off}
          what={t('parts.field.unit')}
          always
          onSave={(unit) => onChange({ type: 'number', unit })}
        />
      ) : null}
      {value.type === 'choice' ? (
        <ChoicesForm
          id="msel-fact-choices"
          off={off}
          value={value.of}
          save={(of) => onChange({ type: 'choice', of: (of as typeof value.of) ?? [] })}
        />
      ) : null}
    </>
  );
}
