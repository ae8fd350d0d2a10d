import { useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { useKeys } from '../../lib/keys';
import { Dialog } from '../../ui';
import { MediaBoard } from '../../ui/drill/MediaBoard';
import { useZone } from './picture';

/** The way to posts and statements at every width. */
export function MediaButton() {
  const { t } = useWords('media');
  const zone = useZone();
  const [open, setOpen] = useState(false);
  useKeys({ V: () => setOpen(true) }, !open);
  return (
    <>
      <button type="button" aria-keyshortcuts="V" onClick={() => setOpen(true)}>
        {t('short')} <kbd>V</kbd>
      </button>
      {open ? (
        <Dialog title={t('title')} onClose={() => setOpen(false)}>
          <MediaBoard zone={zone} />
        </Dialog>
      ) : null}
    </>
  );
}
