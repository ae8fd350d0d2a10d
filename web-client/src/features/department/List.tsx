import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import type { DeliveryId, InjectItem } from '../../protocol';
import { useItems, useNow, useOutbox, useYou } from '../../sync';
import { Countdown, StageChip } from '../../ui';
import { AckButton } from './AckButton';
import { ChannelSign } from './ChannelSign';
import { useLocal } from './local';
import {
  byDue,
  chipOf,
  type Group,
  groupOf,
  lastEntry,
  mustAcknowledge,
  nextDue,
  openDuties,
  steady,
  takeBackLeft,
} from './model';
import { useSeen } from './useSeen';
import { useInjectName } from './words';

interface Row {
  id: DeliveryId;
  group: Group;
  inject: InjectItem;
}

/** How long after the last touch the list still stands still. */
const STILL_FOR = 2_500;

/** True while a pointer or the focus is in the element, and a little longer. */
function useStill(element: React.RefObject<HTMLElement | null>): boolean {
  const [still, setStill] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let timer: ReturnType<typeof setTimeout>;
    const hold = () => {
      clearTimeout(timer);
      setStill(true);
      timer = setTimeout(() => setStill(false), STILL_FOR);
    };
    const kinds = ['pointerdown', 'pointermove', 'touchmove', 'keydown', 'focusin'] as const;
    for (const kind of kinds) target.addEventListener(kind, hold, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) target.removeEventListener(kind, hold);
    };
  }, [element]);
  return still;
}

/** The desk's injects in their groups and order; nothing moves while somebody is about to tap. */
export function useRows(element?: React.RefObject<HTMLElement | null>): readonly Row[] {
  const you = useYou();
  const injects = useItems('inject');
  const entries = useOutbox();
  const { read } = useLocal();
  const unused = useRef<HTMLElement>(null);
  const still = useStill(element ?? unused);
  const shownRows = useRef<readonly Row[]>([]);
  // Groups change with items and answers; the take-back window needs the passing of time too.
  const { wall } = useNow();
  const seconds = Math.floor(wall / 1000);
  return useMemo(() => {
    const next = [...injects].sort(byDue).map((inject): Row => {
      const group = groupOf(inject, you.seat, read);
      const given = lastEntry(entries, 'acknowledge_inject', inject.delivery);
      // A freshly acknowledged row keeps its place until it cannot be taken back any more.
      const lingering = group === 'inHand' && takeBackLeft(given, seconds * 1000) > 0;
      return { id: inject.delivery, group: lingering ? 'toAck' : group, inject };
    });
    shownRows.current = still ? steady(shownRows.current, next) : next;
    return shownRows.current;
  }, [injects, entries, read, still, you.seat, seconds]);
}

interface ListProps {
  selected: DeliveryId | undefined;
  onOpen: (delivery: DeliveryId) => void;
}

export function InjectList({ selected, onOpen }: ListProps) {
  const { t } = useTranslation('department');
  const element = useRef<HTMLDivElement>(null);
  const rows = useRows(element);
  const [showDone, setShowDone] = useState(false);
  const of = (group: Group) => rows.filter((row) => row.group === group);
  const toAck = of('toAck');
  const inHand = of('inHand');
  const done = of('done');
  return (
    <div ref={element} className="inject-list">
      {rows.length === 0 ? <p className="quiet empty">{t('inbox.none')}</p> : null}
      <section aria-labelledby="group-ack">
        <h2 id="group-ack" className="group">
          {t('inbox.toAck')} <span className="count">{toAck.length}</span>
        </h2>
        {rows.length > 0 && toAck.length === 0 ? <p className="quiet empty">{t('inbox.emptyAck')}</p> : null}
        <ul>
          {toAck.map((row) => (
            <Card key={row.id} inject={row.inject} big selected={row.id === selected} onOpen={onOpen} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="group-hand">
        <h2 id="group-hand" className="group">
          {t('inbox.inHand')} <span className="count">{inHand.length}</span>
        </h2>
        {rows.length > 0 && inHand.length === 0 ? (
          <p className="quiet empty">{t('inbox.emptyHand')}</p>
        ) : null}
        <ul>
          {inHand.map((row) => (
            <Card key={row.id} inject={row.inject} selected={row.id === selected} onOpen={onOpen} />
          ))}
        </ul>
      </section>
      {done.length > 0 ? (
        <section aria-labelledby="group-done">
          <h2 id="group-done" className="group">
            <button
              type="button"
              className="plain"
              aria-expanded={showDone}
              onClick={() => setShowDone(!showDone)}
            >
              {showDone ? t('inbox.hideDone') : t('inbox.showDone', { number: done.length })}
              <span aria-hidden="true"> {showDone ? '▾' : '▸'}</span>
            </button>
          </h2>
          {showDone ? (
            <ul>
              {done.map((row) => (
                <Card key={row.id} inject={row.inject} selected={row.id === selected} onOpen={onOpen} />
              ))}
            </ul>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

interface CardProps {
  inject: InjectItem;
  selected: boolean;
  /** With its text and main button: what must be done now. */
  big?: boolean;
  onOpen: (delivery: DeliveryId) => void;
}

const Card = memo(function Card({ inject, selected, big, onOpen }: CardProps) {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  const name = useInjectName();
  const you = useYou();
  const { exercise } = useNow();
  const element = useRef<HTMLLIElement>(null);
  useSeen(inject.delivery, element);
  const due = nextDue(inject);
  const stage = chipOf(inject, exercise);
  // A near or missed limit is said by the countdown; the chip keeps to the stage.
  const chip = stage === 'overdue' || stage === 'due_soon' ? inject.stage : stage;
  // A call shows its words when it is answered.
  const ringing = inject.channel === 'phone' && mustAcknowledge(inject, you.seat);
  const about = [
    inject.title || !inject.from ? t(`channel.${inject.channel}`) : '',
    inject.title ? pick(inject.from) : '',
    inject.corrects ? t('inbox.correction') : '',
    inject.returned && stage === 'in_progress' ? t('inbox.returned') : '',
    inject.deputy && openDuties(inject).length > 0 ? t('inbox.called', { seat: inject.deputy.seat }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li
      ref={element}
      className={`inject-card ${big ? 'big' : ''} ${selected ? 'selected' : ''} tone-${stage}`}
    >
      <button
        type="button"
        className="plain open"
        aria-current={selected ? 'true' : undefined}
        onClick={() => onOpen(inject.delivery)}
      >
        <span className="line">
          <StageChip stage={chip} />
          {due ? <Countdown due={due.at} label={t(`common:duty.${due.duty}`)} /> : null}
        </span>
        <span className="title">
          <ChannelSign channel={inject.channel} size={16} /> <span className="quiet">{inject.number}</span>{' '}
          {name(inject)}
        </span>
        {about ? <span className="small quiet">{about}</span> : null}
        {big && !ringing ? <span className="excerpt">{pick(inject.body)}</span> : null}
      </button>
      {big ? <AckButton inject={inject} numbered /> : null}
    </li>
  );
});
