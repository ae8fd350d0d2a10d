import '../../i18n/ns/evaluation';
import '../../i18n/ns/picture';
import '../../i18n/ns/ledger';
import '../../i18n/ns/relay';
import '../../i18n/ns/resource';
import '../../i18n/ns/map';
import '../../i18n/ns/media';
import '../../i18n/ns/record';
import '../../i18n/ns/measure';
import '../../i18n/ns/improve';

export { Evaluation as default, Evaluation } from './Evaluation';
