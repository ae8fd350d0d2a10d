/** The big screen. */
import type { Same } from '../same';
import type zh from '../zh/wall';

const en: Same<typeof zh> = {
  pause: 'Stop turning pages',
  go_on: 'Turn pages',
  page: 'page {{page}} of {{pages}}',
  held: {
    emergency: 'This page stays: a real emergency',
    paused: 'This page stays: the exercise is paused',
    statement: 'This page stays for a minute: a statement has just gone out',
    fact: 'This page stays for a moment: a confirmed fact has changed',
  },
  figures: {
    title: 'As a whole',
    deliveries: 'Sent',
    open: 'Open',
    late: 'Late',
    in_time: 'Acknowledged in time',
    of: '{{part}} of {{n}}',
  },
  departments: {
    title: 'Department',
    seats: 'Seats',
    doing: 'Now doing',
    late_open: 'Late / open',
    open: '{{n}} open',
    idle: 'nothing in hand',
    from: 'word from {{from}}',
    there: 'on line',
    nobody: 'nobody on line',
  },
  bulletins: { title: 'Latest confirmed', none: 'Command has confirmed no report yet.', facts: 'Facts:' },
  promises: {
    title: 'Promises to residents',
    open: 'Promises open',
    late: 'Overdue',
    kept: 'Kept',
    broken: 'Broken',
  },
  safety: {
    title: 'Safety',
    emergency:
      'Real emergency: anybody calls “REAL EMERGENCY” at once, or presses and holds REAL EVENT on any screen. The exercise stops, people come first.',
  },
  door: {
    title: 'How to get in',
    starts: 'STARTEX in',
    qr: 'QR code of the door',
    go: 'scan, or open {{address}}',
    code: 'room code',
  },
  roll: {
    title: 'Roll call',
    in: 'In',
    sound: 'Sound',
    test: 'Test inject',
    go: 'Go?',
    open: 'not called',
    sum: '{{go}} of {{all}} ready',
    staff: 'Staff',
    group: {
      control: 'control',
      simulation: 'simulation cell',
      evaluation: 'evaluators',
      safety: 'safety officer',
    },
  },
  stale: {
    live: 'live',
    old: 'data {{n}} s old',
    amber: 'Data {{n}} s old, reconnecting',
    veil: 'Picture not live since {{at}}',
  },
  failed: { title: 'Failed', backup: 'backup on', bare: 'no backup' },
  foot: {
    roll: 'What the seats checked and control called, in numbers only',
    leaders: 'Receipts as the seats of the departments gave them',
    players: 'Only what departments reported and command confirmed',
  },
};
export default en;
