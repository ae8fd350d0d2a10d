/** What lies over the editor. */
import { Dialog, KeyList, SingleKeys } from '../../ui';
import { ColumnsSheet } from './ColumnsSheet';
import { CommentsSheet } from './CommentsSheet';
import { CompareSheet } from './CompareSheet';
import { useDesk } from './desk';
import { HistorySheet } from './HistorySheet';
import { ImportSheet } from './ImportSheet';
import { KeepSheet } from './KeepSheet';
import { PreviewSheet } from './PreviewSheet';
import { RehearseSheet } from './RehearseSheet';
import { RemovedSheet } from './RemovedSheet';
import { ReviewSheet } from './ReviewSheet';
import { SnippetsSheet } from './SnippetsSheet';
import { useMselWords } from './words';

export function Sheets() {
  const sheet = useDesk((desk) => desk.sheet);
  switch (sheet?.type) {
    case 'help':
      return <KeysSheet />;
    case 'columns':
      return <ColumnsSheet />;
    case 'removed':
      return <RemovedSheet />;
    case 'review':
      return <ReviewSheet />;
    case 'rehearse':
      return <RehearseSheet />;
    case 'history':
      return sheet.field === null ? null : <HistorySheet row={sheet.row} field={sheet.field} />;
    case 'comments':
      return <CommentsSheet row={sheet.row} field={sheet.field} />;
    case 'compare':
      return <CompareSheet version={sheet.version} />;
    case 'keep':
      return <KeepSheet />;
    case 'snippets':
      return <SnippetsSheet />;
    case 'preview':
      return <PreviewSheet row={sheet.row} />;
    case 'import':
      return <ImportSheet pasted={sheet.pasted} />;
    default:
      return null;
  }
}

const KEYS = [
  ['← ↑ → ↓', 'move'],
  ['F2', 'edit'],
  ['Tab · Enter', 'next'],
  ['Alt+Enter', 'newline'],
  ['Ctrl+D', 'fill'],
  ['Ctrl+Z · Ctrl+Y', 'undo'],
  ['Delete', 'clear'],
  ['Ctrl+Enter', 'new_row'],
  ['Alt+↑ · Alt+↓', 'rows'],
  ['Ctrl+Delete', 'remove'],
  ['Ctrl+C · X · V', 'paste'],
  ['Shift+Space · Ctrl+A', 'all'],
  ['Esc Tab', 'leave'],
  ['F6', 'regions'],
  ['/', 'find'],
  ['Shift+L', 'lanes'],
  ['F1 · ?', 'help'],
] as const;

function KeysSheet() {
  const { t } = useMselWords();
  const open = useDesk((desk) => desk.open);
  return (
    <Dialog title={t('keys.title')} onClose={() => open(null)}>
      <KeyList keys={KEYS.map(([key, word]) => [key, t(`keys.${word}`)])} />
      <SingleKeys />
    </Dialog>
  );
}
