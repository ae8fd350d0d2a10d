/** Keys, finding, sounds and the like of the controller's desk; part of the console's words. */
import type { Same } from '../same';
import type zh from '../zh/desk';

const en: Same<typeof zh> = {
  palette: {
    title: 'Find anything',
    hint: 'number, title, department, action, place, language…',
    keys: '↑↓ choose · ⏎ do it · Esc close',
    none: 'Nothing matches. Try a number, or a few letters of a title, a department or an action.',
    more: '{{n}} more: type a few more letters.',
    of_department: 'filter the queue',
    group: { row: 'Row', act: 'Action', place: 'Go to', department: 'Department', look: 'Look' },
    single_off: 'Switch single keys off',
    single_on: 'Switch single keys on',
  },
  go: {
    hint: 'After G: Q queue · D who has what · I inbox · L log · S seats · K tasks · X exercise',
    place: {
      queue: 'the queue',
      matrix: 'who has what',
      inbox: 'the inbox',
      log: 'the log',
      seats: 'seats',
      tasks: 'critical tasks',
      exercise: 'steps of the exercise',
    },
  },
  help: {
    title: 'Keys',
    line: 'J/K move · F arm, ⏎ send · H hold · D +5 min · S skip · N ad hoc · R inbox · B star · L log · / filter · G go · Ctrl+K find · ? keys',
    safe: 'Single keys do nothing while you type or compose Chinese.',
    key: {
      J: 'next row',
      K: 'previous row',
      '⏎': 'open; once armed: send',
      F: 'arm (lists whom it reaches)',
      H: 'hold / let go',
      D: 'five minutes later',
      S: 'skip (with a reason)',
      E: 'edit a row that is not out',
      U: 'show new rows',
      N: 'ad hoc inject',
      R: 'inbox',
      L: 'write in the log',
      B: 'star this moment',
      '/': 'filter',
      '⇧P': 'pause / resume',
      'Ctrl+K': 'find anything: rows, departments, actions, places, the look',
      'Ctrl+⏎': 'send what is being written',
      '1–4': 'Due, All, Mine, Done',
      Esc: 'cancel, back',
      '?': 'this help',
    },
  },
};
export default en;
