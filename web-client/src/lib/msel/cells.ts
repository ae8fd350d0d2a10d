// A cell as people read it: codes in the reader's language, values of a form of their own as a few words.
import type {
  Attachment,
  Bilingual,
  Choice,
  Condition,
  Escalation,
  MselCell,
  MselInput,
  Post,
  ResponseForm,
  Truth,
} from '../../protocol';
import { type Language, pick } from '../bilingual';
import { conditionSentence } from '../drill/condition';
import { spanWords } from '../drill/time';
import type { Say } from '../drill/words';
import type { Column, Form } from './columns';

export interface CellWords {
  /** Words of the editor. */
  t: Say;
  /** Words of the record: conditions and spans. */
  say: Say;
  lang: Language;
}

export const isCondition = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** What stands in the grid, on paper that is copied out, and in a reader's ear. */
export function shownText(cell: MselCell | undefined, column: Column, words: CellWords): string {
  if (!cell) return '';
  if (cell.fault !== undefined) return cell.text;
  if (column.words?.of.includes(cell.text)) return words.t(`${column.words.key}.${cell.text}`);
  if (column.form === 'value' && cell.value !== undefined)
    return valueText(cell.value, column.field, words) ?? cell.text;
  return cell.text;
}

/** A value in a few words; undefined where the text of the server says it as well. */
function valueText(value: unknown, field: string, words: CellWords): string | undefined {
  switch (field) {
    case 'when':
      return isCondition(value) ? conditionSentence(value, words.say) : undefined;
    case 'key_facts':
      return Array.isArray(value) ? texts(value as Bilingual[], words.lang) : undefined;
    case 'decision':
      return Array.isArray(value)
        ? texts(
            (value as Choice[]).map(({ text }) => text),
            words.lang,
          )
        : undefined;
    case 'response':
      return responseText(value as ResponseForm, words);
    case 'attachments':
      return Array.isArray(value) ? (value as Attachment[]).map(({ name }) => name).join(' · ') : undefined;
    case 'truth':
      return Array.isArray(value)
        ? (value as Truth[]).map(({ fact, value: then }) => `${fact} = ${then}`).join(' · ')
        : undefined;
    case 'escalation':
      return escalationText(value as Escalation, words);
    case 'post': {
      const post = value as Post;
      return [
        words.t(`word.post.${post.kind}`),
        pick(post.platform, words.lang),
        pick(post.author, words.lang),
      ]
        .filter(Boolean)
        .join(' · ');
    }
    default:
      return undefined;
  }
}

const texts = (list: readonly Bilingual[], lang: Language) =>
  list.map((text) => pick(text, lang)).join(' · ');

function responseText(form: ResponseForm, words: CellWords): string {
  const kind = words.t(`word.response.${form.type}`);
  if (form.type === 'choice' || form.type === 'checklist')
    return `${kind}: ${texts(
      form.of.map(({ text }) => text),
      words.lang,
    )}`;
  return form.type === 'number' ? `${kind} (${pick(form.unit, words.lang)})` : kind;
}

function escalationText(steps: Escalation, words: CellWords): string {
  return (['amber', 'red', 'nudge', 'deputy', 'other_channel'] as const)
    .flatMap((step) => {
      const after = steps[step];
      return after === null ? [] : `${words.t(`escalation.${step}`)} ${spanWords(after, words.say)}`;
    })
    .join(' · ');
}

/** What would put a cell back as it is: its text, which can be read again, or a value of a form of its own. */
export function inputOf(cell: MselCell | undefined, form: Form): MselInput {
  if (!cell || (cell.text === '' && cell.value === undefined)) return { text: '' };
  const whole = form === 'value' && cell.value !== undefined && cell.fault === undefined;
  return whole ? { value: cell.value } : { text: cell.text };
}

export function sameInput(a: MselInput, b: MselInput): boolean {
  if ('text' in a && 'text' in b) return a.text === b.text;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Seconds as people write a limit: `90`, `1:30`, `2m`; the server reads what is typed all the same. */
export function spanShort(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const rest = Math.abs(seconds) % 60;
  return `${minutes}:${String(rest).padStart(2, '0')}`;
}
