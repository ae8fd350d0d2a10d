import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bilingual } from '../../protocol';
import { type Language, pick } from '../bilingual';
import type { Say } from './words';

export interface Words {
  /** Texts of the screen's own namespace. */
  t: Say;
  /** Texts of the record: conditions, log lines, spans, words of the glossary. */
  say: Say;
  lang: Language;
  /** A text of the scenario in the reader's language. */
  in: (text: Bilingual | null | undefined) => string;
}

/** Everything a screen needs to speak, stable until the language changes. */
export function useWords(namespace: string): Words {
  const { i18n } = useTranslation();
  const lang: Language = i18n.language.startsWith('en') ? 'en' : 'zh';
  return useMemo(() => {
    const fixed = (ns: string): Say => {
      // Keys are typed where they are written down; here they are put together from codes.
      const t = i18n.getFixedT(lang, ns as 'common') as unknown as (key: string, gaps?: object) => string;
      return (key, gaps) => t(key, gaps ?? {});
    };
    return { t: fixed(namespace), say: fixed('record'), lang, in: (text) => pick(text, lang) };
  }, [i18n, lang, namespace]);
}
