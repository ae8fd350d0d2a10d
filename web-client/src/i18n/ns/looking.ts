/** Loads the words around a department's screen that is only looked at. */
import en from '../en/looking';
import { i18n } from '../index';
import zh from '../zh/looking';

i18n.addResourceBundle('zh', 'looking', zh);
i18n.addResourceBundle('en', 'looking', en);
