import { useSyncExternalStore } from 'react';
import { getI18n } from 'react-i18next';
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

// One listener for the whole page: a list of five hundred rows asks for words in every one of them.
const listeners = new Set<() => void>();
let listening = false;

function subscribe(listener: () => void): () => void {
  if (!listening) {
    listening = true;
    getI18n().on('languageChanged', () => {
      for (const one of [...listeners]) one();
    });
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function language(): Language {
  return getI18n().language.startsWith('en') ? 'en' : 'zh';
}

const made = new Map<string, Words>();

function wordsOf(namespace: string, lang: Language): Words {
  const name = `${lang} ${namespace}`;
  const known = made.get(name);
  if (known) return known;
  const fixed = (ns: string): Say => {
    // Keys are typed where they are written down; here they are put together from codes.
    const t = getI18n().getFixedT(lang, ns as 'common') as unknown as (key: string, gaps?: object) => string;
    return (key, gaps) => t(key, gaps ?? {});
  };
  const words: Words = { t: fixed(namespace), say: fixed('record'), lang, in: (text) => pick(text, lang) };
  made.set(name, words);
  return words;
}

/** Everything a screen needs to speak, the same object until the language changes. */
export function useWords(namespace: string): Words {
  return wordsOf(namespace, useSyncExternalStore(subscribe, language));
}
