/** Loads the words of findings and actions with the first screen that shows them. */
import en from '../en/improve';
import { i18n } from '../index';
import zh from '../zh/improve';

i18n.addResourceBundle('zh', 'improve', zh);
i18n.addResourceBundle('en', 'improve', en);
