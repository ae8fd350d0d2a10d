// What the forms of single values share: a text in two languages, and what a form is given.
import type { Bilingual } from '../../protocol';
import { useDesk } from './desk';
import { TextBox } from './TextBox';
import { useMselWords } from './words';

export interface Form<T> {
  id: string;
  off: boolean;
  value: T;
  /** None clears the cell. */
  save: (value: unknown) => void;
}

/** Whether anything stands there in either language. */
export const said = (text: Bilingual): boolean => Boolean(text.zh?.trim() || text.en?.trim());
const put = (text: Bilingual, language: 'zh' | 'en', words: string): Bilingual => {
  const { [language]: _, ...other } = text;
  return words.trim() === '' ? other : { ...other, [language]: words.trim() };
};

/** A text in the languages that the panel shows. */
export function Words({
  text,
  off,
  onSave,
  what,
  lines,
  always,
}: {
  text: Bilingual;
  off: boolean;
  onSave: (text: Bilingual) => void;
  what: string;
  /** Longer texts. */
  lines?: boolean;
  /** In both languages, whichever the panel shows. */
  always?: boolean;
}) {
  const { t } = useMselWords();
  const tongue = useDesk((desk) => desk.tongue);
  return (
    <>
      {(['zh', 'en'] as const)
        .filter((one) => always || tongue === 'both' || tongue === one)
        .map((one) => (
          <TextBox
            key={one}
            text={text[one] ?? ''}
            disabled={off}
            lines={lines ?? false}
            lang={one === 'zh' ? 'zh-CN' : 'en'}
            placeholder={t(`value.${one}`)}
            aria-label={`${what} · ${t(`lang.${one}`)}`}
            onSave={(words) => onSave(put(text, one, words))}
          />
        ))}
    </>
  );
}
