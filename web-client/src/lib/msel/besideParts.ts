// Forms of what has no code of its own: the site and its places, bindings, the questionnaire, robots' lines.
import { rounded } from '../drill/site';
import { type Entry, field, NAME, next, type PartField, type PartForm } from './codedParts';

const list = (
  name: string,
  of: readonly PartField[],
  fresh: PartField['fresh'],
  called?: string,
): PartField => ({
  name,
  kind: 'list',
  of,
  ...(fresh ? { fresh } : {}),
  ...(called ? { called } : {}),
});
const MARKS = [field('task', 'task'), field('mark', 'code')];

/** Figures that a statement of a robot quotes, right or wrong. */
const FIGURES = list('figures', [field('fact', 'fact'), field('value', 'fact_value')], () => ({
  fact: '',
  value: '',
}));

/** What each deed of a robot says. */
const DEEDS: Readonly<Record<string, readonly PartField[]>> = {
  report_fact: [field('fact', 'fact'), field('value', 'fact_value')],
  record_claim: [field('text', 'lines'), field('from', 'both', false, 'said_by')],
  make_commitment: [
    field('text', 'lines'),
    field('person', 'both', true),
    field('due', 'both', true),
    field('due_at', 'moment', true),
    field('told_by', 'both', true),
    field('checker', 'both', true),
  ],
  check: [field('item', 'code')],
  depart: [],
  use_resource: [field('resource', 'resource')],
  report_fault: [field('resource', 'resource'), field('text', 'lines')],
  use_supply: [field('resource', 'resource'), field('amount', 'number')],
  ask_resource: [
    field('from', 'department', false, 'asked'),
    field('what', 'both'),
    field('amount', 'number', true),
  ],
  put_feature: [
    field('feature', 'feature'),
    {
      name: 'spot',
      kind: 'variant',
      forms: {
        place: [field('place', 'place')],
        point: [field('at', 'position')],
        line: [field('along', 'positions')],
        area: [field('around', 'positions')],
      },
    },
    field('label', 'both'),
  ],
  notice_post: [],
  verify_post: [field('finding', 'finding'), field('source', 'both')],
  draft_statement: [
    field('text', 'lines'),
    FIGURES,
    field('cosigners', 'departments'),
    field('no_personal_data', 'check'),
  ],
  correct_statement: [field('text', 'lines'), FIGURES, field('cosigners', 'departments')],
};

/** Forms of what stands beside the list and has no code. */
export const BESIDE_FORMS: readonly PartForm[] = [
  {
    part: 'site',
    way: 'whole',
    key: '',
    of: ({ site }) => (site ? [site as unknown as Entry] : []),
    fields: [NAME, field('credit', 'both', true), field('bounds', 'bounds'), field('plan', 'plan', true)],
    // At sea, off every coast: nobody can take it for a real place.
    fresh: () => ({
      name: {},
      bounds: { west: 0.001, south: 0.001, east: 0.0022, north: 0.0018 },
      plan: null,
    }),
  },
  {
    part: 'place',
    way: 'entry',
    key: 'key',
    of: ({ places }) => places as unknown as Entry[],
    fields: [
      field('key', 'code'),
      NAME,
      field('kind', 'place_kind'),
      {
        name: 'audience',
        kind: 'variant',
        forms: { all: [], departments: [field('of', 'departments', false, 'departments')], control: [] },
      },
      field('position', 'position'),
    ],
    fresh: ({ places, site }) => ({
      key: next('place', places as unknown as Entry[]),
      name: {},
      kind: 'other',
      audience: { type: 'all' },
      position: site
        ? {
            lon: rounded((site.bounds.west + site.bounds.east) / 2),
            lat: rounded((site.bounds.south + site.bounds.north) / 2),
          }
        : { lon: 0, lat: 0 },
    }),
  },
  {
    part: 'bindings',
    way: 'whole',
    key: '',
    stays: true,
    of: ({ bindings }) => [bindings as unknown as Entry],
    fields: [
      list(
        'sections',
        [
          field('section', 'code'),
          field('objectives', 'codes', true),
          field('tasks', 'codes', true),
          field('injects', 'codes', true),
        ],
        () => ({ section: '', objectives: [], tasks: [], injects: [] }),
      ),
      list('report_chain', MARKS, () => ({ task: '', mark: '' })),
      list('medical_chain', MARKS, () => ({ task: '', mark: '' })),
      list('relays', [field('inject', 'row'), field('hops', 'codes')], () => ({ inject: '', hops: [] })),
      list('contradictions', [field('inject', 'row'), field('task', 'task')], () => ({
        inject: '',
        task: '',
      })),
      list(
        'rumours',
        [
          field('appears', 'row'),
          field('grows', 'row', true),
          field('detect', 'task'),
          field('statement', 'task'),
        ],
        () => ({ appears: '', detect: '', statement: '' }),
      ),
      list(
        'equipment',
        [
          field('fault', 'row'),
          field('backup', 'task'),
          field('backup_mark', 'code', true),
          field('checklist', 'task', true),
          field('logged', 'task', true),
        ],
        () => ({ fault: '', backup: '' }),
      ),
      field('plan_checks', 'codes', true),
      field('claims', 'codes', true),
      field('commitments', 'codes', true),
    ],
    fresh: () => ({}),
  },
  {
    part: 'feedback',
    way: 'whole',
    key: '',
    of: ({ feedback }) => (feedback ? [feedback as unknown as Entry] : []),
    fields: [
      field('anonymous', 'check'),
      field('audience', 'asked', false, 'asked_people'),
      field('intro', 'lines', true),
      list(
        'questions',
        [
          field('key', 'code'),
          field('about', 'area', true),
          field('text', 'both', false, 'question'),
          {
            name: 'form',
            called: 'answer',
            kind: 'variant',
            forms: {
              scale: [field('low', 'both'), field('high', 'both')],
              choice: [field('of', 'choices', false, 'choices')],
              text: [],
            },
          },
        ],
        (all) => ({ key: next('q', all), text: {}, form: { type: 'scale', low: {}, high: {} } }),
      ),
    ],
    fresh: () => ({ anonymous: true, audience: 'players', questions: [] }),
  },
  {
    part: 'robot_lines',
    way: 'list',
    key: 'row',
    of: ({ robot_lines }) => robot_lines as unknown as Entry[],
    fields: [
      field('row', 'row'),
      field('department', 'department'),
      field('after', 'span'),
      field('careful_after', 'span', true),
      field('mistake', 'check'),
      { name: 'does', kind: 'variant', forms: DEEDS },
    ],
    fresh: ({ departments }) => ({
      row: '',
      after: 60,
      department: departments[0]?.code ?? '',
      does: { type: 'depart' },
    }),
  },
];
