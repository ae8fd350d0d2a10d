import { type ReactNode, useMemo, useState } from 'react';
import { recipientCode } from '../../lib/drill/upcoming';
import { exerciseTime, took } from '../../lib/time';
import type { HeldChoice, RowItem } from '../../protocol';
import { useItems, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { type Act, useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { SECOND_ACT_AFTER_MS, useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

type How = HeldChoice['type'];
/** What was chosen for which rows, and waits for its second act. */
interface Choice {
  rows: readonly string[];
  how: How;
  at: number;
}

/**
 * Everything that is held, in one place: what became due in an outage, a sleep or a jump, and what a
 * controller holds by hand. Nothing bursts: each choice is said again with what it does before it is done.
 */
export function HeldGroup() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const held = useItems('held')[0];
  const rows = useItems('row');
  const act = useAct();
  const [choice, setChoice] = useState<Choice | null>(null);
  const group = useMemo(() => new Set(held?.rows ?? []), [held]);
  const byHand = useMemo(
    () => rows.filter((row) => row.status === 'held' && !group.has(row.id)),
    [rows, group],
  );
  if (group.size === 0 && byHand.length === 0) return null;
  const gap = held?.from && held.to ? took(held.to.exercise - held.from.exercise) : null;
  const find = (id: string) => rows.find((row) => row.id === id);
  const choose = (ids: readonly string[], how: How) => setChoice({ rows: ids, how, at: performance.now() });
  const total = group.size + byHand.length;
  return (
    <section className="con-held" aria-label={t('held.title', { count: total })}>
      <header>
        <h2>
          ‖ {t('held.title', { count: total })}
          {gap !== null ? <span className="quiet"> {t('held.gap', { span: gap })}</span> : null}
        </h2>
        {group.size > 0 ? <Dispose all onHow={(how) => choose([], how)} /> : null}
      </header>
      {choice ? (
        <Sure
          key={`${choice.how}${choice.rows.join()}`}
          choice={choice}
          rows={(choice.rows.length > 0 ? choice.rows : [...group]).map(find)}
          act={act}
          done={() => setChoice(null)}
        />
      ) : null}
      <ul>
        {[...group].map((id) => (
          <HeldRow key={id} id={id} row={find(id)}>
            <Dispose onHow={(how) => choose([id], how)} />
          </HeldRow>
        ))}
        {byHand.map((row) => (
          <HeldRow key={row.id} id={row.id} row={row}>
            <ByHand row={row} act={act} />
          </HeldRow>
        ))}
      </ul>
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}

/** The second act: what it does, to whom, and for skipping the reason. */
function Sure({
  choice,
  rows,
  act,
  done,
}: {
  choice: Choice;
  rows: readonly (RowItem | undefined)[];
  act: Act;
  done: () => void;
}) {
  const { t } = useConsoleWords();
  const may = useMay('dispose_held');
  const [reason, setReason] = useState('');
  const { how } = choice;
  const reach = [...new Set(rows.flatMap((row) => row?.to.map(recipientCode) ?? []))].join(' ');
  const gap = how === 'skip' && reason.trim() === '' ? t('held.why') : undefined;
  const give = () => {
    if (performance.now() - choice.at < SECOND_ACT_AFTER_MS) return;
    act.give({
      type: 'dispose_held',
      rows: [...choice.rows],
      how: how === 'skip' ? { type: 'skip', reason: reason.trim() } : { type: how },
    });
    done();
  };
  return (
    <fieldset className="con-held-sure" aria-label={t(`held.ask_${how}`, { n: rows.length })}>
      <p>
        <b>{t(`held.ask_${how}`, { n: rows.length })}</b>
        {how === 'send' && reach ? ` → ${reach}` : ''}
      </p>
      {how === 'skip' ? (
        <label>
          {t('sheet.reason')}
          <input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
      ) : null}
      <span className="con-acts">
        <ActButton may={may} tone="main" notNow={gap} busy={act.busy} onAct={give}>
          {t(`held.do_${how}`)}
        </ActButton>
        <button type="button" className="drill-act" onClick={done}>
          {t('held.cancel')}
        </button>
      </span>
    </fieldset>
  );
}

function HeldRow({ id, row, children }: { id: string; row: RowItem | undefined; children: ReactNode }) {
  const words = useConsoleWords();
  const select = useDesk((desk) => desk.select);
  const due = row?.due ?? row?.planned ?? null;
  return (
    <li>
      <button type="button" className="drill-link" onClick={() => select(id)}>
        <b>{id}</b> {row ? words.in(row.title) : ''}
      </button>
      <span className="quiet">
        → {row?.to.map(recipientCode).join(' ') || '–'}
        {due === null ? '' : ` · ${exerciseTime(due)}`}
        {row?.settled?.text ? ` · ${row.settled.text}` : ''}
      </span>
      {children}
    </li>
  );
}

function Dispose({ all, onHow }: { all?: boolean; onHow: (how: How) => void }) {
  const { t } = useConsoleWords();
  const may = useMay('dispose_held');
  // Moving everything that is still to come is a choice for the group, not for one row.
  const hows = all ? (['send', 'shift', 'skip'] as const) : (['send', 'skip'] as const);
  return (
    <span className="con-dispose">
      {hows.map((how) => (
        <ActButton key={how} may={may} onAct={() => onHow(how)}>
          {t(all ? `held.${how}_all` : `held.${how}`)}…
        </ActButton>
      ))}
    </span>
  );
}

/** A row held by hand: let go of it, release it in its two acts, or skip it with a reason. */
function ByHand({ row, act }: { row: RowItem; act: Act }) {
  const { t } = useConsoleWords();
  const letGo = useMay('let_go_inject');
  const skip = useMay('skip_inject');
  const open = useDesk((desk) => desk.open);
  return (
    <span className="con-dispose">
      <ActButton may={letGo} busy={act.busy} onAct={() => act.give({ type: 'let_go_inject', row: row.id })}>
        {t('act.let_go')}
      </ActButton>
      <ActButton may={skip} onAct={() => open({ type: 'skip', row: row.id })}>
        {t('act.skip')}
      </ActButton>
    </span>
  );
}
