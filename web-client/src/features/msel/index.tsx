/** The list as it is planned: a grid with Excel's hands, the row in full beside it, import, review. */
import '../../i18n/ns/msel';
import '../../i18n/ns/mselparts';
import '../../i18n/ns/record';

export { Editor as default } from './Editor';
