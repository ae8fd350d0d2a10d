/** The keys of the evaluators' screen: a line at its foot, and the whole list. */
import { Dialog, SingleKeys } from '../../ui';
import type { View } from './desk';
import { useEvaluationWords } from './picture';

const KEYS = [
  ['1–5', 'view'],
  ['O', 'note'],
  ['C', 'photo'],
  ['.', 'mark'],
  ['[ ]', 'task'],
  ['R', 'rating'],
  ['P S M U 0', 'rate'],
  ['Ctrl+⏎', 'save'],
  ['T', 'table'],
  ['L', 'ledger'],
  ['Y', 'relay'],
  ['B', 'resources'],
  ['V', 'media'],
  ['G', 'map'],
  ['Esc', 'back'],
  ['?', 'keys'],
] as const;

const LINE: Record<View, readonly string[]> = {
  watch: ['note', 'photo', 'mark', 'view', 'keys'],
  guide: ['rating', 'rate', 'save', 'task', 'note', 'photo', 'mark', 'keys'],
  reconcile: ['task', 'rating', 'rate', 'save', 'keys'],
  measures: ['table', 'view', 'keys'],
  improve: ['view', 'keys'],
};

/** What can be pressed here and now. */
export function KeyLine({ view }: { view: View }) {
  const { t } = useEvaluationWords();
  return (
    <footer className="eva-keys">
      {KEYS.filter(([, word]) => LINE[view].includes(word)).map(([key, word]) => (
        <span key={word}>
          <kbd>{key}</kbd> {t(`keys.${word}`)}
        </span>
      ))}
    </footer>
  );
}

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t, say } = useEvaluationWords();
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <div className="eva-sheet">
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
        <p>
          <button type="button" onClick={onClose}>
            {say('common:action.close')}
          </button>
        </p>
      </div>
    </Dialog>
  );
}
