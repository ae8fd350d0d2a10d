// The fields of an entry of a part: plain ones, lists inside it, and one of several forms.
import { type Entry, formFields, needed, type PartField } from '../../lib/msel/parts';
import { PartValue } from './PartValue';
import { usePlanWords } from './words';

interface FieldsProps {
  fields: readonly PartField[];
  entry: Entry;
  off: boolean;
  onChange: (entry: Entry) => void;
}

/** Kinds that need the whole width. */
const WIDE: ReadonlySet<PartField['kind']> = new Set(['both', 'lines']);
const FULL: ReadonlySet<PartField['kind']> = new Set([
  'position',
  'positions',
  'bounds',
  'plan',
  'departments',
  'choices',
]);

export function Fields({ fields, entry, off, onChange }: FieldsProps) {
  const { t } = usePlanWords();
  return (
    <div className="msel-part-fields">
      {fields.map((field) => {
        const { name, kind, called = name } = field;
        const put = (value: unknown) => onChange({ ...entry, [name]: value });
        if (kind === 'list')
          return <Nested key={name} field={field} entry={entry} off={off} onChange={onChange} />;
        if (kind === 'variant')
          return <Variant key={name} field={field} value={entry[name]} off={off} onChange={put} />;
        const width = WIDE.has(kind) ? ' msel-f-wide' : FULL.has(kind) ? ' msel-f-full' : '';
        return (
          <div key={name} className={`msel-part-field${width}`}>
            <span aria-hidden="true">
              {t(`parts.field.${called}`)}
              {needed(field) ? ' *' : ''}
            </span>
            <PartValue field={field} entry={entry} value={entry[name]} off={off} onChange={put} />
          </div>
        );
      })}
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
      <legend>{t(`parts.field.${field.called ?? field.name}`)}</legend>
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
        ＋ {t('parts.add')} · {t(`parts.field.${field.called ?? field.name}`)}
      </button>
    </fieldset>
  );
}

interface VariantProps {
  field: PartField;
  value: unknown;
  off: boolean;
  onChange: (value: Entry) => void;
}

/** One of several forms: chosen by its word, then filled in. */
function Variant({ field, value, off, onChange }: VariantProps) {
  const { t } = usePlanWords();
  const entry = (value as Entry | undefined) ?? {};
  const called = field.called ?? field.name;
  return (
    <fieldset className="msel-f-wide msel-part-nested">
      <legend>{t(`parts.field.${called}`)}</legend>
      <select
        aria-label={t(`parts.field.${called}`)}
        disabled={off}
        value={String(entry.type ?? '')}
        onChange={(event) => onChange(begun(field, event.target.value))}
      >
        {entry.type ? null : <option value="">–</option>}
        {Object.keys(field.forms ?? {}).map((type) => (
          <option key={type} value={type}>
            {t(`parts.variant.${called}.${type}`)}
          </option>
        ))}
      </select>
      <Fields fields={formFields(field, entry)} entry={entry} off={off} onChange={onChange} />
    </fieldset>
  );
}

/** Another form begins empty, but for lists and ticks, which it has from the beginning. */
function begun(field: PartField, type: string): Entry {
  const empty: Entry = { type };
  for (const { name, kind, forms } of field.forms?.[type] ?? []) {
    if (kind === 'list' || kind === 'departments' || kind === 'choices' || kind === 'positions')
      empty[name] = [];
    if (kind === 'check') empty[name] = false;
    if (kind === 'position') empty[name] = { lon: 0, lat: 0 };
    if (kind === 'variant') empty[name] = { type: Object.keys(forms ?? {})[0] };
  }
  return empty;
}
