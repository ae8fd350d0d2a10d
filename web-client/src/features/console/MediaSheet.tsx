import { isUnanswered, waitsForApproval } from '../../lib/drill/media';
import { useWords } from '../../lib/drill/useWords';
import { useItems } from '../../sync';
import { Dialog } from '../../ui';
import { MediaBoard } from '../../ui/drill/MediaBoard';
import { WritePost } from '../../ui/drill/WritePost';
import { useDesk } from './desk';
import { useZone } from './picture';

/** Posts with their reach now, statements by stage, what is open of them, and what control can do about it. */
export function MediaSheet() {
  const { t } = useWords('media');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('title')} onClose={() => open(null)}>
      <WritePost zone={zone} />
      <MediaBoard zone={zone} />
    </Dialog>
  );
}

/** The way to it in the header; what waits stands on it as a badge. */
export function MediaButton() {
  const { t } = useWords('media');
  const open = useDesk((desk) => desk.open);
  const late = useItems('post').filter(isUnanswered).length;
  const waiting = useItems('statement').filter(waitsForApproval).length;
  return (
    <button type="button" aria-keyshortcuts="G N" onClick={() => open({ type: 'media' })}>
      {t('short')}{' '}
      {late > 0 ? (
        <span className="chip late">
          <span aria-hidden="true">◆ {late}</span>
          <span className="visually-hidden">{t('late', { n: late })}</span>
        </span>
      ) : null}
      {waiting > 0 ? (
        <span className="chip soon">
          <span aria-hidden="true">▲ {waiting}</span>
          <span className="visually-hidden">{t('waiting', { n: waiting })}</span>
        </span>
      ) : null}
    </button>
  );
}
