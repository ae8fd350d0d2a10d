import type { Same } from '../same';
import type zh from '../zh/windows';

/** The console's other windows: paper, a department's view, panes on a second screen, the lock. */
const en: Same<typeof zh> = {
  windows: {
    title: 'Windows and lock',
    panes: 'Panes in windows of their own, for a second screen; closed, they come back here',
    eyes: 'View as a department (read only)',
    pop: 'Open {{pane}} in a window of its own',
    out: '{{pane}} stands in another window',
    back: 'Bring back',
    paper: 'Paper pack, seat cards…',
    as: 'View as {{who}}',
    as_short: 'View as',
    blocked: 'The browser blocked the new window: allow this site to open windows.',
  },
  lock: {
    title: 'Lock the screen',
    about:
      'The content is covered, the drill goes on and alarms sound; all windows of this device are locked together. The PIN below opens it.',
    honest:
      'It keeps glances away, not somebody who means to look through this device: take it with you, or sign out.',
    pin: 'PIN (4 to 8 digits)',
    again: 'Once more',
    idle: 'Lock when nobody touches the desk',
    never: 'never',
    minutes: 'after {{n}} min',
    digits: 'A PIN has 4 to 8 digits.',
    differ: 'The two are different.',
    now: 'Lock now',
    later: 'Only when idle',
    locked: 'Screen locked',
    goes_on: 'The drill goes on and alarms sound.',
    since: '{{seat}} locked since {{at}}',
    waiting: 'waiting: {{n}}.',
    open: 'Unlock',
    wrong: 'That is not the PIN.',
    wait: 'Try again in {{n}} s.',
    forgot: 'PIN forgotten…',
    forgot_ask: 'Signs out and forgets the PIN; come back with your seat card. Sure?',
  },
};
export default en;
