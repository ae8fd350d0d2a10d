// The common picture of a drill that never was, as control, evaluators and walls get it.
import { PASSAGE, PEOPLE, sighting } from '../test/items.mjs';

const MIN = 60_000;

/** Made with the ids and stamps of the scene that it stands in. */
export function pictures({ uid, stamp, rung, by }) {
  const CROWD = sighting(uid(951), 'XF', 60, stamp(50 * MIN), { source: '接待大厅' });
  const COUNTED = sighting(uid(952), 'GA', 45, stamp(30 * MIN), { confirmed: rung(31 * MIN, 'CMD-1') });
  const HALF = sighting(uid(953), 'GA', 'half', stamp(51 * MIN));

  /** The picture with a contradiction: XF 60, GA 45 and old; the truth is 65 and nobody has it. */
  function facts() {
    const belief = (department, now, error, matched) => ({ department, now, error, matched });
    return [
      {
        kind: 'fact',
        ...PEOPLE,
        truth: { value: 65, at: stamp(49 * MIN), row: 'I-12', by: null },
        beliefs: [
          belief('CMD', null, null, null),
          belief('GA', COUNTED, -20, null),
          belief('XF', CROWD, -5, null),
        ],
        disagree: true,
        confirmed: COUNTED,
      },
      {
        kind: 'fact',
        ...PASSAGE,
        truth: { value: 'half', at: stamp(47 * MIN), row: null, by: by('LC', '张明') },
        beliefs: [belief('CMD', null, null, null), belief('GA', HALF, null, stamp(51 * MIN))],
      },
    ];
  }

  function seenByAll() {
    const reports = { people: [COUNTED, CROWD], passage: [HALF] };
    return facts().map(({ truth: _, beliefs: __, ...fact }) => ({
      ...fact,
      kind: 'picture',
      asked: false,
      sightings: reports[fact.key],
    }));
  }

  function onWall(kind) {
    const show = ({ department, value, rung: { at }, seen_at, confirmed }) => ({
      department,
      value,
      at,
      seen_at,
      confirmed: confirmed !== null,
    });
    const people = { kind: 'wall_fact', ...PEOPLE, disagree: kind === 'leaders' };
    const passage = { kind: 'wall_fact', ...PASSAGE, shown: [show(HALF)] };
    if (kind === 'players') return [{ ...people, shown: [show(COUNTED)] }];
    return [{ ...people, shown: [show(COUNTED), show(CROWD)] }, passage];
  }

  return { facts, seenByAll, onWall };
}
