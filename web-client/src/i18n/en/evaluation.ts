/** The evaluators' dashboard. */
import type { Same } from '../same';
import type zh from '../zh/evaluation';

const en: Same<typeof zh> = {
  header: {
    watches: 'watches {{dept}}',
    private: 'players never see notes',
    unsent: '{{n}} waiting to upload',
  },
  pane: {
    label: 'Parts of the dashboard',
    receipts: 'Receipts',
    timeline: 'Timeline',
    times: 'Times',
    tasks: 'Tasks',
    notes: 'Notes',
  },
  receipts: { empty: 'Nothing is out yet.' },
  times: {
    figures: 'Figures',
    table: 'Table',
    about: 'Medians on the exercise clock, pauses excluded. No percentage below five values.',
    offline: 'Off line so far (weigh it before judging):',
  },
  timeline: {
    kind: 'Kind',
    department: 'Department',
    all: 'every kind',
    injects: 'injects',
    receipts: 'receipts and answers',
    comms: 'messages and notes',
    tasks: 'tasks',
    exercise: 'exercise and seats',
    departments: 'every department',
    empty: 'No line matches.',
  },
  tasks: { coverage: '{{part}} of {{n}} marked', note: 'Write a note about this task' },
  detail: {
    title: 'Inject',
    expected: 'Expected action',
    key_facts: 'Key facts',
    evaluation: 'For evaluators',
    body: 'What was sent',
    background: 'Background',
    lead: 'lead {{lead}}',
    late: 'was late: {{duties}}',
  },
  note: {
    quick: 'Quick note',
    about: 'Note about {{row}}',
    stamped: 'stamped when opened',
    text: 'What you saw or heard',
    kinds: 'Kind of note',
    kind: { fact: 'fact', strength: 'strength', improvement: 'to improve' },
    row: 'Inject',
    task: 'Task',
    department: 'Department',
    save: 'Save',
    empty: 'Write something first.',
  },
  notes: {
    own: 'My notes',
    all: 'All notes',
    empty: 'No notes yet. Tap “Quick note” or press O.',
    unsent: 'not yet recorded by the server',
    afterwards: 'added afterwards',
  },
  rating: {
    title: 'Ratings of objectives',
    none: 'not rated',
    why: 'Why',
    choose: 'Choose a rating.',
    save: 'Save the rating',
    notes: 'Notes about its tasks: {{n}}',
    P: {
      short: 'P',
      title: 'P Performed without challenges',
      text: 'Targets and critical tasks were completed and the objective was achieved; other activities were not harmed, no health or safety risk was added, and it was in line with plans, procedures and law.',
    },
    S: {
      short: 'S',
      title: 'S Performed with some challenges',
      text: 'The objective was achieved and all that is said under P holds; chances to be more effective or more efficient were seen.',
    },
    M: {
      short: 'M',
      title: 'M Performed with major challenges',
      text: 'The objective was still achieved; but other activities were harmed, health or safety risk was added, or it was not in line with plans, procedures or law.',
    },
    U: {
      short: 'U',
      title: 'U Unable to be performed',
      text: 'Targets and critical tasks were not performed so that the objective would be achieved.',
    },
    not_observed: {
      short: 'not observed',
      title: 'Not observed',
      text: 'Nobody saw it. This is not a failure; it says that coverage is missing.',
    },
  },
};
export default en;
