// Forms of single values. What is half filled in stays here; what is whole is saved as it stands.

import { usePick } from '../../i18n/use';
import type { Bilingual, Choice, ResponseForm, Truth } from '../../protocol';
import { useParts } from './options';
import { TextBox } from './TextBox';
import { useKept } from './useKept';
import { type Form, said, Words } from './ValueParts';
import { useMselWords } from './words';

interface ListProps<T> extends Form<readonly T[]> {
  fresh: (list: readonly T[]) => T;
  whole: (one: T) => boolean;
  draw: (one: T, change: (next: T) => void, at: number) => React.ReactNode;
  name: string;
}

/** Entries in an order: written, added, taken out, moved. Sent once each of them is whole. */
function List<T>({ id, off, value, save, fresh, whole, draw, name }: ListProps<T>) {
  const { t } = useMselWords();
  const [list, setList] = useKept(value);
  const change = (next: readonly T[]) => {
    setList(next);
    if (next.every(whole)) save(next.length > 0 ? next : null);
  };
  const swap = (at: number, by: 1 | -1) => {
    const next = [...list];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    change(next);
  };
  return (
    <>
      <ol className="msel-list-form">
        {list.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no key but their place
          <li key={at}>
            <div className="msel-list-words">
              {draw(one, (next) => change(list.map((old, index) => (index === at ? next : old))), at)}
            </div>
            <span className="msel-list-acts">
              <button
                type="button"
                disabled={off || at === 0}
                aria-label={`${t('value.up')} ${at + 1}`}
                onClick={() => swap(at, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={off || at === list.length - 1}
                aria-label={`${t('value.down')} ${at + 1}`}
                onClick={() => swap(at, 1)}
              >
                ↓
              </button>
              <button
                type="button"
                disabled={off}
                aria-label={`${t('value.remove')} ${at + 1}`}
                onClick={() => change(list.filter((_, index) => index !== at))}
              >
                ✕
              </button>
            </span>
          </li>
        ))}
      </ol>
      <button id={id} type="button" disabled={off} onClick={() => setList([...list, fresh(list)])}>
        ＋ {t('value.add')} · {name}
      </button>
    </>
  );
}

/** A short value that no other option has. */
function freeValue(list: readonly Choice[]): string {
  for (let n = list.length + 1; ; n += 1) if (!list.some(({ value }) => value === `o${n}`)) return `o${n}`;
}

export function ChoicesForm(props: Form<readonly Choice[]> & { name?: string }) {
  const { t } = useMselWords();
  const name = props.name ?? t('value.options');
  return (
    <List
      {...props}
      name={name}
      fresh={(list) => ({ value: freeValue(list), text: {} })}
      whole={({ value, text }) => value.trim() !== '' && said(text)}
      draw={(one, change, at) => (
        <>
          <TextBox
            text={one.value}
            disabled={props.off}
            aria-label={`${t('value.code')} ${at + 1}`}
            onSave={(value) => change({ ...one, value: value.trim() })}
          />
          <Words
            text={one.text}
            off={props.off}
            what={`${name} ${at + 1}`}
            onSave={(text) => change({ ...one, text })}
          />
        </>
      )}
    />
  );
}

export function FactsForm(props: Form<readonly Bilingual[]>) {
  const { t } = useMselWords();
  const name = t('column.key_facts');
  return (
    <List
      {...props}
      name={name}
      fresh={() => ({})}
      whole={said}
      draw={(one, change, at) => (
        <Words text={one} off={props.off} what={`${name} ${at + 1}`} onSave={change} />
      )}
    />
  );
}

const FORMS = ['text', 'choice', 'checklist', 'number', 'file'] as const;

export function ResponseForms({ id, off, value, save }: Form<ResponseForm | undefined>) {
  const { t } = useMselWords();
  const [form, setForm] = useKept(value);
  const choose = (type: string) => {
    const kind = FORMS.find((one) => one === type);
    const of = form && 'of' in form ? form.of : [];
    const next: ResponseForm | undefined =
      kind === undefined
        ? undefined
        : kind === 'choice' || kind === 'checklist'
          ? { type: kind, of }
          : kind === 'number'
            ? { type: kind, unit: {} }
            : { type: kind };
    setForm(next);
    const half = next && (('of' in next && next.of.length === 0) || next.type === 'number');
    if (!half) save(next);
  };
  return (
    <>
      <select
        id={id}
        disabled={off}
        value={form?.type ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t('value.nothing')}</option>
        {FORMS.map((one) => (
          <option key={one} value={one}>
            {t(`word.response.${one}`)}
          </option>
        ))}
      </select>
      {form && 'of' in form ? (
        <ChoicesForm
          key={form.type}
          id={`${id}-of`}
          off={off}
          value={form.of}
          name={t(form.type === 'choice' ? 'value.options' : 'value.entries')}
          save={(of) => save(of ? { ...form, of } : undefined)}
        />
      ) : null}
      {form?.type === 'number' ? (
        <Words
          text={form.unit}
          off={off}
          what={t('value.unit')}
          onSave={(unit) => said(unit) && save({ ...form, unit })}
        />
      ) : null}
    </>
  );
}

export function TruthForm(props: Form<readonly Truth[]>) {
  const { t } = useMselWords();
  const pick = usePick();
  const facts = useParts()?.facts ?? [];
  return (
    <List
      {...props}
      name={t('column.truth')}
      fresh={() => ({ fact: facts[0]?.key ?? '', value: '' })}
      whole={({ fact, value }) => fact !== '' && value !== ''}
      draw={(one, change, at) => {
        const form = facts.find(({ key }) => key === one.fact)?.form;
        const write = (text: string) =>
          change({ ...one, value: form?.type === 'number' ? Number(text) : text });
        return (
          <>
            <select
              disabled={props.off}
              aria-label={`${t('value.fact')} ${at + 1}`}
              value={one.fact}
              onChange={(event) => change({ fact: event.target.value, value: '' })}
            >
              {facts.map(({ key, name }) => (
                <option key={key} value={key}>
                  {pick(name)}
                </option>
              ))}
            </select>
            {form?.type === 'choice' ? (
              <select
                disabled={props.off}
                aria-label={`${t('value.value')} ${at + 1}`}
                value={String(one.value)}
                onChange={(event) => write(event.target.value)}
              >
                <option value="">–</option>
                {form.of.map(({ value, text }) => (
                  <option key={value} value={value}>
                    {pick(text)}
                  </option>
                ))}
              </select>
            ) : (
              <TextBox
                text={String(one.value)}
                disabled={props.off}
                aria-label={`${t('value.value')} ${at + 1}`}
                onSave={write}
              />
            )}
          </>
        );
      }}
    />
  );
}
