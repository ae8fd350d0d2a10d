/** Loads the words of the record with the first screen that shows it. */
import en from '../en/record';
import { i18n } from '../index';
import zh from '../zh/record';

i18n.addResourceBundle('zh', 'record', zh);
i18n.addResourceBundle('en', 'record', en);
export default {} as const;
