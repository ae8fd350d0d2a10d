import type { Same } from '../same';
import type zh from '../zh/looking';

/** The frame around a department's screen that is only looked at. */
const en: Same<typeof zh> = {
  title: 'You see what {{who}} sees',
  about:
    'Read only: nothing is marked as delivered or seen, and the seat does not count as there. Act from the console.',
  close: 'Close this window',
  others: 'Other seats of the department',
};
export default en;
