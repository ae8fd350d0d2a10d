import type { Bilingual } from '../protocol';

export type Language = 'zh' | 'en';

/** The reader's language where it is there, the other one where it is not. */
export function pick(text: Bilingual | null | undefined, language: Language): string {
  if (!text) return '';
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return text[language] || text[other] || '';
}

/** The language that `pick` falls back to, for the `lang` attribute; undefined where it is the page's own. */
export function pickedLanguage(text: Bilingual | null | undefined, language: Language): Language | undefined {
  if (!text || text[language]) return undefined;
  return language === 'zh' ? 'en' : 'zh';
}
