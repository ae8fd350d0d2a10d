/** Fields of the forms for findings and actions. */
import { type ReactNode, useId } from 'react';

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  max?: number;
  required?: boolean;
}

/** Several lines, or one where `rows` is missing. */
export function TextField({ label, value, onChange, rows, max = 200, required }: TextProps) {
  const id = useId();
  return (
    <div className={rows ? 'field improve-wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <textarea
          id={id}
          rows={rows}
          maxLength={4_000}
          value={value}
          required={required}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input id={id} maxLength={max} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}

/** One of the departments, or any other unit by its words. */
export function UnitField({
  label,
  value,
  onChange,
  units,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  units: readonly string[];
}) {
  const id = useId();
  return (
    <label>
      {label}
      <input list={id} maxLength={200} value={value} onChange={(event) => onChange(event.target.value)} />
      <datalist id={id}>
        {units.map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
    </label>
  );
}

export function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <input type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

export function Choose<T extends string>({
  label,
  value,
  of,
  name,
  onChange,
}: {
  label: string;
  value: T;
  of: readonly T[];
  name: (one: T) => ReactNode;
  onChange: (value: T) => void;
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {of.map((one) => (
          <option key={one} value={one}>
            {name(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
