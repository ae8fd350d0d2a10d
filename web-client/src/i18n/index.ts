/** 中文 first, English second; typed keys come from the zh objects. Features add their words with their chunk. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../lib/bilingual';
import { readSetting, writeSetting } from '../lib/storage';
import enCommon from './en/common';
import enJoin from './en/join';
import enProblems from './en/problems';
import type zhAdmin from './zh/admin';
import zhCommon from './zh/common';
import type zhConsole from './zh/console';
import type zhDepartment from './zh/department';
import type zhEvaluation from './zh/evaluation';
import zhJoin from './zh/join';
import type zhPicture from './zh/picture';
import zhProblems from './zh/problems';
import type zhWall from './zh/wall';

export interface Words {
  common: typeof zhCommon;
  join: typeof zhJoin;
  problems: typeof zhProblems;
  department: typeof zhDepartment;
  admin: typeof zhAdmin;
  console: typeof zhConsole;
  evaluation: typeof zhEvaluation;
  picture: typeof zhPicture;
  wall: typeof zhWall;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Words;
  }
}

function firstLanguage(): Language {
  const chosen = readSetting('language');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'zh',
  supportedLngs: ['zh', 'en'],
  defaultNS: 'common',
  ns: ['common', 'join', 'problems'],
  resources: {
    zh: { common: zhCommon, join: zhJoin, problems: zhProblems },
    en: { common: enCommon, join: enJoin, problems: enProblems },
  },
  interpolation: { escapeValue: false },
  // Words that arrive with a chunk show at once.
  react: { useSuspense: false, bindI18nStore: 'added' },
});

function announce(): void {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
}
i18n.on('languageChanged', announce);
announce();

/** The language of the screen. */
export function language(): Language {
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** Switches in mid-drill: nothing is loaded again. */
export function setLanguage(next: Language): void {
  writeSetting('language', next);
  void i18n.changeLanguage(next);
}

// Another window of this device was switched: a second screen speaks the same language.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === 'startex.language' && (newValue === 'zh' || newValue === 'en'))
      void i18n.changeLanguage(newValue);
  });
}

/** Adds the words of a feature. */
export function addWords<N extends keyof Words>(namespace: N, zh: object, en: object): void {
  i18n.addResourceBundle('zh', namespace, zh);
  i18n.addResourceBundle('en', namespace, en);
}
