/** Opens a corrective action: problem, cause, measure, and who answers for it by which day. */
import { useState } from 'react';
import { AREAS, ELEMENTS } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import { sendKey } from '../../../lib/keys';
import type { ActionItem, FindingItem } from '../../../protocol';
import { useItems, useMay } from '../../../sync';
import { ActButton } from '../ActButton';
import { useAct } from '../act';
import { Fate } from '../Fate';
import { Choose, DayField, TextField, UnitField } from './Fields';

/** Names that a responsible unit is chosen from; any other may be written. */
export function useUnits(): string[] {
  const words = useWords('improve');
  return useItems('department').map((one) => words.in(one.name));
}

interface Props {
  /** The finding that it answers. */
  finding: FindingItem | undefined;
  zone: string;
  onClose: () => void;
}

export function ActionForm({ finding, zone, onClose }: Props) {
  const { t, say } = useWords('improve');
  const may = useMay('open_action');
  const act = useAct(onClose);
  const units = useUnits();
  const [form, set] = useState({
    area: finding?.area ?? ('plan' as ActionItem['area']),
    element: 'planning' as ActionItem['element'],
    problem: finding?.text ?? '',
    cause: finding?.analysis ?? '',
    measure: '',
    unit: '',
    person: '',
    due: '',
    verifier: '',
    proof: '',
  });
  const change = (more: Partial<typeof form>) => set((now) => ({ ...now, ...more }));
  const text = (name: 'unit' | 'person' | 'verifier' | 'proof' | 'cause') => ({
    value: form[name],
    onChange: (value: string) => change({ [name]: value }),
  });
  const ready = form.problem.trim() !== '' && form.measure.trim() !== '';
  const save = () => {
    if (!ready || !may.ok || act.busy) return;
    const given = (['cause', 'unit', 'person', 'due', 'verifier', 'proof'] as const)
      .map((name) => [name, form[name].trim()] as const)
      .filter(([, value]) => value !== '');
    act.give({
      type: 'open_action',
      ...(finding ? { finding: finding.id } : {}),
      area: form.area,
      element: form.element,
      problem: form.problem.trim(),
      measure: form.measure.trim(),
      ...Object.fromEntries(given),
    });
  };
  return (
    <form
      className="improve-form"
      aria-label={t('action.new')}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={sendKey(save)}
    >
      <Choose
        label={t('area_label')}
        value={form.area}
        of={AREAS}
        name={(area) => t(`area.${area}`)}
        onChange={(area) => change({ area })}
      />
      <Choose
        label={t('action.element')}
        value={form.element}
        of={ELEMENTS}
        name={(element) => t(`element.${element}`)}
        onChange={(element) => change({ element })}
      />
      <TextField
        label={t('action.problem')}
        rows={2}
        required
        value={form.problem}
        onChange={(problem) => change({ problem })}
      />
      <TextField label={t('action.cause')} rows={2} {...text('cause')} />
      <TextField
        label={t('action.measure')}
        rows={2}
        required
        value={form.measure}
        onChange={(measure) => change({ measure })}
      />
      <UnitField label={t('action.unit')} units={units} {...text('unit')} />
      <TextField label={t('action.person')} {...text('person')} />
      <DayField label={t('action.due')} value={form.due} onChange={(due) => change({ due })} />
      <TextField label={t('action.verifier')} {...text('verifier')} />
      <TextField label={t('action.proof')} {...text('proof')} />
      <p className="row improve-wide">
        <ActButton
          may={may}
          tone="main"
          hint="Ctrl+⏎"
          notNow={ready ? undefined : t('action.empty')}
          busy={act.busy}
          onAct={save}
        >
          {t('action.save')}
        </ActButton>
        <button type="button" onClick={onClose}>
          {say('common:action.cancel')}
        </button>
      </p>
      <Fate entry={act.entry} zone={zone} />
    </form>
  );
}
