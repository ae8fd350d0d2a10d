import '../../i18n/ns/media';
import '../../i18n/ns/picture';
import '../../i18n/ns/record';
import '../../i18n/ns/wall';

export { Wall as default, Wall } from './Wall';
