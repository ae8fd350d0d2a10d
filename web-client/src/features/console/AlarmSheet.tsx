import { useEffect } from 'react';
import { CONCERNS, type Concern } from '../../lib/drill/alarms';
import { conditionSentence } from '../../lib/drill/condition';
import { valueWords } from '../../lib/drill/facts';
import { mute, useMutedUntil } from '../../lib/mute';
import { exerciseTime, wallMinute } from '../../lib/time';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { useBell } from './alarms';
import { useDesk } from './desk';
import { LevelChip, NextStep } from './Escalation';
import { useConsoleWords, useDepartments, useZone } from './picture';
import { afterPaint, goTo, showRow } from './places';

/** Concerns of a kind drawn at once. */
const SHOWN = 30;

/** The badge: how much waits, whether any of it is new, and whether sound is off. */
export function Bell() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const waiting = useBell((bell) => bell.waiting.length);
  const fresh = useBell((bell) => bell.unseen.size);
  const until = useMutedUntil();
  const quiet = until > Date.now();
  const open = useDesk((desk) => desk.open);
  return (
    <button
      type="button"
      className={fresh > 0 ? 'con-bell con-bell-fresh' : 'con-bell'}
      onClick={() => open({ type: 'alarms' })}
    >
      {fresh > 0 ? '▲ ' : ''}
      {t('alarm.title')} <b className="num">{waiting}</b>
      {quiet ? <span> · {t('alarm.muted', { at: wallMinute(until, zone) })}</span> : null}
    </button>
  );
}

/** Everything that waits for control, each with the way to it; and ten minutes of silence. */
export function AlarmSheet() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const waiting = useBell((bell) => bell.waiting);
  const looked = useBell((bell) => bell.looked);
  const until = useMutedUntil();
  const quiet = until > Date.now();
  useEffect(() => looked, [looked]);
  return (
    <Dialog title={t('alarm.sheet')} onClose={() => open(null)}>
      <div className="con-sheet">
        <p className="row">
          <button type="button" aria-pressed={quiet} onClick={() => mute(!quiet)}>
            {quiet ? t('alarm.unmute') : t('alarm.mute')}
          </button>
          <span className="quiet">
            {quiet ? t('alarm.muted', { at: wallMinute(until, zone) }) : t('alarm.about')}
          </span>
        </p>
        {waiting.length === 0 ? <p>{t('alarm.none')}</p> : null}
        {CONCERNS.map((kind) => (
          <Kind key={kind} kind={kind} list={waiting.filter((concern) => concern.kind === kind)} />
        ))}
      </div>
    </Dialog>
  );
}

function Kind({ kind, list }: { kind: Concern['kind']; list: readonly Concern[] }) {
  const { t } = useConsoleWords();
  if (list.length === 0) return null;
  return (
    <section className="con-alarms">
      <h3>
        {t(`alarm.kind.${kind}`)} <b className="num">{list.length}</b>
      </h3>
      <ul>
        {list.slice(0, SHOWN).map((concern) => (
          <li key={concern.key}>
            <One concern={concern} />
          </li>
        ))}
      </ul>
      {list.length > SHOWN ? <p className="quiet">{t('alarm.more', { n: list.length - SHOWN })}</p> : null}
    </section>
  );
}

function One({ concern }: { concern: Concern }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const open = useDesk((desk) => desk.open);
  const rows = useItems('row');
  const facts = useItems('fact');
  const things = useItems('resource');
  const deliveries = useItems('delivery');
  const departments = useDepartments();
  const thing = (key: string) => words.in(things.find((one) => one.key === key)?.name) || key;
  const name = (code: string | null) =>
    code === null ? '' : `${code} ${departments.find((one) => one.code === code)?.name ?? ''}`.trim();
  const title = (id: string) => `${id} ${words.in(rows.find((row) => row.id === id)?.title)}`.trim();
  const go = (then: () => void) => {
    open(null);
    afterPaint(then);
  };
  switch (concern.kind) {
    case 'lost':
      return (
        <Link onGo={() => go(() => goTo('seats'))}>
          ⌀ {t('alarm.lost', { who: name(concern.department) })}
        </Link>
      );
    case 'overdue': {
      const delivery = deliveries.find((one) => one.id === concern.delivery);
      return (
        <span className="row con-alarm-late">
          <LevelChip level={concern.level} />
          <Link
            onGo={() =>
              go(() => open({ type: 'delivery', row: concern.row, department: concern.department }))
            }
          >
            {concern.level === null ? '◆ ' : ''}
            {title(concern.row)} → {concern.department} · {say(`common:duty.${concern.duty}`)}
          </Link>
          {delivery ? <NextStep delivery={delivery} /> : null}
        </span>
      );
    }
    case 'contradiction': {
      const fact = facts.find((one) => one.key === concern.fact);
      const values = (fact?.beliefs ?? []).flatMap(({ department, now }) =>
        fact && now ? [`${department} ${valueWords(fact.form, now.value, words.in, true)}`] : [],
      );
      return (
        <Link onGo={() => go(() => goTo('picture'))}>
          ◆ {t('alarm.contradiction', { fact: words.in(fact?.name), values: values.join(' · ') })}
        </Link>
      );
    }
    case 'fault':
      return (
        <Link onGo={() => go(() => goTo('resources'))}>
          ◆ {name(concern.department)} · {t('alarm.fault', { what: thing(concern.resource) })}
        </Link>
      );
    case 'request':
      return (
        <Link onGo={() => go(() => goTo('resources'))}>
          ? {name(concern.department)} · {t('alarm.request', { n: concern.number })} {concern.text}
        </Link>
      );
    case 'promise':
      return (
        <Link onGo={() => go(() => goTo('ledger'))}>
          ◆ {name(concern.department)} · {t('alarm.promise', { n: concern.number })} {concern.text}
        </Link>
      );
    case 'rumour':
      return (
        <Link onGo={() => go(() => goTo('media'))}>
          ◆ {concern.post.to.join(', ')} · {words.in(concern.post.text).slice(0, 60)}
        </Link>
      );
    case 'approval':
      return (
        <Link onGo={() => go(() => goTo('media'))}>
          ▲ {name(concern.statement.department)} · {words.in(concern.statement.text).slice(0, 60)}
        </Link>
      );
    case 'question':
      return (
        <Link onGo={() => go(() => goTo('inbox'))}>
          ? {name(concern.department)} {t(`inbox.is.${concern.letter}`)}
        </Link>
      );
    case 'suggested': {
      const row = rows.find((one) => one.id === concern.row);
      return (
        <Link onGo={() => go(() => showRow(concern.row))}>
          ▲ {title(concern.row)}
          {row ? ` · ${t('suggest.because', { reason: conditionSentence(row.when, say) })}` : ''}
        </Link>
      );
    }
    case 'overload':
      return (
        <Link onGo={() => go(() => open({ type: 'load', department: concern.department }))}>
          ▲{' '}
          {t('alarm.overload', {
            who: name(concern.department),
            n: concern.peak,
            at: exerciseTime(concern.at),
          })}
        </Link>
      );
    case 'stale': {
      const fact = facts.find((one) => one.key === concern.fact);
      return (
        <Link onGo={() => go(() => goTo('picture'))}>
          ◔ {t('alarm.stale', { fact: words.in(fact?.name), who: concern.departments.join(' ') })}
        </Link>
      );
    }
  }
}

function Link({ onGo, children }: { onGo: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="drill-link" onClick={onGo}>
      {children}
    </button>
  );
}
