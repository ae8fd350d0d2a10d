/** What control and evaluators do about a promise: confirm for residents, judge, say what became of it. */

import type { ReactNode } from 'react';
import { useId } from 'react';
import { useWords } from '../../lib/drill/useWords';
import type { CommitmentItem, CommitmentOutcome } from '../../protocol';
import { useDraft, useMay, useYou } from '../../sync';
import { ConfirmButton } from '../buttons';
import { ActButton } from './ActButton';
import { type Act, useAct } from './act';
import { Fate } from './Fate';

interface Props {
  item: CommitmentItem;
  zone: string;
}

export function PromiseActs({ item, zone }: Props) {
  const { t } = useWords('ledger');
  const you = useYou();
  const act = useAct();
  const confirm = useMay('confirm_commitment');
  const role = (word: (typeof you.may)[number]) => you.may.includes(word);
  const open = item.outcome === null;
  return (
    <div className="ledger-acts">
      {role('judge_commitment') ? <Judge item={item} act={act} /> : null}
      {role('settle_commitment') && open ? <Settle item={item} act={act} /> : null}
      {role('confirm_commitment') && open && !item.confirmed ? (
        <ActButton
          may={confirm}
          busy={act.busy}
          onAct={() => act.give({ type: 'confirm_commitment', commitment: item.id })}
        >
          ✓ {t('confirmFor')}
        </ActButton>
      ) : null}
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

function Note({
  label,
  text,
  write,
  children,
}: {
  label: string;
  text: string;
  write: (text: string) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="ledger-act">
      <label htmlFor={id}>{label}</label>
      <input id={id} maxLength={500} value={text} onChange={(event) => write(event.target.value)} />
      <div className="row">{children}</div>
    </div>
  );
}

/** Beyond authority or not; the judgement that stands is not offered again. */
function Judge({ item, act }: { item: CommitmentItem; act: Act }) {
  const { t } = useWords('ledger');
  const may = useMay('judge_commitment');
  const [note, write, drop] = useDraft(`judge/${item.id}`);
  const give = (beyond_authority: boolean) => {
    const words = note.trim();
    act.give({
      type: 'judge_commitment',
      commitment: item.id,
      beyond_authority,
      ...(words ? { note: words } : {}),
    });
    drop();
  };
  return (
    <fieldset>
      <legend>{t('judge.title')}</legend>
      <Note label={t('judge.note')} text={note} write={write}>
        {item.beyond_authority === true ? null : (
          <ActButton may={may} busy={act.busy} onAct={() => give(true)}>
            ✕ {t('judge.beyond')}
          </ActButton>
        )}
        {item.beyond_authority === false ? null : (
          <ActButton may={may} busy={act.busy} onAct={() => give(false)}>
            ✓ {t('judge.within')}
          </ActButton>
        )}
      </Note>
    </fieldset>
  );
}

/** It stands for ever, so it is asked twice. */
function Settle({ item, act }: { item: CommitmentItem; act: Act }) {
  const { t } = useWords('ledger');
  const may = useMay('settle_commitment');
  const [note, write, drop] = useDraft(`settle/${item.id}`);
  const give = (outcome: CommitmentOutcome) => {
    const words = note.trim();
    act.give({
      type: 'settle_commitment',
      commitment: item.id,
      outcome,
      ...(words ? { note: words } : {}),
    });
    drop();
  };
  return (
    <fieldset>
      <legend>{t('table.outcome')}</legend>
      <Note label={t('settle.note')} text={note} write={write}>
        {(['kept', 'broken'] as const).map((outcome) => (
          <ConfirmButton
            key={outcome}
            className="drill-act"
            disabled={!may.ok || act.busy}
            ask={t('settle.ask', { n: item.number })}
            confirm={t(`settle.${outcome}`)}
            onConfirm={() => give(outcome)}
          >
            {outcome === 'kept' ? '✓' : '✕'} {t(`settle.${outcome}`)}
          </ConfirmButton>
        ))}
      </Note>
    </fieldset>
  );
}
