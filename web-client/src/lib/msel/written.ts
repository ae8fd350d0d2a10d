// What a plan is once some of its parts are put or taken out.
import type { Command, MselPartName, Scenario } from '../../protocol';
import type { Entry } from './codedParts';
import type { WholeScenario } from './parts';

/** Where the entries of a part stand, and what identifies one. */
const LISTS: Readonly<Record<MselPartName, readonly [keyof Scenario, string]>> = {
  department: ['departments', 'code'],
  staff: ['staff', 'code'],
  phase: ['phases', 'id'],
  objective: ['objectives', 'id'],
  fact: ['facts', 'key'],
  asked_fact: ['report_facts', 'key'],
  resource: ['resources', 'key'],
  checklist: ['checklists', 'department'],
  place: ['places', 'key'],
};

/** The plan after these commands, in their order; those for other things change nothing. */
export function written(scenario: WholeScenario, commands: readonly Command[]): WholeScenario {
  return commands.reduce(after, scenario);
}

function after(scenario: WholeScenario, command: Command): WholeScenario {
  if (command.type === 'remove_msel_part') {
    const [list, key] = LISTS[command.part];
    const entries = scenario[list] as unknown as readonly Entry[];
    return { ...scenario, [list]: entries.filter((one) => one[key] !== command.key) };
  }
  if (command.type !== 'put_msel_part') return scenario;
  const { part } = command;
  if ('entry' in part) {
    const [list, key] = LISTS[part.part];
    const entries = scenario[list] as unknown as readonly Entry[];
    const entry = part.entry as unknown as Entry;
    const at = entries.findIndex((one) => one[key] === (command.was ?? entry[key]));
    const next = at < 0 ? [...entries, entry] : entries.map((one, index) => (index === at ? entry : one));
    return { ...scenario, [list]: next };
  }
  if ('text' in part) return { ...scenario, [part.part]: part.text };
  if ('list' in part) return { ...scenario, [part.part]: part.list };
  switch (part.part) {
    case 'settings':
      return { ...scenario, settings: part.settings };
    case 'site':
      return { ...scenario, site: part.site };
    case 'bindings':
      return { ...scenario, bindings: part.bindings };
    case 'feedback':
      return { ...scenario, feedback: part.questionnaire };
  }
}
