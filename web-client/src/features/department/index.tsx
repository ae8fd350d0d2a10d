/** The department's screen: a phone in one hand first, three panes on a desk. */
import '../../i18n/ns/department';
import '../../i18n/ns/picture';
import './department.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useRoute } from 'wouter';
import { usePick } from '../../i18n/use';
import { useKeys } from '../../lib/keys';
import { mute, muted } from '../../lib/mute';
import { keepScreenOn } from '../../lib/wake';
import type { DeliveryId } from '../../protocol';
import { useConnection, useExercise, useItems, useYou } from '../../sync';
import { ConnectionChip, Dialog, EmergencyButton, ExerciseClock, Sheet } from '../../ui';
import { FeedbackCard } from '../../ui/drill/feedback/Card';
import { useAlerts } from './alerts';
import { Detail } from './Detail';
import { KeyFacts } from './KeyFacts';
import { Keys } from './Keys';
import { InjectList, useRows } from './List';
import { remember, useWide } from './local';
import { Messages } from './Messages';
import { mustAcknowledge, URGENT } from './model';
import { OutboxView, useUnsettled } from './Outbox';
import { DESK_PLACES, PlaceButtons, placeNamed, type Tab } from './places';
import { ReportForm } from './ReportForm';
import { OurFacts, ReportList } from './Reports';
import { Mates, MuteButton, SeatPage } from './Seat';
import { SharedNotes } from './SharedNotes';
import { Tabs } from './Tabs';
import { useInjectName, useWall } from './words';

/** Where in the screen: a tab, or an inject. Lives in the address, so that "back" of a phone works. */
function usePlace() {
  const [, params] = useRoute<{ exercise: string; part?: string; id?: string }>('/x/:exercise/:part?/:id?');
  const [, go] = useLocation();
  const base = `/x/${params?.exercise ?? ''}`;
  const part = params?.part;
  const delivery = part === 'i' ? params?.id : undefined;
  const tab: Tab = placeNamed(part)?.name ?? 'inbox';
  return {
    tab,
    delivery,
    open: (id: DeliveryId) => go(`${base}/i/${id}`, { replace: delivery !== undefined }),
    show: (next: Tab) => go(next === 'inbox' ? base : `${base}/${next}`),
    back: () => go(base),
  };
}

export default function Department() {
  const wide = useWide();
  const { seat } = useYou();
  const [, params] = useRoute<{ exercise: string }>('/x/:exercise/*?');
  // Before the first child looks: what was read is remembered per exercise.
  useState(() => remember(`${params?.exercise ?? ''}/${seat}`));
  const [keys, setKeys] = useState(false);
  useAlerts();
  useEffect(() => {
    void keepScreenOn();
    // Codes are for a dead network: what draws them is fetched while there is one.
    void import('../../ui/qr').catch(() => undefined);
  }, []);
  useKeys({
    M: () => mute(!muted()),
    P: () => window.print(),
    '?': () => setKeys(true),
  });
  return (
    <>
      {wide ? <Desk /> : <Phone />}
      {keys ? <Keys onClose={() => setKeys(false)} /> : null}
    </>
  );
}

/** What state the exercise or the connection is in, where that changes what can be done. */
function StatusBar() {
  const { t } = useTranslation(['department', 'common']);
  const exercise = useExercise();
  const { state, since } = useConnection();
  const wall = useWall();
  const status = exercise?.status;
  const words =
    status === 'paused'
      ? t('bar.paused', {
          reason: [
            exercise?.pause ? t(`common:pause.${exercise.pause.reason}`) : '',
            exercise?.pause?.note ?? '',
          ]
            .filter(Boolean)
            .join(' · '),
        })
      : status === 'standby'
        ? t('bar.standby')
        : status === 'aborted'
          ? t('bar.aborted')
          : status === 'ended'
            ? t('bar.ended')
            : status === 'evaluating' || status === 'reported' || status === 'closed'
              ? t('bar.evaluating')
              : status === 'draft' || status === 'review' || status === 'approved'
                ? t('bar.before')
                : undefined;
  return (
    <>
      {state === 'no_network' ? (
        <p className="status-bar off">
          ⌀ {t('common:connection.no_network', { time: wall(since) })} ·{' '}
          {t('common:connection.no_network_on')}
        </p>
      ) : null}
      {words ? (
        <p className="status-bar" role="status">
          {status === 'paused' ? '‖ ' : ''}
          {words}
        </p>
      ) : null}
    </>
  );
}

/** An urgent inject that this seat must acknowledge: over the full width, wherever the person is. */
function UrgentBar({ open, showing }: { open: (id: DeliveryId) => void; showing: DeliveryId | undefined }) {
  const { t } = useTranslation('department');
  const you = useYou();
  const name = useInjectName();
  const urgent = useItems('inject').find(
    (inject) => (inject.priority ?? 0) >= URGENT && mustAcknowledge(inject, you.seat),
  );
  if (!urgent || urgent.delivery === showing) return null;
  return (
    <button type="button" className="urgent-bar no-print" onClick={() => open(urgent.delivery)}>
      <span aria-hidden="true">◆ </span>
      {t('alert.urgent', { title: name(urgent) })} · {t('inbox.open')}
    </button>
  );
}

