/** Loads the words of the replay with its chunk. */
import en from '../en/replay';
import { i18n } from '../index';
import zh from '../zh/replay';

i18n.addResourceBundle('zh', 'replay', zh);
i18n.addResourceBundle('en', 'replay', en);
