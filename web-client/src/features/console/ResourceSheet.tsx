import { openFaults } from '../../lib/drill/resources';
import { useWords } from '../../lib/drill/useWords';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { FaultsChip } from '../../ui/drill/Resource';
import { ResourceBoard } from '../../ui/drill/ResourceBoard';
import { useDesk } from './desk';
import { useZone } from './picture';

/** Equipment and supplies of all departments: what failed first, requests to answer, states to set. */
export function ResourceSheet() {
  const { t } = useWords('resource');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('title')} onClose={() => open(null)}>
      <ResourceBoard zone={zone} />
    </Dialog>
  );
}

/** The way to it in the header; open faults stand on it as a badge. */
export function ResourceButton() {
  const { t } = useWords('resource');
  const open = useDesk((desk) => desk.open);
  const failed = openFaults(useItems('fault')).length;
  return (
    <button type="button" aria-keyshortcuts="G B" onClick={() => open({ type: 'resources' })}>
      {t('short')} {failed > 0 ? <FaultsChip n={failed} /> : null}
    </button>
  );
}
