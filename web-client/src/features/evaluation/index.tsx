import '../../i18n/ns/evaluation';
import '../../i18n/ns/picture';
import '../../i18n/ns/ledger';
import '../../i18n/ns/relay';
import '../../i18n/ns/resource';
import '../../i18n/ns/media';
import '../../i18n/ns/record';

export { Evaluation as default, Evaluation } from './Evaluation';
