/** The map of the site with all its words: a chunk of its own, loaded when somebody opens it. */
import '../../i18n/ns/map';
import '../../i18n/ns/picture';
import './map.css';

export { MapBoard as default } from './MapBoard';
