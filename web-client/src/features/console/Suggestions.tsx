import { useMemo } from 'react';
import { conditionSentence } from '../../lib/drill/condition';
import { recipientCode, suggestions } from '../../lib/drill/upcoming';
import { exerciseTime, took } from '../../lib/time';
import type { RowItem } from '../../protocol';
import { useItems, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

/** How many suggestions are shown whole; the rest stand in the queue below. */
const SHOWN = 3;

/** What the rules suggest now, each with its reason in words and one action. */
export function Suggestions() {
  const { t } = useConsoleWords();
  const rows = useItems('row');
  const list = useMemo(() => suggestions(rows), [rows]);
  if (list.length === 0) return null;
  return (
    <section className="con-suggestions" aria-label={t('suggest.title', { count: list.length })}>
      <h2 className="visually-hidden">{t('suggest.title', { count: list.length })}</h2>
      <ul>
        {list.slice(0, SHOWN).map((row) => (
          <Suggestion key={row.id} row={row} />
        ))}
      </ul>
      {list.length > SHOWN ? (
        <p className="quiet">{t('suggest.more', { count: list.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}

function Suggestion({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const arm = useDesk((desk) => desk.arm);
  const select = useDesk((desk) => desk.select);
  const open = useDesk((desk) => desk.open);
  const staged = row.staging === 'people';
  const expected = row.inject_kind === 'expected_action';
  const fire = useMay(staged ? 'mark_staged' : 'release_inject');
  const complete = useMay('complete_inject');
  return (
    <li className="con-suggestion">
      <span className="con-suggestion-shape" aria-hidden="true">
        ▲
      </span>
      <div className="con-suggestion-words">
        <button type="button" className="drill-link" onClick={() => select(row.id)}>
          <b>{row.id}</b> {words.in(row.title)}
        </button>
        <span className="quiet">→ {row.to.map(recipientCode).join(' ') || '–'}</span>
        <p className="con-reason">
          {t(expected ? 'suggest.expected' : 'suggest.because', { reason: conditionSentence(row.when, say) })}
          {row.armed ? ` · ${t('detail.true_since', { at: exerciseTime(row.armed.exercise) })}` : ''}
        </p>
      </div>
      {expected ? (
        <ActButton may={complete} onAct={() => open({ type: 'complete', row: row.id })}>
          {t('act.happened')}
        </ActButton>
      ) : (
        <ActButton may={fire} tone="main" onAct={() => arm(row.id)}>
          {t(staged ? 'act.staged' : 'act.fire')}
        </ActButton>
      )}
    </li>
  );
}

/** Rows that became due in an outage, a sleep or a jump: each or together, nothing bursts. */
export function HeldGroup() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const held = useItems('held')[0];
  const rows = useItems('row');
  const may = useMay('dispose_held');
  const act = useAct();
  if (!held || held.rows.length === 0) return null;
  const gap = held.from && held.to ? took(held.to.exercise - held.from.exercise) : null;
  const dispose = (ids: string[], how: 'send' | 'shift' | 'skip') =>
    act.give({
      type: 'dispose_held',
      rows: ids,
      how: how === 'skip' ? { type: 'skip', reason: t('held.reason') } : { type: how },
    });
  return (
    <section className="con-held" aria-label={t('held.title', { count: held.rows.length })}>
      <header>
        <h2>
          ‖ {t('held.title', { count: held.rows.length })}
          {gap !== null ? <span className="quiet"> {t('held.gap', { span: gap })}</span> : null}
        </h2>
        <Dispose may={may} busy={act.busy} all onHow={(how) => dispose([], how)} />
      </header>
      <ul>
        {held.rows.map((id) => (
          <HeldRow key={id} id={id} row={rows.find((row) => row.id === id)}>
            <Dispose may={may} busy={act.busy} onHow={(how) => dispose([id], how)} />
          </HeldRow>
        ))}
      </ul>
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}

function HeldRow({ id, row, children }: { id: string; row: RowItem | undefined; children: React.ReactNode }) {
  const words = useConsoleWords();
  const select = useDesk((desk) => desk.select);
  return (
    <li>
      <button type="button" className="drill-link" onClick={() => select(id)}>
        <b>{id}</b> {row ? words.in(row.title) : ''}
      </button>
      {children}
    </li>
  );
}

interface DisposeProps {
  may: { ok: boolean; why: string | undefined };
  busy: boolean;
  all?: boolean;
  onHow: (how: 'send' | 'shift' | 'skip') => void;
}

function Dispose({ may, busy, all, onHow }: DisposeProps) {
  const { t } = useConsoleWords();
  // Moving everything that is still to come is a choice for the group, not for one row.
  const hows = all ? (['send', 'shift', 'skip'] as const) : (['send', 'skip'] as const);
  return (
    <span className="con-dispose">
      {hows.map((how) => (
        <ActButton key={how} may={may} busy={busy} onAct={() => onHow(how)}>
          {t(all ? `held.${how}_all` : `held.${how}`)}
        </ActButton>
      ))}
    </span>
  );
}
