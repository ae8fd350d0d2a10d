/** The scenario beside its rows: texts, departments with seats, staff, phases, objectives with tasks, facts, resources. */
import { useState } from 'react';
import {
  type Entry,
  PART_FORMS,
  type PartForm,
  removing,
  saving,
  type WholeScenario,
} from '../../lib/msel/parts';
import { spanText } from '../../lib/msel/time';
import type { Bilingual } from '../../protocol';
import { ConfirmButton } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useParts } from './options';
import { PartSheet } from './PartSheet';
import { SettingsForm } from './SettingsForm';
import { useCanEdit } from './useCanEdit';
import { useWritten } from './useWritten';
import { Words } from './ValueParts';
import { usePlanWords, useZone } from './words';

export function Parts() {
  const { t } = usePlanWords();
  const parts = useWritten(useParts());
  if (!parts) return <p className="msel-empty quiet">{t('no_parts')}</p>;
  return (
    <section className="msel-page" aria-label={t('parts.title')}>
      <h2>{t('parts.title')}</h2>
      <Texts scenario={parts} />
      <SettingsForm scenario={parts} />
      {PART_FORMS.map((form) => (
        <Section key={form.part} form={form} scenario={parts} />
      ))}
    </section>
  );
}

const TEXTS = ['title', 'organiser', 'aim', 'story'] as const;

/** Words of the exercise as a whole, saved as they are left. */
function Texts({ scenario }: { scenario: WholeScenario }) {
  const { t } = usePlanWords();
  const zone = useZone();
  const can = useCanEdit();
  const act = useAct();
  const put = (part: (typeof TEXTS)[number], text: Bilingual) => {
    const none = !text.zh && !text.en;
    if (part === 'title') {
      if (!none) act.give({ type: 'put_msel_part', part: { part, text } });
    } else act.give({ type: 'put_msel_part', part: { part, text: none ? null : text } });
  };
  return (
    <section className="card stack">
      <h3>{t('parts.texts')}</h3>
      {TEXTS.map((part) => (
        <div key={part} className="msel-part-text">
          <b>{t(`parts.text.${part}`)}</b>
          <Words
            text={scenario[part] ?? {}}
            off={!can.ok}
            what={t(`parts.text.${part}`)}
            lines={part === 'story' || part === 'aim'}
            always
            onSave={(text) => put(part, text)}
          />
        </div>
      ))}
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}

function Section({ form, scenario }: { form: PartForm; scenario: WholeScenario }) {
  const { t } = usePlanWords();
  const zone = useZone();
  const can = useCanEdit();
  // `at`: its place among the entries; none while it is new.
  const [open, setOpen] = useState<{ entry: Entry; at: number | undefined }>();
  const act = useAct(() => setOpen(undefined));
  const entries = form.of(scenario);
  return (
    <section className="card stack">
      <div className="row spread">
        <h3>
          {t(`parts.part.${form.part}`)}{' '}
          {form.way === 'whole' ? null : <span className="quiet num">{entries.length}</span>}
        </h3>
        {form.way === 'whole' && entries.length > 0 ? null : (
          <button
            type="button"
            disabled={!can.ok}
            onClick={() => {
              act.clear();
              setOpen({ entry: form.fresh(scenario), at: undefined });
            }}
          >
            ＋ {t('parts.add')}
            <span className="visually-hidden"> {t(`parts.part.${form.part}`)}</span>
          </button>
        )}
      </div>
      <ul className="msel-part-list">
        {entries.map((entry, at) => (
          <Line
            key={form.way === 'entry' ? codeOf(form, entry) : at}
            {...{ form, entry, at }}
            onOpen={() => {
              act.clear();
              setOpen({ entry, at });
            }}
            onRemove={() => act.give(removing(form, scenario, at))}
          />
        ))}
      </ul>
      {open ? null : <Fate entry={act.entry} zone={zone} quiet />}
      {open ? (
        <PartSheet
          form={form}
          entry={open.entry}
          act={act}
          onSave={(entry) => act.give(saving(form, scenario, entry, open.at))}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </section>
  );
}

interface LineProps {
  form: PartForm;
  entry: Entry;
  at: number;
  onOpen: () => void;
  onRemove: () => void;
}

const codeOf = (form: PartForm, entry: Entry) => String(entry[form.key] ?? '');

/** One entry in a line, with the way into it and out. */
function Line({ form, entry, at, onOpen, onRemove }: LineProps) {
  const words = usePlanWords();
  const { t } = words;
  const can = useCanEdit();
  const code = codeOf(form, entry) || t(`parts.part.${form.part}`);
  const which = form.way === 'list' ? `${code} (${at + 1})` : code;
  return (
    <li>
      <span className="grow">
        <b>{codeOf(form, entry)}</b> {words.in(entry.name as Bilingual | undefined)}{' '}
        <span className="quiet">{about(form, entry, t)}</span>
      </span>
      <button type="button" aria-label={`${t('parts.open')} ${which}`} onClick={onOpen}>
        {t('parts.open')}
      </button>
      {can.ok && !form.stays ? (
        <ConfirmButton
          className="plain"
          ask={t('parts.remove_ask', { what: which })}
          confirm={t('parts.remove')}
          onConfirm={onRemove}
        >
          ✕<span className="visually-hidden"> {`${t('parts.remove')} ${which}`}</span>
        </ConfirmButton>
      ) : null}
    </li>
  );
}

/** What is worth knowing of an entry in a line. */
function about(
  form: PartForm,
  entry: Entry,
  t: (key: string, gaps?: Record<string, string | number>) => string,
): string {
  if (form.part === 'robot_lines') {
    const deed = entry.does as { type: string } | undefined;
    const after = spanText(Number(entry.after ?? 0));
    return [entry.department, `+${after}`, t(`parts.variant.does.${deed?.type ?? 'depart'}`)].join(' · ');
  }
  if (form.part === 'bindings' || form.part === 'feedback') {
    const lists = form.fields.filter(({ kind }) => kind === 'list');
    const counts = lists.map(
      ({ name }) => [name, ((entry[name] as Entry[] | undefined) ?? []).length] as const,
    );
    const full = counts.filter(([, count]) => count > 0);
    return (
      full.map(([name, count]) => `${t(`parts.field.${name}`)} ${count}`).join(' · ') || t('parts.nothing')
    );
  }
  const lists = form.fields.filter(({ kind }) => kind === 'list');
  const codes = lists.flatMap(({ name }) =>
    ((entry[name] as Entry[] | undefined) ?? []).map((one) => String(one.code ?? one.id ?? one.key)),
  );
  return [codes.join(' '), entry.role, entry.watches, entry.department].filter(Boolean).join(' · ');
}
