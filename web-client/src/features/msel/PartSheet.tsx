import { useState } from 'react';
import { type Entry, missing, type PartForm } from '../../lib/msel/parts';
import { useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import type { Act } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { Fields } from './PartFields';
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
  const code = String(draft[form.key] ?? '');
  return (
    <Dialog wide title={[t(`parts.part.${form.part}`), code].filter(Boolean).join(' · ')} onClose={onClose}>
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
