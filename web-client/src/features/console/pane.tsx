/** One pane of the desk in a window of its own, on a second screen: same seat, own connection, no alarms. */
import '../../i18n/ns/console';
import '../../i18n/ns/picture';
import '../../i18n/ns/ledger';
import '../../i18n/ns/improve';
import '../../i18n/ns/record';
import { useRoute } from 'wouter';
import { useLock } from '../../lib/lock';
import { exerciseTime, wallTime } from '../../lib/time';
import { useExercise, useNow } from '../../sync';
import { ConnectionChip, EmergencyButton } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDeeds } from './deeds';
import { HeldGroup } from './Held';
import { useLook } from './Here';
import { Inbox } from './Inbox';
import { LockScreen, useIdleLock } from './Lock';
import { Log } from './Log';
import { MapPane } from './MapSheet';
import { isPane, type PaneName, useAway } from './panes';
import { useConsoleWords, useZone } from './picture';
import { Queue } from './Queue';
import { RowDetail } from './RowDetail';
import { Sheets } from './Sheets';
import { Suggestions } from './Suggestions';
import { useConsoleKeys } from './useConsoleKeys';
import { WhoHasWhat } from './WhoHasWhat';
import './console.css';
import './panes.css';

export default function PaneWindow() {
  const [, params] = useRoute<{ pane: string }>('/x/:exercise/pane/:pane');
  return isPane(params?.pane) ? <Away pane={params.pane} /> : null;
}

function Away({ pane }: { pane: PaneName }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const exercise = useExercise();
  const now = useNow();
  const act = useAct();
  const deeds = useDeeds(act);
  const closed = useLock().since > 0;
  useAway(pane);
  useIdleLock();
  useLook(closed);
  useConsoleKeys(deeds, !closed);
  return (
    <>
      {closed ? <LockScreen /> : null}
      <div className="con" hidden={closed}>
        <header className="con-away-head">
          <h1>{t(`go.place.${pane}`)}</h1>
          <span className="num">
            {exercise ? exerciseTime(now.exercise) : ''} {wallTime(now.wall, zone)}
          </span>
          <ConnectionChip />
          <EmergencyButton />
          <button type="button" onClick={() => window.close()}>
            {t('windows.back')}
          </button>
          <Fate entry={act.entry} zone={zone} quiet />
        </header>
        <main id="main" className="con-away con-pane">
          <Content pane={pane} />
        </main>
        <Sheets act={act} deeds={deeds} />
      </div>
    </>
  );
}

function Content({ pane }: { pane: PaneName }) {
  switch (pane) {
    case 'queue':
      return (
        <>
          <Queue />
          <HeldGroup />
          <Suggestions />
          <RowDetail />
        </>
      );
    case 'matrix':
      return <WhoHasWhat />;
    case 'inbox':
      return <Inbox />;
    case 'log':
      return <Log />;
    case 'map':
      return <MapPane />;
  }
}
