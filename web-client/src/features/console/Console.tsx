import { useEffect } from 'react';
import { useLock } from '../../lib/lock';
import { wallMinute } from '../../lib/time';
import { useConnection, useItems, useYou } from '../../sync';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useMedia } from '../../ui/drill/useMedia';
import { AdHoc } from './AdHoc';
import { Alarms } from './alarms';
import { Drawer } from './Drawer';
import { useDeeds } from './deeds';
import { useDesk } from './desk';
import { Header } from './Header';
import { HeldGroup } from './Held';
import { useLook } from './Here';
import { Inbox, useInbox } from './Inbox';
import { LockScreen, useIdleLock } from './Lock';
import { Log } from './Log';
import { MapPane } from './MapSheet';
import { useReturns } from './panes';
import { useConsoleWords, useZone } from './picture';
import { Queue } from './Queue';
import { RowDetail } from './RowDetail';
import { Sheets } from './Sheets';
import { Slot } from './Slot';
import { Suggestions } from './Suggestions';
import { useConsoleKeys } from './useConsoleKeys';
import { WhoHasWhat } from './WhoHasWhat';
import './console.css';

/** From this width on the inbox has a pane of its own; below it is a drawer. */
const THREE_PANES = '(min-width: 1600px)';
/** From this width on the map always lies beside. */
const FOUR_PANES = '(min-width: 2560px)';

/** The controller's console: what is next, who has not answered, one key to hold, the log writes itself. */
export function Console() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const wide = useMedia(THREE_PANES);
  const map = useMedia(FOUR_PANES);
  const [site] = useItems('site');
  const connection = useConnection();
  const sheet = useDesk((desk) => desk.sheet);
  const act = useAct();
  const deeds = useDeeds(act);
  // What is covered is still there: alarms sound, the socket stays, what is half written is kept.
  const closed = useLock().since > 0;
  useConsoleKeys(deeds, !closed);
  useIdleLock();
  useReturns();
  useLook(closed);
  const log = (
    <Slot pane="log">
      <Log />
    </Slot>
  );
  const cut = connection.state === 'no_network' || connection.state === 'reconnecting';
  return (
    <>
      <Alarms />
      {closed ? <LockScreen /> : null}
      <div className={`con${cut ? ' con-cut' : ''}`} hidden={closed}>
        <Header />
        {cut ? <NotInControl since={connection.since} /> : null}
        <main
          id="main"
          className={map && site ? 'con-panes con-four' : wide ? 'con-panes con-three' : 'con-panes'}
        >
          <div className="con-pane con-left">
            <Slot pane="queue">
              <Queue />
            </Slot>
            <HeldGroup />
            <Suggestions />
            <RowDetail />
          </div>
          <div className="con-pane con-middle">
            <Slot pane="matrix">
              <WhoHasWhat />
            </Slot>
            {wide ? null : log}
          </div>
          {wide ? (
            <div className="con-pane con-right">
              <Slot pane="inbox">
                <Inbox />
              </Slot>
              {log}
            </div>
          ) : null}
          {map && site ? (
            <div className="con-pane con-far">
              <Slot pane="map">
                <MapPane />
              </Slot>
            </div>
          ) : null}
          {!wide && sheet?.type === 'inbox' ? (
            <Drawer title={t('inbox.title')}>
              <Inbox />
            </Drawer>
          ) : null}
        </main>
        <footer className="con-foot">
          <AdHoc />
          <WindowsButton />
          {wide ? null : <InboxButton />}
          <Fate entry={act.entry} zone={zone} />
          <Told />
          <p className="con-keyline quiet">{t('help.line')}</p>
        </footer>
        <Sheets act={act} deeds={deeds} />
      </div>
    </>
  );
}

function WindowsButton() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  return (
    <button type="button" className="drill-act" onClick={() => open({ type: 'windows' })}>
      {t('windows.title')}
    </button>
  );
}

/** How long the answer to a key in vain stands. */
const TOLD_MS = 4_000;

/** Why the last key did nothing. It is announced apart from this. */
function Told() {
  const told = useDesk((desk) => desk.told);
  const tell = useDesk((desk) => desk.tell);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => tell(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told, tell]);
  return told ? <p className="drill-why">{told.text}</p> : null;
}

function InboxButton() {
  const { t } = useConsoleWords();
  const { fresh } = useInbox();
  const open = useDesk((desk) => desk.open);
  return (
    <button
      type="button"
      className={`drill-act con-inbox-button${fresh > 0 ? ' con-inbox-fresh' : ''}`}
      aria-keyshortcuts="R"
      onClick={() => open({ type: 'inbox' })}
    >
      {t('inbox.title')} <b className="num">{fresh}</b>{' '}
      <span className="drill-key" aria-hidden="true">
        R
      </span>
    </button>
  );
}

/** Off line nobody at this desk controls anything, and the screen says so in a sentence. */
function NotInControl({ since }: { since: number }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const you = useYou();
  const seats = useItems('seat');
  const backup = seats.find(
    (seat) =>
      seat.code !== you.seat &&
      seat.presence === 'seated' &&
      (seat.role === 'LC' || seat.role === 'DIR' || seat.role === 'CTL'),
  );
  return (
    <p className="con-notincontrol" role="alert">
      <b>⌀ {t('cut.title')}</b> {t('cut.since', { at: wallMinute(since, zone) })}{' '}
      {backup ? t('cut.backup', { who: `${backup.code} ${backup.person ?? ''}`.trim() }) : t('cut.nobody')}
    </p>
  );
}
