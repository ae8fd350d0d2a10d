/** Loads the words of the roll call and of kiosk links with the first screen that shows them. */
import en from '../en/rollcall';
import { i18n } from '../index';
import zh from '../zh/rollcall';

i18n.addResourceBundle('zh', 'rollcall', zh);
i18n.addResourceBundle('en', 'rollcall', en);
