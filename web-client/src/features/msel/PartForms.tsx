// Values of parts that have a small form of their own.
import type { Entry } from '../../lib/msel/parts';
import type { FactForm, MarkStart } from '../../protocol';
import { useParts } from './options';
import { TextBox } from './TextBox';
import { ChoicesForm } from './ValueForms';
import { Words } from './ValueParts';
import { usePlanWords } from './words';

interface TicksProps {
  value: readonly string[];
  of: readonly (readonly [code: string, name: string])[];
  off: boolean;
  onChange: (value: string[]) => void;
}

export function Ticks({ value, of, off, onChange }: TicksProps) {
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

interface FormProps {
  value: FactForm;
  off: boolean;
  onChange: (value: FactForm) => void;
}

/** What the value of a fact looks like. */
export function FormOf({ value, off, onChange }: FormProps) {
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

interface ValueProps {
  value: unknown;
  off: boolean;
  name: string;
  onChange: (value: unknown) => void;
}

/** The value of a fact, in the form that the fact has: of the entry itself, or of the fact it names. */
export function FactValueOf({
  entry,
  value,
  off,
  name,
  free,
  onChange,
}: ValueProps & { entry: Entry; free: boolean }) {
  const words = usePlanWords();
  const facts = useParts()?.facts ?? [];
  const form = (entry.form as FactForm | undefined) ?? facts.find(({ key }) => key === entry.fact)?.form;
  const text = value === null || value === undefined ? '' : String(value);
  if (form?.type === 'choice')
    return (
      <select
        aria-label={name}
        disabled={off}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">–</option>
        {form.of.map((one) => (
          <option key={one.value} value={one.value}>
            {words.in(one.text)}
          </option>
        ))}
      </select>
    );
  const read = (typed: string) => {
    const clean = typed.trim();
    if (clean === '') return onChange(free ? null : '');
    if (form?.type !== 'number') return onChange(clean);
    const figure = Number(clean);
    return onChange(Number.isFinite(figure) ? figure : value);
  };
  return (
    <TextBox text={text} disabled={off} aria-label={name} figures={form?.type === 'number'} onSave={read} />
  );
}

/** From which moment of which row a span is measured; none where it is the report before. */
export function FromOf({ value, off, name, onChange }: ValueProps) {
  const { t } = usePlanWords();
  const from = value as MarkStart | null | undefined;
  return (
    <span className="row">
      <TextBox
        text={from?.row ?? ''}
        disabled={off}
        aria-label={`${name} · ${t('parts.field.row')}`}
        onSave={(text) =>
          onChange(text.trim() === '' ? null : { row: text.trim(), event: from?.event ?? 'delivered' })
        }
      />
      {from ? (
        <select
          aria-label={name}
          disabled={off}
          value={from.event}
          onChange={(event) => onChange({ ...from, event: event.target.value })}
        >
          {(['released', 'delivered'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`parts.moment.${one}`)}
            </option>
          ))}
        </select>
      ) : null}
    </span>
  );
}
