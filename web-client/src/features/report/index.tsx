/** Written reports as people work on them: text, evidence, edits by hand, drafts, approval. */
import '../../i18n/ns/report';
import '../../i18n/ns/record';
import '../../i18n/ns/improve';

export { Report as default } from './Report';
