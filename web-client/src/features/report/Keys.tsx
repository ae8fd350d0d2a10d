/** The keys of the report: a line at its foot, and the whole list. */
import { Dialog, KeyList, SingleKeys } from '../../ui';
import { useDesk } from './desk';
import { useReportWords } from './words';

const KEYS = [
  ['J K', 'sentence'],
  ['[ ]', 'section'],
  ['U', 'unevidenced'],
  ['E', 'edit'],
  ['F', 'find'],
  ['Ctrl+⏎', 'save'],
  ['D', 'differences'],
  ['Esc', 'back'],
  ['?', 'keys'],
] as const;

export function KeyLine() {
  const { t } = useReportWords();
  return (
    <footer className="rep-keys">
      {KEYS.map(([key, word]) => (
        <span key={word}>
          <kbd>{key}</kbd> {t(`keys.${word}`)}
        </span>
      ))}
    </footer>
  );
}

export function KeysSheet() {
  const { t } = useReportWords();
  const turnHelp = useDesk((desk) => desk.turnHelp);
  return (
    <Dialog title={t('keys.title')} onClose={() => turnHelp(false)}>
      <KeyList keys={KEYS.map(([key, word]) => [key, t(`keys.${word}`)])} />
      <SingleKeys />
    </Dialog>
  );
}
