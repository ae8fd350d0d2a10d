import { useMemo } from 'react';
import { took, wallTime } from '../../lib/time';
import type { SeatItem } from '../../protocol';
import { useItems, useMay, usePresence, useYou } from '../../sync';
import { ConfirmButton, Dialog } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';
import { LOOKS, openEyes } from './windows';

/** Every seat: who sits there, on how many devices, how long it was gone, and how to free it. */
export function SeatsSheet() {
  const words = useConsoleWords();
  const { t, say } = words;
  const seats = useItems('seat');
  const presence = usePresence();
  const open = useDesk((desk) => desk.open);
  const heard = useMemo(() => new Map(presence.seats.map((seat) => [seat.seat, seat])), [presence]);
  const zone = useZone();
  const looks = LOOKS.has(useYou().role);
  return (
    <Dialog title={t('seats.title')} onClose={() => open(null)}>
      <div className="con-sheet">
        <p className="quiet">{t('seats.about')}</p>
        <div className="con-wide">
          <table className="drill-table con-seats">
            <thead>
              <tr>
                <th scope="col">{t('seats.seat')}</th>
                <th scope="col">{t('seats.person')}</th>
                <th scope="col">{t('seats.state')}</th>
                <th scope="col" className="num">
                  {t('seats.lost')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t('seats.act')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {seats.map((seat) => {
                const sign = heard.get(seat.code);
                return (
                  <tr key={seat.code}>
                    <th scope="row">
                      {seat.code} <span className="quiet">{words.in(seat.name)}</span>
                    </th>
                    <td className="con-person">
                      {seat.person ?? ''}
                      {seat.robot ? <span className="quiet"> {t('seats.robot')}</span> : null}
                    </td>
                    <td>
                      <Sign seat={seat} connections={sign?.connections ?? 0} />
                      {seat.since && seat.presence === 'lost' ? ` ${wallTime(seat.since.wall, zone)}` : ''}
                      {sign?.round_trip_ms ? (
                        <span className="quiet num">
                          {' '}
                          {say('common:connection.ms', { ms: sign.round_trip_ms })}
                        </span>
                      ) : null}
                    </td>
                    <td className="num">{seat.lost_ms > 0 ? took(seat.lost_ms) : ''}</td>
                    <td>
                      {looks && seat.role === 'PLY' ? (
                        <button
                          type="button"
                          className="drill-act"
                          aria-label={t('windows.as', { who: seat.code })}
                          onClick={() => openEyes(seat.code, t)}
                        >
                          {t('windows.as_short')}
                        </button>
                      ) : null}
                      {seat.presence === 'vacant' ? null : <Release seat={seat} />}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
    </Dialog>
  );
}

function Sign({ seat, connections }: { seat: SeatItem; connections: number }) {
  const { t, say } = useConsoleWords();
  const state = seat.presence === 'vacant' ? 'vacant' : connections > 0 ? 'seated' : 'lost';
  const shape = state === 'vacant' ? '○' : state === 'seated' ? '●' : '⌀';
  return (
    <span className={`chip ${state === 'lost' ? 'off' : 'idle'}`}>
      <span aria-hidden="true">{shape}</span>
      {say(`common:presence.${state}`)}
      {connections > 1 ? ` ${t('seats.devices', { n: connections })}` : ''}
    </span>
  );
}

/** Frees a seat, so that its card may be bound to another device: the way of a dead phone. */
function Release({ seat }: { seat: SeatItem }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const may = useMay('release_seat');
  const act = useAct();
  return (
    <>
      <ConfirmButton
        className="drill-act"
        disabled={!may.ok || act.busy}
        title={may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`)}
        ask={t('seats.release_ask', { seat: seat.code, person: seat.person ?? '' })}
        confirm={t('seats.release')}
        onConfirm={() => act.give({ type: 'release_seat', seat: seat.code })}
      >
        {t('seats.move')}
      </ConfirmButton>
      <Fate entry={act.entry} zone={zone} quiet />
    </>
  );
}
