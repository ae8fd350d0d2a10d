import { useState } from 'react';
import { isLate } from '../../lib/drill/ledger';
import { useWords } from '../../lib/drill/useWords';
import { useKeys } from '../../lib/keys';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { LateChip } from '../../ui/drill/Ledger';
import { LedgerBoard } from '../../ui/drill/LedgerTable';
import { useZone } from './picture';

/** The way to the ledger at every width: its table needs all of it, and a phone has no room for another part. */
export function LedgerButton() {
  const { t } = useWords('ledger');
  const zone = useZone();
  const late = useItems('commitment').filter(isLate).length;
  const [open, setOpen] = useState(false);
  useKeys({ L: () => setOpen(true) }, !open);
  return (
    <>
      <button type="button" aria-keyshortcuts="L" onClick={() => setOpen(true)}>
        {t('short')} <kbd>L</kbd> {late > 0 ? <LateChip n={late} /> : null}
      </button>
      {open ? (
        <Dialog title={t('title')} onClose={() => setOpen(false)}>
          <LedgerBoard zone={zone} />
        </Dialog>
      ) : null}
    </>
  );
}
