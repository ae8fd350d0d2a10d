/** Loads the words of the ledger with the first screen that shows it. */
import en from '../en/ledger';
import { i18n } from '../index';
import zh from '../zh/ledger';

i18n.addResourceBundle('zh', 'ledger', zh);
i18n.addResourceBundle('en', 'ledger', en);
