/** Loads the words of the paper pack with its chunk. */
import en from '../en/paper';
import { i18n } from '../index';
import zh from '../zh/paper';

i18n.addResourceBundle('zh', 'paper', zh);
i18n.addResourceBundle('en', 'paper', en);
