/** What can be done about a statement by whoever sees it: cosign or object, approve, send back, publish, withdraw. */
import { type ReactNode, useId, useState } from 'react';
import { isOpen, openGates } from '../../lib/drill/media';
import { useWords } from '../../lib/drill/useWords';
import type { Command, StatementItem } from '../../protocol';
import { type May, useDraft, useExercise, useMay, useYou } from '../../sync';
import { ActButton } from './ActButton';
import { type Act, useAct } from './act';
import { Fate } from './Fate';

interface Props {
  statement: StatementItem;
  zone: string;
  /** What only the department's own screen offers. */
  children?: ReactNode;
}

export function StatementActs({ statement, zone, children }: Props) {
  const { t } = useWords('media');
  const you = useYou();
  const act = useAct();
  const command = useExercise()?.command ?? null;
  const may = {
    cosign: useMay('cosign_statement'),
    object: useMay('object_to_statement'),
    publish: useMay('publish_statement'),
    withdraw: useMay('withdraw_statement'),
  };
  const control = you.department === null;
  const own = you.department === statement.department;
  const decides = (control || you.department === command) && you.may.includes('approve_statement');
  const open = isOpen(statement);
  const party = statement.cosigners.find((one) => one.department === you.department);
  const asked = party !== undefined && !party.cosigned;
  const objected = Boolean(party?.objected);
  const publishes = statement.stage === 'approved' && (own || decides);
  const unapproved = control && open && you.may.includes('publish_statement');
  const id = statement.id;
  return (
    <div className="media-acts">
      {open && asked ? (
        <ActButton
          may={may.cosign}
          tone="main"
          busy={act.busy}
          onAct={() => act.give({ type: 'cosign_statement', statement: id })}
        >
          ✓ {t('statement.cosign')}
        </ActButton>
      ) : null}
      {open && party && !objected ? (
        <Reasoned
          may={may.object}
          act={act}
          name={`object/${id}`}
          open={t('statement.object')}
          label={t('statement.objectReason')}
          missing={t('statement.noObjectReason')}
          command={(reason) => ({ type: 'object_to_statement', statement: id, reason })}
        />
      ) : null}
      {open && decides ? <Decide statement={statement} act={act} /> : null}
      {publishes || unapproved ? (
        <ActButton
          may={may.publish}
          tone={publishes ? 'main' : 'plain'}
          busy={act.busy}
          onAct={() => act.give({ type: 'publish_statement', statement: id })}
        >
          {t(publishes ? 'statement.publish' : 'statement.publishRecord')}
        </ActButton>
      ) : null}
      {children}
      {own && (open || statement.stage === 'approved') && you.may.includes('withdraw_statement') ? (
        <Reasoned
          may={may.withdraw}
          act={act}
          name={`withdraw/${id}`}
          open={t('statement.withdraw')}
          label={t('statement.withdrawReason')}
          missing={t('statement.noWithdrawReason')}
          command={(reason) => ({ type: 'withdraw_statement', statement: id, reason })}
        />
      ) : null}
      {open && own && !decides ? <p className="small quiet">{t('statement.needsCommand')}</p> : null}
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

function Decide({ statement, act }: { statement: StatementItem; act: Act }) {
  const { t } = useWords('media');
  const approve = useMay('approve_statement');
  const back = useMay('return_statement');
  const clear = openGates(statement).length === 0;
  const id = statement.id;
  return (
    <>
      {clear ? (
        <ActButton
          may={approve}
          tone="main"
          busy={act.busy}
          onAct={() => act.give({ type: 'approve_statement', statement: id })}
        >
          ✓ {t('statement.approve')}
        </ActButton>
      ) : (
        <Reasoned
          may={approve}
          act={act}
          name={`approve/${id}`}
          open={`${t('statement.approveAll')}…`}
          label={t('statement.reason')}
          missing={t('statement.noReason')}
          command={(reason) => ({ type: 'approve_statement', statement: id, reason })}
        />
      )}
      <Reasoned
        may={back}
        act={act}
        name={`return/${id}`}
        open={t('statement.return')}
        label={t('statement.returnNote')}
        missing={t('statement.noNote')}
        command={(note) => ({ type: 'return_statement', statement: id, note })}
      />
    </>
  );
}

/** An act that needs words: the first tap asks for them, the second gives the command with them. */
function Reasoned({
  may,
  act,
  name,
  open,
  label,
  missing,
  command,
}: {
  may: May;
  act: Act;
  name: string;
  open: string;
  label: string;
  missing: string;
  command: (words: string) => Command;
}) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [text, write, drop] = useDraft(name);
  if (!shown) {
    return (
      <ActButton may={may} onAct={() => setShown(true)}>
        {open}
      </ActButton>
    );
  }
  const give = () => {
    const words = text.trim();
    setWrong(!words);
    if (!words) return;
    act.give(command(words));
    drop();
    setShown(false);
  };
  return (
    <div className="media-reasoned">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        maxLength={500}
        value={text}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => {
          setWrong(false);
          write(event.target.value);
        }}
      />
      {wrong ? (
        <span id={`${id}-wrong`} className="wrong small">
          {missing}
        </span>
      ) : null}
      <div className="row">
        <ActButton may={may} tone="main" busy={act.busy} onAct={give}>
          {open.replace('…', '')}
        </ActButton>
        <button type="button" onClick={() => setShown(false)}>
          ✕
        </button>
      </div>
    </div>
  );
}
