import { isLate } from '../../lib/drill/ledger';
import { useWords } from '../../lib/drill/useWords';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { LateChip } from '../../ui/drill/Ledger';
import { LedgerBoard } from '../../ui/drill/LedgerTable';
import { useDesk } from './desk';
import { useZone } from './picture';

/** Claims and promises of all departments, to confirm, judge and settle. */
export function LedgerSheet() {
  const { t } = useWords('ledger');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('title')} onClose={() => open(null)}>
      <LedgerBoard zone={zone} />
    </Dialog>
  );
}

/** The way to it in the header; late promises stand on it as a badge. */
export function LedgerButton() {
  const { t } = useWords('ledger');
  const open = useDesk((desk) => desk.open);
  const late = useItems('commitment').filter(isLate).length;
  return (
    <button type="button" aria-keyshortcuts="G C" onClick={() => open({ type: 'ledger' })}>
      {t('short')} {late > 0 ? <LateChip n={late} /> : null}
    </button>
  );
}
