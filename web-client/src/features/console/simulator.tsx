import '../../i18n/ns/console';
import '../../i18n/ns/record';

export { SimulatorView as default } from './SimulatorView';
