import { useWords } from '../../lib/drill/useWords';
import { useItem } from '../../sync';
import { Dialog } from '../../ui';
import { RelayBoard } from '../../ui/drill/Relay';
import { useDesk } from './desk';
import { useZone } from './picture';

/** Relay tests: what each hop heard; of one row where it was opened from that row. */
export function RelaySheet({ row }: { row?: string | undefined }) {
  const { t } = useWords('relay');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('title')} onClose={() => open(null)}>
      <RelayBoard zone={zone} row={row} />
    </Dialog>
  );
}

/** Where the facts of a relay test are ticked; nothing at a row that is none. */
export function RelayLink({ row }: { row: string }) {
  const { t } = useWords('relay');
  const relay = useItem(`relay/${row}`);
  const open = useDesk((desk) => desk.open);
  if (relay?.kind !== 'relay') return null;
  return (
    <button type="button" className="drill-act" onClick={() => open({ type: 'relay', row })}>
      {t('open')}
    </button>
  );
}
