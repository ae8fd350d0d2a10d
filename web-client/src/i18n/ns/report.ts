/** Loads the words of the report editor with its chunk. */
import en from '../en/report';
import { i18n } from '../index';
import zh from '../zh/report';

i18n.addResourceBundle('zh', 'report', zh);
i18n.addResourceBundle('en', 'report', en);
