/** Writes a finding down: a fact first, its analysis apart from it, and what it rests on. */
import { useState } from 'react';
import { AREAS } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import { sendKey } from '../../../lib/keys';
import type { FindingItem } from '../../../protocol';
import { useItems, useMay } from '../../../sync';
import { ActButton } from '../ActButton';
import { useAct } from '../act';
import { Fate } from '../Fate';
import { Choose, TextField } from './Fields';

const KINDS = ['improvement', 'strength'] as const satisfies readonly FindingItem['finding_kind'][];

/** Where a finding comes from: what is known of it before anything is written. */
export interface FindingStart {
  commits: readonly number[];
  department: string;
  task: string;
}

interface Props {
  zone: string;
  from?: FindingStart;
  onClose: () => void;
}

export function FindingForm({ zone, from, onClose }: Props) {
  const words = useWords('improve');
  const { t, say } = words;
  const may = useMay('record_finding');
  const act = useAct(onClose);
  const [form, set] = useState({
    kind: 'improvement' as FindingItem['finding_kind'],
    area: 'plan' as FindingItem['area'],
    text: '',
    analysis: '',
    reference: '',
    objective: '',
    task: from?.task ?? '',
    department: from?.department ?? '',
  });
  const [rests, setRests] = useState<ReadonlySet<string>>(new Set());
  const change = (more: Partial<typeof form>) => set((now) => ({ ...now, ...more }));
  const text = form.text.trim();
  const save = () => {
    if (text === '' || !may.ok || act.busy) return;
    const given = (['analysis', 'reference', 'objective', 'task', 'department'] as const)
      .map((name) => [name, form[name].trim()] as const)
      .filter(([, value]) => value !== '');
    act.give({
      type: 'record_finding',
      kind: form.kind,
      area: form.area,
      text,
      ...Object.fromEntries(given),
      observations: [...rests],
      commits: [...(from?.commits ?? [])],
    });
  };
  return (
    <form
      className="improve-form"
      aria-label={t('finding.new')}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={sendKey(save)}
    >
      <Choose
        label={t('finding.kind')}
        value={form.kind}
        of={KINDS}
        name={(kind) => t(`kind.${kind}`)}
        onChange={(kind) => change({ kind })}
      />
      <Choose
        label={t('area_label')}
        value={form.area}
        of={AREAS}
        name={(area) => t(`area.${area}`)}
        onChange={(area) => change({ area })}
      />
      <Bindings form={form} change={change} />
      <TextField
        label={t('finding.text')}
        rows={3}
        required
        value={form.text}
        onChange={(value) => change({ text: value })}
      />
      <TextField
        label={t('finding.analysis')}
        rows={2}
        value={form.analysis}
        onChange={(analysis) => change({ analysis })}
      />
      <TextField
        label={t('finding.reference')}
        value={form.reference}
        onChange={(reference) => change({ reference })}
      />
      <Rests task={form.task} department={form.department} chosen={rests} onChange={setRests} />
      <p className="row improve-wide">
        <ActButton
          may={may}
          tone="main"
          hint="Ctrl+⏎"
          notNow={text === '' ? t('empty') : undefined}
          busy={act.busy}
          onAct={save}
        >
          {t('finding.save')}
        </ActButton>
        <button type="button" onClick={onClose}>
          {say('common:action.cancel')}
        </button>
      </p>
      <Fate entry={act.entry} zone={zone} />
    </form>
  );
}

interface BindingsProps {
  form: { objective: string; task: string; department: string };
  change: (more: Partial<{ objective: string; task: string; department: string }>) => void;
}

function Bindings({ form, change }: BindingsProps) {
  const words = useWords('improve');
  const { t } = words;
  const objectives = useItems('plan')[0]?.objectives ?? [];
  const tasks = useItems('task');
  const departments = useItems('department');
  const named = (list: readonly { id: string; name: Parameters<typeof words.in>[0] }[]) => [
    ['', '–'] as const,
    ...list.map((one) => [one.id, `${one.id} ${words.in(one.name)}`] as const),
  ];
  const pick = (label: string, key: keyof BindingsProps['form'], of: ReturnType<typeof named>) => (
    <Choose
      label={label}
      value={form[key]}
      of={of.map(([id]) => id)}
      name={(id) => of.find(([one]) => one === id)?.[1]}
      onChange={(value) => change({ [key]: value })}
    />
  );
  return (
    <>
      {pick(t('objective'), 'objective', named(objectives))}
      {pick(t('task'), 'task', named(tasks))}
      {pick(t('department'), 'department', named(departments.map(({ code, name }) => ({ id: code, name }))))}
    </>
  );
}

/** Notes that the finding rests on: those of its task and department first. Control has none to choose from. */
function Rests({
  task,
  department,
  chosen,
  onChange,
}: {
  task: string;
  department: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useWords('improve');
  const notes = useItems('observation').filter(
    (note) =>
      chosen.has(note.id) ||
      ((task === '' || note.task === task) && (department === '' || note.department === department)),
  );
  if (notes.length === 0) return null;
  return (
    <details className="improve-wide">
      <summary>{t('finding.rests', { n: chosen.size, of: notes.length })}</summary>
      <ul className="improve-rests">
        {notes.map((note) => (
          <li key={note.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(note.id)}
                onChange={() => {
                  const next = new Set(chosen);
                  if (!next.delete(note.id)) next.add(note.id);
                  onChange(next);
                }}
              />
              <span>
                {note.text}{' '}
                <span className="quiet">
                  {[note.rung.by?.seat, note.task, note.department].filter(Boolean).join(' · ')}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
