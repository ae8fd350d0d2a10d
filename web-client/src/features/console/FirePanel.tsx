import { useEffect, useMemo, useRef } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { reachOf } from '../../lib/drill/upcoming';
import { wallTime } from '../../lib/time';
import type { RowItem, SeatItem } from '../../protocol';
import { useItems, useMay, usePresence } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { SECOND_ACT_AFTER_MS, useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

/** The second of two steps: shows whom the row reaches, then Enter sends it. */
export function FirePanel({ row }: { row: RowItem }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const staged = row.staging === 'people';
  const word = staged ? 'mark_staged' : 'release_inject';
  const may = useMay(word);
  const arm = useDesk((desk) => desk.arm);
  const since = useDesk((desk) => desk.armed?.since ?? 0);
  const send = useRef<HTMLButtonElement>(null);
  const act = useAct(() => {
    arm(null);
    refocus(row.id);
  });
  useEffect(() => send.current?.focus(), []);
  const gone = row.status === 'released' || row.released !== null;

  return (
    <div className="con-fire" role="alertdialog" aria-label={t('fire.title', { row: row.id })}>
      {gone && row.released ? (
        <p className="con-fire-gone" role="alert">
          {t('fire.already', {
            at: wallTime(row.released.at.wall, zone),
            by: byWhom(row.released.by, say),
          })}
        </p>
      ) : (
        <ReachLine row={row} />
      )}
      <div className="con-acts">
        {gone ? null : (
          <ActButton
            ref={send}
            tone="main"
            hint="⏎"
            may={may}
            busy={act.busy}
            onAct={() => {
              if (performance.now() - since >= SECOND_ACT_AFTER_MS) act.give({ type: word, row: row.id });
            }}
          >
            {t(staged ? 'fire.staged_now' : 'fire.send_now', { row: row.id })}
          </ActButton>
        )}
        <button
          type="button"
          className="drill-act"
          onClick={() => {
            arm(null);
            refocus(row.id);
          }}
        >
          <span>{say('common:action.cancel')}</span>{' '}
          <span className="drill-key" aria-hidden="true">
            Esc
          </span>
        </button>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </div>
  );
}

/**
 * Back to the row, so that the next key finds the list where it was. Behind a modal nothing can be
 * focused: it has to be gone first.
 */
export function refocus(row: string | null): void {
  setTimeout(() => {
    const own = row === null ? null : document.querySelector<HTMLElement>(`[data-open="${CSS.escape(row)}"]`);
    (own ?? document.querySelector<HTMLElement>('[data-open]'))?.focus();
  }, 0);
}

export function ReachLine({ row }: { row: Pick<RowItem, 'to'> }) {
  const { t } = useConsoleWords();
  const seats = useItems('seat');
  const presence = usePresence();
  const reach = useMemo(() => reachOf(row.to, seats, presence), [row.to, seats, presence]);
  if (reach.to.length === 0) return <p>{t('fire.nobody')}</p>;
  const people = reach.live.length + reach.offline.length;
  return (
    <div className="con-reach">
      <p>
        <b>{t('fire.reaches', { count: people, to: reach.to.join(' ') })}</b>
        {reach.offline.length > 0 ? (
          <span className="con-reach-off"> ⌀ {t('fire.offline', { count: reach.offline.length })}</span>
        ) : null}
        {reach.vacant.length > 0 ? (
          <span className="quiet"> {t('fire.vacant', { count: reach.vacant.length })}</span>
        ) : null}
      </p>
      <ul className="con-people">
        {reach.live.map((seat) => (
          <Person key={seat.code} seat={seat} shape="●" state="seated" />
        ))}
        {reach.offline.map((seat) => (
          <Person key={seat.code} seat={seat} shape="⌀" state="lost" />
        ))}
        {reach.vacant.map((seat) => (
          <Person key={seat.code} seat={seat} shape="○" state="vacant" />
        ))}
      </ul>
    </div>
  );
}

function Person({ seat, shape, state }: { seat: SeatItem; shape: string; state: string }) {
  const { say } = useConsoleWords();
  return (
    <li className={`con-person con-person-${state}`}>
      <span aria-hidden="true">{shape}</span> <b>{seat.code}</b> {seat.person ?? ''}
      <span className="visually-hidden">{say(`common:presence.${state}`)}</span>
    </li>
  );
}
