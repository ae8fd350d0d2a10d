/** Loads the words of relay tests with the first screen that shows one. */
import en from '../en/relay';
import { i18n } from '../index';
import zh from '../zh/relay';

i18n.addResourceBundle('zh', 'relay', zh);
i18n.addResourceBundle('en', 'relay', en);
