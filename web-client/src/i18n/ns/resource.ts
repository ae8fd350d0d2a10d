/** Loads the words of equipment and supplies with the first screen that shows them. */
import en from '../en/resource';
import { i18n } from '../index';
import zh from '../zh/resource';

i18n.addResourceBundle('zh', 'resource', zh);
i18n.addResourceBundle('en', 'resource', en);
