/** The keys of the replay: a line at its foot, and the whole list. */
import { Dialog, SingleKeys } from '../../ui';
import { useDesk } from './desk';
import { useReplayWords } from './use';

const KEYS = [
  ['Space', 'play'],
  ['← →', 'event'],
  ['⇧← ⇧→', 'minute'],
  ['Home End', 'ends'],
  ['[ ]', 'speed'],
  ['1–9', 'star'],
  ['B', 'put'],
  ['F', 'follow'],
  ['A', 'finding'],
  ['T', 'table'],
  ['W', 'talk'],
  ['R', 'room'],
  ['?', 'keys'],
] as const;

export function KeyLine() {
  const { t } = useReplayWords();
  return (
    <footer className="replay-keys no-print">
      {KEYS.map(([key, word]) => (
        <span key={word}>
          <kbd>{key}</kbd> {t(`keys.${word}`)}
        </span>
      ))}
    </footer>
  );
}

export function KeysSheet() {
  const { t } = useReplayWords();
  const set = useDesk((desk) => desk.set);
  return (
    <Dialog title={t('keys.title')} onClose={() => set({ help: false })}>
      <SingleKeys />
      <table className="drill-table">
        <caption className="visually-hidden">{t('keys.title')}</caption>
        <tbody>
          {KEYS.map(([key, word]) => (
            <tr key={word}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{t(`keys.${word}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
