import { useEffect, useState } from 'react';
import { useItems, useMay, usePresence, useYou } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useConsoleWords, useZone } from './picture';

/** How long a first press on "take over" waits for the second. */
const SURE_MS = 5_000;
const CONTROLS: ReadonlySet<string> = new Set(['DIR', 'LC', 'CTL']);

/** Who holds control, and the one action that changes it: take it, take it over, hand it on. */
export function Holding() {
  const { t } = useConsoleWords();
  const you = useYou();
  const holder = useItems('conduct')[0]?.holder;
  const seats = useItems('seat');
  const presence = usePresence();
  const zone = useZone();
  const act = useAct();
  const take = useMay('take_control');
  const hand = useMay('hand_over_control');
  const there = new Set(presence.seats.filter((one) => one.connections > 0).map((one) => one.seat));
  if (!CONTROLS.has(you.role))
    return holder ? <span className="quiet">{t('holding.by', { who: holder })}</span> : null;
  if (holder === you.seat) {
    const others = seats.filter(
      (seat) => CONTROLS.has(seat.role) && seat.code !== holder && there.has(seat.code),
    );
    return (
      <span className="con-holding">
        <span className="chip good">
          <span aria-hidden="true">●</span> {t('holding.mine')}
        </span>
        <select
          value=""
          aria-label={t('holding.hand')}
          disabled={!hand.ok || act.busy || others.length === 0}
          onChange={(event) => act.give({ type: 'hand_over_control', to: event.target.value })}
        >
          <option value="">{t('holding.hand')}</option>
          {others.map((seat) => (
            <option key={seat.code} value={seat.code}>
              {t('holding.to', { who: seat.code })}
            </option>
          ))}
        </select>
        <Fate entry={act.entry} zone={zone} quiet />
      </span>
    );
  }
  const name = seats.find((seat) => seat.code === holder)?.person ?? '';
  const who = holder ? `${holder} ${name}`.trim() : undefined;
  const lost = holder !== undefined && !there.has(holder);
  return (
    <span className="con-holding">
      {who ? (
        <span className={lost ? 'chip late' : 'quiet'}>
          {lost ? '⌀ ' : ''}
          {t(lost ? 'holding.lost' : 'holding.by', { who })}
        </span>
      ) : (
        <span className="chip soon">▲ {t('holding.nobody')}</span>
      )}
      <TakeOver
        may={take}
        sure={who !== undefined && !lost ? t('holding.sure', { who }) : undefined}
        busy={act.busy}
        onTake={() => act.give({ type: 'take_control' })}
      />
      <Fate entry={act.entry} zone={zone} quiet />
    </span>
  );
}

interface TakeProps {
  may: ReturnType<typeof useMay>;
  /** Asked before it is taken from somebody who is there; nobody else waits for a second press. */
  sure: string | undefined;
  busy: boolean;
  onTake: () => void;
}

function TakeOver({ may, sure, busy, onTake }: TakeProps) {
  const { t } = useConsoleWords();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), SURE_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  return (
    <ActButton
      may={may}
      tone={asked ? 'danger' : 'plain'}
      busy={busy}
      onAct={() => {
        if (sure === undefined || asked) {
          setAsked(false);
          onTake();
        } else setAsked(true);
      }}
    >
      {asked && sure ? sure : t('holding.take')}
    </ActButton>
  );
}
