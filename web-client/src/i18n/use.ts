import { useTranslation } from 'react-i18next';
import { type Language, pick } from '../lib/bilingual';
import type { Bilingual } from '../protocol';

/** The language of the screen, kept up to date. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** A function that picks the reader's language of a text. */
export function usePick(): (text: Bilingual | null | undefined) => string {
  const language = useLanguage();
  return (text) => pick(text, language);
}
