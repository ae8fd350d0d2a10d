/** The scenario beside its rows: texts, departments with seats, staff, phases, objectives with tasks, facts, resources. */
import { useState } from 'react';
import { type Entry, PART_FORMS, type PartForm, partOf, type WholeScenario } from '../../lib/msel/parts';
import type { Bilingual } from '../../protocol';
import { ConfirmButton } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useParts } from './options';
import { PartSheet } from './PartSheet';
import { SettingsForm } from './SettingsForm';
import { useCanEdit } from './useCanEdit';
import { Words } from './ValueParts';
import { usePlanWords, useZone } from './words';

export function Parts() {
  const { t } = usePlanWords();
  const parts = useParts();
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
  const words = usePlanWords();
  const { t } = words;
  const zone = useZone();
  const can = useCanEdit();
  const [open, setOpen] = useState<{ entry: Entry; was: string | undefined }>();
  const act = useAct(() => setOpen(undefined));
  const entries = form.of(scenario);
  const code = (entry: Entry) => String(entry[form.key] ?? '');
  return (
    <section className="card stack">
      <div className="row spread">
        <h3>
          {t(`parts.part.${form.part}`)} <span className="quiet num">{entries.length}</span>
        </h3>
        <button
          type="button"
          disabled={!can.ok}
          onClick={() => setOpen({ entry: form.fresh(scenario), was: undefined })}
        >
          ＋ {t('parts.add')}
        </button>
      </div>
      <ul className="msel-part-list">
        {entries.map((entry) => (
          <li key={code(entry)}>
            <span className="grow">
              <b>{code(entry)}</b> {words.in(entry.name as Bilingual)}{' '}
              <span className="quiet">{about(form, entry)}</span>
            </span>
            <button
              type="button"
              aria-label={`${t('parts.open')} ${code(entry)}`}
              onClick={() => {
                act.clear();
                setOpen({ entry, was: code(entry) });
              }}
            >
              {t('parts.open')}
            </button>
            {can.ok ? (
              <ConfirmButton
                className="plain"
                ask={t('parts.remove_ask', { what: code(entry) })}
                confirm={t('parts.remove')}
                onConfirm={() => act.give({ type: 'remove_msel_part', part: form.part, key: code(entry) })}
              >
                ✕<span className="visually-hidden"> {`${t('parts.remove')} ${code(entry)}`}</span>
              </ConfirmButton>
            ) : null}
          </li>
        ))}
      </ul>
      {open ? null : <Fate entry={act.entry} zone={zone} quiet />}
      {open ? (
        <PartSheet
          form={form}
          entry={open.entry}
          act={act}
          onSave={(entry) =>
            act.give({
              type: 'put_msel_part',
              part: partOf(form, entry),
              ...(open.was !== undefined && open.was !== code(entry) ? { was: open.was } : {}),
            })
          }
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </section>
  );
}

/** What is worth knowing of an entry in a line. */
function about(form: PartForm, entry: Entry): string {
  const lists = form.fields.filter(({ kind }) => kind === 'list');
  const codes = lists.flatMap(({ name }) =>
    ((entry[name] as Entry[] | undefined) ?? []).map((one) => String(one.code ?? one.id ?? one.key)),
  );
  return [codes.join(' '), entry.role, entry.watches, entry.department].filter(Boolean).join(' · ');
}
