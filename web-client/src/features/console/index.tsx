import '../../i18n/ns/console';
import '../../i18n/ns/picture';
import '../../i18n/ns/ledger';
import '../../i18n/ns/relay';
import '../../i18n/ns/resource';
import '../../i18n/ns/media';
import '../../i18n/ns/improve';
import '../../i18n/ns/record';
import '../../i18n/ns/rollcall';

export { Console as default, Console } from './Console';
export { SimulatorView } from './SimulatorView';
