/** Loads the words of the questionnaire with the first screen that shows it. */
import en from '../en/feedback';
import { i18n } from '../index';
import zh from '../zh/feedback';

i18n.addResourceBundle('zh', 'feedback', zh);
i18n.addResourceBundle('en', 'feedback', en);
