import type { Act } from '../../ui/drill/act';
import { AlarmSheet } from './AlarmSheet';
import { ControlSheet } from './ControlSheets';
import { DeliverySheet } from './DeliverySheet';
import type { Deeds } from './deeds';
import { useDesk } from './desk';
import { EditSheet } from './EditSheet';
import { ExerciseSheet } from './ExerciseSheet';
import { FactSheet } from './FactSheet';
import { HelpSheet } from './HelpSheet';
import { ImproveSheet } from './ImproveSheet';
import { KioskSheet } from './KioskSheet';
import { LedgerSheet } from './LedgerSheet';
import { LoadSheet } from './Load';
import { LockSheet } from './Lock';
import { LogSheet } from './LogSheet';
import { MapSheet } from './MapSheet';
import { MediaSheet } from './MediaSheet';
import { Palette } from './Palette';
import { RelaySheet } from './RelaySheet';
import { ResourceSheet } from './ResourceSheet';
import { RollSheet } from './RollSheet';
import { RowSheet } from './RowSheets';
import { SeatsSheet } from './SeatsSheet';
import { SlipSheet } from './SlipSheet';
import { TasksSheet } from './TasksSheet';
import { TruthSheet } from './TruthSheet';
import { WindowsSheet } from './WindowsSheet';

/** The one sheet that lies on top, if any. The inbox has a place of its own. */
export function Sheets({ act, deeds }: { act: Act; deeds: Deeds }) {
  const sheet = useDesk((desk) => desk.sheet);
  switch (sheet?.type) {
    case undefined:
    case 'inbox':
      return null;
    case 'delivery':
      return <DeliverySheet row={sheet.row} department={sheet.department} />;
    case 'skip':
    case 'recall':
    case 'correct':
    case 'defer':
    case 'retire':
    case 'complete':
      return <RowSheet key={`${sheet.type}${sheet.row}`} kind={sheet.type} row={sheet.row} />;
    case 'edit':
      return <EditSheet row={sheet.row} />;
    case 'fact':
      return <FactSheet fact={sheet.fact} department={sheet.department} />;
    case 'truth':
      return <TruthSheet key={sheet.fact} fact={sheet.fact} />;
    case 'log':
      return <LogSheet pinned={sheet.pinned} row={sheet.row} />;
    case 'abort':
    case 'restart':
    case 'return_to_draft':
    case 'jump':
    case 'shift':
    case 'pause':
      return <ControlSheet key={sheet.type} kind={sheet.type} />;
    case 'exercise':
      return <ExerciseSheet />;
    case 'seats':
      return <SeatsSheet />;
    case 'tasks':
      return <TasksSheet />;
    case 'ledger':
      return <LedgerSheet />;
    case 'relay':
      return <RelaySheet key={sheet.row} row={sheet.row} />;
    case 'windows':
      return <WindowsSheet />;
    case 'lock':
      return <LockSheet />;
    case 'resources':
      return <ResourceSheet />;
    case 'roll':
      return <RollSheet />;
    case 'kiosks':
      return <KioskSheet />;
    case 'load':
      return <LoadSheet department={sheet.department} />;
    case 'map':
      return <MapSheet />;
    case 'media':
      return <MediaSheet />;
    case 'improve':
      return <ImproveSheet />;
    case 'palette':
      return <Palette act={act} deeds={deeds} />;
    case 'alarms':
      return <AlarmSheet />;
    case 'slip':
      return <SlipSheet />;
    case 'help':
      return <HelpSheet />;
  }
}
