/** Loads the words of what stands beside the list: other parts, coverage, lanes, lint, rehearsal. */
import en from '../en/mselparts';
import { i18n } from '../index';
import zh from '../zh/mselparts';

i18n.addResourceBundle('zh', 'mselparts', zh);
i18n.addResourceBundle('en', 'mselparts', en);
