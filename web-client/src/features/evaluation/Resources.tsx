import { useState } from 'react';
import { openFaults } from '../../lib/drill/resources';
import { useWords } from '../../lib/drill/useWords';
import { useKeys } from '../../lib/keys';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { FaultsChip } from '../../ui/drill/Resource';
import { ResourceBoard } from '../../ui/drill/ResourceBoard';
import { useZone } from './picture';

/** The way to equipment and supplies at every width, to read. */
export function ResourceButton() {
  const { t } = useWords('resource');
  const zone = useZone();
  const failed = openFaults(useItems('fault')).length;
  const [open, setOpen] = useState(false);
  useKeys({ B: () => setOpen(true) }, !open);
  return (
    <>
      <button type="button" aria-keyshortcuts="B" onClick={() => setOpen(true)}>
        {t('short')} <kbd>B</kbd> {failed > 0 ? <FaultsChip n={failed} /> : null}
      </button>
      {open ? (
        <Dialog title={t('title')} onClose={() => setOpen(false)}>
          <ResourceBoard zone={zone} />
        </Dialog>
      ) : null}
    </>
  );
}
