/** Loads the words of the measures with the first screen that shows them. */
import en from '../en/measure';
import { i18n } from '../index';
import zh from '../zh/measure';

i18n.addResourceBundle('zh', 'measure', zh);
i18n.addResourceBundle('en', 'measure', en);
