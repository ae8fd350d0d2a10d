/** Fields with a form of their own: conditions, answers, options, facts, posts. */
import { isCondition, shownText } from '../../lib/msel/cells';
import type { Column } from '../../lib/msel/columns';
import type {
  Attachment,
  Bilingual,
  Choice,
  Escalation,
  MselCell,
  MselInput,
  Post,
  ResponseForm,
  Truth,
} from '../../protocol';
import { FilesForm } from './FilesForm';
import { EscalationForm, PostForm } from './LateForms';
import type { SheetRow } from './sheet';
import { ChoicesForm, FactsForm, ResponseForms, TruthForm } from './ValueForms';
import { WhenForm } from './WhenForm';
import { useCellWords, useMselWords } from './words';

interface Props {
  id: string;
  row: SheetRow;
  column: Column;
  cell: MselCell | undefined;
  off: boolean;
  put: (to: MselInput) => void;
}

export function ValueField({ id, row, column, cell, off, put }: Props) {
  const words = useCellWords();
  const { t } = useMselWords();
  const value = cell?.fault === undefined ? cell?.value : undefined;
  const save = (next: unknown) => put({ value: next ?? null });
  const common = { id, off, save };
  const unread =
    cell?.fault !== undefined && cell.text !== '' ? <p className="msel-unread">{cell.text}</p> : null;
  const form = () => {
    switch (column.field) {
      case 'when':
        return <WhenForm {...common} value={isCondition(value) ? value : undefined} />;
      case 'response':
        return <ResponseForms {...common} value={(value as ResponseForm | undefined) ?? undefined} />;
      case 'decision':
        return <ChoicesForm {...common} value={list<Choice>(value)} />;
      case 'key_facts':
        return <FactsForm {...common} value={list<Bilingual>(value)} />;
      case 'truth':
        return <TruthForm {...common} value={list<Truth>(value)} />;
      case 'escalation':
        return <EscalationForm {...common} value={value as Escalation | undefined} />;
      case 'post':
        return <PostForm {...common} value={value as Post | undefined} />;
      case 'attachments':
        return <FilesForm {...common} value={list<Attachment>(value)} />;
      default:
        return <span id={id}>{shownText(cell, column, words) || t('value.nothing')}</span>;
    }
  };
  return (
    <div className="msel-value" data-row={row.id}>
      {unread}
      {form()}
    </div>
  );
}

const list = <T,>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);
