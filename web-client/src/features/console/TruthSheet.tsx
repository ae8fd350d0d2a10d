import { useId, useState } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { readValue, valueWords } from '../../lib/drill/facts';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import { useMay } from '../../sync';
import { ConfirmButton, Dialog } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { FactInput } from '../../ui/drill/FactInput';
import { Fate } from '../../ui/drill/Fate';
import { Lock } from '../../ui/drill/PictureTable';
import { useDesk } from './desk';
import { useFact } from './FactSheet';
import { useZone } from './picture';

/** Longest note, as the server takes it. */
const NOTE_MAX = 500;

/** Says what is true from now on, by hand and in two steps: every department's lag is counted from it. */
export function TruthSheet({ fact: key }: { fact: string }) {
  const words = useWords('picture');
  const { t, say } = words;
  const { say: record } = useWords('record');
  const id = useId();
  const fact = useFact(key);
  const open = useDesk((desk) => desk.open);
  const may = useMay('set_truth');
  const zone = useZone();
  const [text, write] = useState('');
  const [note, setNote] = useState('');
  const act = useAct(() => {
    write('');
    setNote('');
  });
  if (!fact) return null;
  const name = words.in(fact.name);
  const { truth, form } = fact;
  const value = readValue(form, text);
  const ready = value !== undefined && value !== truth?.value;
  const by = truth?.row ?? (truth?.by ? byWhom(truth.by, record) : t('set.planned'));
  return (
    <Dialog title={t('set.title', { fact: name })} onClose={() => open(null)}>
      <div className="con-sheet">
        <p className="con-against">
          <Lock />
          {truth
            ? t('set.now', {
                value: valueWords(form, truth.value, words.in),
                at: exerciseTime(truth.at.exercise),
                by,
              })
            : t('set.never')}
        </p>
        <p className="quiet">{t('set.about')}</p>
        <FactInput form={form} label={t('set.value')} text={text} write={write} />
        <div className="field">
          <label htmlFor={id}>{t('set.note')}</label>
          <input
            id={id}
            value={note}
            maxLength={NOTE_MAX}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <ConfirmButton
          className="drill-act"
          disabled={!ready || !may.ok || act.busy}
          title={may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`)}
          ask={t('set.ask', { fact: name, value: ready ? valueWords(form, value, words.in) : '' })}
          confirm={t('set.confirm')}
          onConfirm={() => {
            if (ready) act.give({ type: 'set_truth', fact: fact.key, value, note: note.trim() || null });
          }}
        >
          {t('set.button')}
        </ConfirmButton>
        {ready ? null : <p className="quiet">{may.ok ? t('set.missing') : say(`common:why.${may.why}`)}</p>}
        <Fate entry={act.entry} zone={zone} />
      </div>
    </Dialog>
  );
}