function Header() {
  const you = useYou();
  const pick = usePick();
  const unit = useItems('department').find((item) => item.code === you.department);
  return (
    <header className="dept-head">
      <div className="row spread">
        <h1 className="unit">
          {pick(unit?.name) || you.department} <span className="quiet">{you.seat}</span>
        </h1>
        <ExerciseClock />
      </div>
      <div className="row spread">
        <ConnectionChip />
        <span className="row">
          <EmergencyButton />
          <MuteButton short />
        </span>
      </div>
    </header>
  );
}

function Phone() {
  const { t } = useTranslation('department');
  const place = usePlace();
  const injects = useItems('inject');
  const inject = place.delivery ? injects.find((item) => item.delivery === place.delivery) : undefined;
  useKeys({ Escape: place.back }, place.delivery !== undefined);
  const { tab, delivery } = place;
  const Page = placeNamed(tab)?.Page;
  const main = useRef<HTMLElement>(null);
  const left = useRef(0);
  const inbox = !delivery && tab === 'inbox';
  // Another page begins at its top; the list comes back where it was left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: from one inject to the next is another page too
  useLayoutEffect(() => {
    const element = main.current;
    if (!element) return;
    element.scrollTop = inbox ? left.current : 0;
    if (!inbox) window.scrollTo(0, 0);
  }, [inbox, delivery, tab]);
  return (
    <div className="phone">
      {inject ? null : <Header />}
      <StatusBar />
      <UrgentBar open={place.open} showing={delivery} />
      <main
        id="main"
        ref={main}
        className="phone-main"
        onScroll={(event) => {
          if (inbox) left.current = event.currentTarget.scrollTop;
        }}
      >
        {inject ? (
          <>
            <div className="detail-bar">
              <button type="button" className="plain" onClick={place.back}>
                ‹ {t('detail.back')}
              </button>
              <ConnectionChip />
            </div>
            <Detail inject={inject} />
          </>
        ) : null}
        {!inject && tab === 'inbox' ? (
          <>
            <FeedbackCard />
            <SharedNotes />
            <InjectList selected={undefined} onOpen={place.open} />
          </>
        ) : null}
        {Page ? <Page /> : null}
      </main>
      <Tabs tab={tab} show={place.show} />
    </div>
  );
}

function Desk() {
  const { t } = useTranslation(['department', 'common']);
  const place = usePlace();
  const rows = useRows();
  const injects = useItems('inject');
  const unsettled = useUnsettled().length;
  const [reporting, setReporting] = useState(false);
  const [seat, setSeat] = useState(false);
  // Nothing chosen: the first thing to do stands open, and stays when others come.
  const [first, setFirst] = useState<DeliveryId>();
  const head = rows[0]?.id;
  useEffect(() => {
    setFirst((chosen) => chosen ?? head);
  }, [head]);
  const chosen = place.delivery ?? first;
  const inject = injects.find((item) => item.delivery === chosen);
  const at = place.delivery ? 'inbox' : place.tab;
  const Page = DESK_PLACES.find(({ name }) => name === at)?.Page;
  const turn = (name: Tab) => place.show(at === name ? 'inbox' : name);
  const ordered = [...rows].sort((a, b) => RANK[a.group] - RANK[b.group]);
  const move = (by: number) => {
    const at = ordered.findIndex((row) => row.id === chosen);
    const next = ordered[Math.min(Math.max(at + by, 0), ordered.length - 1)];
    if (next) place.open(next.id);
  };
  useKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    J: () => move(1),
    K: () => move(-1),
    'Shift+S': () => setReporting(true),
    ...Object.fromEntries(DESK_PLACES.map(({ name, key }) => [key, () => turn(name)])),
  });
  return (
    <div className="desk">
      <Header />
      <StatusBar />
      <UrgentBar open={place.open} showing={chosen} />
      <main id="main" className="panes">
        <section className="pane" aria-label={t('tabs.inbox')}>
          <InjectList selected={chosen} onOpen={place.open} />
          <Mates />
        </section>
        <section className="pane middle" aria-live="off">
          {Page ? (
            <Page />
          ) : inject ? (
            <Detail inject={inject} />
          ) : (
            <p className="quiet empty">{t('inbox.choose')}</p>
          )}
        </section>
        <section className="pane stack" aria-label={t('tabs.messages')}>
          <div className="row">
            <button type="button" className="primary grow" onClick={() => setReporting(true)}>
              {t('report.new')}
            </button>
            <PlaceButtons at={at} turn={turn} />
            <button type="button" onClick={() => setSeat(true)}>
              {t('tabs.seat')}
            </button>
          </div>
          {unsettled > 0 ? <OutboxView /> : null}
          <FeedbackCard />
          <SharedNotes />
          <KeyFacts />
          <Messages />
          <OurFacts />
          <ReportList />
        </section>
      </main>
      {reporting ? (
        <Sheet title={t('report.new')} onClose={() => setReporting(false)}>
          <ReportForm onSent={() => setReporting(false)} />
        </Sheet>
      ) : null}
      {seat ? (
        <Dialog title={t('seat.title')} onClose={() => setSeat(false)}>
          <SeatPage />
        </Dialog>
      ) : null}
    </div>
  );
}

const RANK = { toAck: 0, inHand: 1, done: 2 } as const;
