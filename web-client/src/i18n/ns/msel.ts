/** Loads the words of the list editor with its chunk. */
import en from '../en/msel';
import { i18n } from '../index';
import zh from '../zh/msel';

i18n.addResourceBundle('zh', 'msel', zh);
i18n.addResourceBundle('en', 'msel', en);
