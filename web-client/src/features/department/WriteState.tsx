import { useTranslation } from 'react-i18next';
import { type Entry, isLocal, useConnection } from '../../sync';
import { ProblemNote } from '../../ui';
import { useWall } from './words';

/** The three words for a write: waiting or sending → recorded 14:52:03 → not accepted, and why. */
export function WriteState({ entry }: { entry: Entry }) {
  const { t } = useTranslation('common');
  const wall = useWall();
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  // With a line, what still waits waits for its files.
  const uploads = live && 'files' in entry.command && entry.command.files.some(isLocal);
  switch (entry.state) {
    case 'waiting':
      return (
        <span className="chip off" role="status">
          <span aria-hidden="true">↑</span>
          {t(uploads ? 'write.uploading' : 'write.waiting')}
        </span>
      );
    case 'sending':
      return (
        <span className="chip moving" role="status">
          <span aria-hidden="true">↑</span>
          {t('write.sending')}
        </span>
      );
    case 'recorded':
      return (
        <span className="chip good" role="status">
          <span aria-hidden="true">✓</span>
          {t('write.recorded', { time: entry.at ? wall(entry.at.wall) : '' })}
        </span>
      );
    case 'rejected':
      return <ProblemNote problem={entry.problem} />;
    default:
      return null;
  }
}
