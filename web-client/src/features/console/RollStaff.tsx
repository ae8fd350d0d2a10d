import { useWords } from '../../lib/drill/useWords';
import type { StaffRollItem } from '../../protocol';
import { useItems } from '../../sync';
import { RollCount } from './RollCount';
import { SHAPE } from './roll';

/** Staff in the roll call: control, simulation cell, evaluators, safety; counted from what their desks reported. */
export function RollStaff() {
  const { t } = useWords('rollcall');
  const groups = useItems('staff_roll');
  if (groups.length === 0) return null;
  return (
    <tbody className="con-roll-staff">
      <tr>
        <th scope="colgroup" colSpan={6}>
          {t('staff')}
        </th>
      </tr>
      {groups.map((group) => (
        <Group key={group.group} group={group} />
      ))}
    </tbody>
  );
}

function Group({ group }: { group: StaffRollItem }) {
  const { t, say, lang } = useWords('rollcall');
  const { seats, live, sound, tested, tests } = group.count;
  return (
    <tr className="con-roll-line">
      <th scope="row">{t(`group.${group.group}`)}</th>
      <RollCount have={live} of={seats} />
      <RollCount have={sound} of={seats} />
      <RollCount have={tested} of={tests} />
      <td>
        <b className="chip idle">
          <span aria-hidden="true">{SHAPE[group.proposed]}</span>
          {t('proposed', { word: say(`common:readiness.${group.proposed}`) })}
        </b>
      </td>
      <td className="quiet small">
        {group.missing.map((one) => {
          const lacks = one.absent ? ['absent'] : [one.silent && 'silent', one.untested && 'untested'];
          return (
            <span key={one.seat} className="con-roll-lack">
              <b>{one.seat}</b>{' '}
              {lacks.flatMap((word) => (word ? [t(word)] : [])).join(lang === 'zh' ? '、' : ', ')}
            </span>
          );
        })}
      </td>
    </tr>
  );
}
