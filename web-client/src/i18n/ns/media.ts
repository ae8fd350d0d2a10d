/** Loads the words of rumours and statements with the first screen that shows them. */
import en from '../en/media';
import { i18n } from '../index';
import zh from '../zh/media';

i18n.addResourceBundle('zh', 'media', zh);
i18n.addResourceBundle('en', 'media', en);
