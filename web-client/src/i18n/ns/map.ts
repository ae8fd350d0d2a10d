/** Loads the words of the map with the first screen that shows it. */
import en from '../en/map';
import { i18n } from '../index';
import zh from '../zh/map';

i18n.addResourceBundle('zh', 'map', zh);
i18n.addResourceBundle('en', 'map', en);
