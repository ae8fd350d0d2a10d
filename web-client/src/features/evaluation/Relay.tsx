import { useState } from 'react';
import { relayOpen } from '../../lib/drill/relay';
import { useWords } from '../../lib/drill/useWords';
import { useKeys } from '../../lib/keys';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { RelayBoard } from '../../ui/drill/Relay';
import { useZone } from './picture';

/** The way to the relay sheet; it says when a relay is under way that somebody has to tick. */
export function RelayButton() {
  const { t } = useWords('relay');
  const zone = useZone();
  const relays = useItems('relay');
  const [shown, show] = useState(false);
  useKeys({ Y: () => show(true) }, !shown && relays.length > 0);
  if (relays.length === 0) return null;
  const open = relays.filter(relayOpen).length;
  return (
    <>
      <button type="button" aria-keyshortcuts="Y" onClick={() => show(true)}>
        {t('short')} <kbd>Y</kbd>{' '}
        {open > 0 ? <span className="chip soon">▲ {t('under_way', { n: open })}</span> : null}
      </button>
      {shown ? (
        <Dialog title={t('title')} onClose={() => show(false)} sheet>
          <RelayBoard zone={zone} />
        </Dialog>
      ) : null}
    </>
  );
}
