import type { Same } from '../same';
import type zh from '../zh/windows';

/** The console's other windows: paper, a department's view, panes on a second screen, the lock. */
const en: Same<typeof zh> = {
  windows: {
    paper: 'Paper pack, seat cards…',
    as: 'View as {{who}}',
    as_short: 'View as',
    blocked: 'The browser blocked the new window: allow this site to open windows.',
  },
};
export default en;
