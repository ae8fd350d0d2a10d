import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { setLanguage } from '../i18n';
import { useLanguage } from '../i18n/use';
import { lookStore, type Size, setSize, setTheme, type Theme } from './settings';

/** 中文 | EN. Switching loads nothing and loses nothing. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <fieldset className="segments" aria-label={t('language.label')}>
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh'} onClick={() => setLanguage('zh')}>
        {t('language.zh')}
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>
        {t('language.en')}
      </button>
    </fieldset>
  );
}

const SIZES: readonly [Size, string][] = [
  ['normal', 'A'],
  ['large', 'A+'],
  ['largest', 'A++'],
];

/** A, A+, A++: 100, 125, 150 per cent. */
export function TextSize() {
  const { t } = useTranslation();
  const size = useStore(lookStore, (look) => look.size);
  return (
    <fieldset className="segments" aria-label={t('textSize.label')}>
      {SIZES.map(([name, letter]) => (
        <button
          key={name}
          type="button"
          aria-pressed={size === name}
          aria-label={`${letter} ${t(`textSize.${name}`)}`}
          onClick={() => setSize(name)}
        >
          {letter}
        </button>
      ))}
    </fieldset>
  );
}

/** Light, dark, or as the device says. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const theme = useStore(lookStore, (look) => look.theme);
  const all: readonly Theme[] = ['system', 'light', 'dark'];
  return (
    <fieldset className="segments" aria-label={t('theme.label')}>
      {all.map((name) => (
        <button key={name} type="button" aria-pressed={theme === name} onClick={() => setTheme(name)}>
          {t(`theme.${name}`)}
        </button>
      ))}
    </fieldset>
  );
}
