import type { Same } from '../same';
import type zh from '../zh/admin';

/** The administrator's screens. */
const en: Same<typeof zh> = {
  setup: {
    title: 'Set up the administrator',
    intro: 'First start: choose the administrator’s password, at least 10 characters.',
    password: 'Password',
    again: 'Once more',
    differ: 'The two are different.',
    short: 'At least 10 characters.',
    go: 'Set up and enter',
    noSecret: 'The link is incomplete: open the one that the server showed when it started.',
  },
  signIn: { title: 'Administrator', name: 'Name', password: 'Password', go: 'Sign in' },
  title: 'Exercises',
  signedIn: 'administrator {{name}}',
  exercises: 'Exercises',
  none: 'No exercise yet. Create one from a scenario below.',
  created: 'created {{date}}',
  commits: '{{commits}} records',
  cards: 'Seat cards and room code',
  fromScenario: 'Create from a scenario',
  scenario: 'Scenario',
  rows: '{{rows}} injects',
  departments: '{{departments}} units',
  bundled: 'came with the program',
  create: 'Create exercise',
  createAsk: 'Create a new exercise?',
  noScenarios: 'The scenario library is empty.',
  back: 'Back to the list',
  refresh: 'Refresh',
};
export default en;
