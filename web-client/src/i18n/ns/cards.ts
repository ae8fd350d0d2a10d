/** Loads the words of seat cards with the first screen that prints them. */
import en from '../en/cards';
import { i18n } from '../index';
import zh from '../zh/cards';

i18n.addResourceBundle('zh', 'cards', zh);
i18n.addResourceBundle('en', 'cards', en);
