/** Which corrective actions of earlier exercises a new one looks at again. */
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import type { BoardAction, CarryOver } from '../../protocol';

interface Props {
  actions: readonly BoardAction[];
  chosen: readonly CarryOver[];
  onChange: (chosen: CarryOver[]) => void;
}

export function Carry({ actions, chosen, onChange }: Props) {
  const { t } = useTranslation('admin');
  const pick = usePick();
  if (actions.length === 0) return null;
  const has = (action: BoardAction) => chosen.some((one) => one.action === action.id);
  const turn = (action: BoardAction) =>
    onChange(
      has(action)
        ? chosen.filter((one) => one.action !== action.id)
        : [...chosen, { exercise: action.exercise, action: action.id }],
    );
  return (
    <details className="card">
      <summary>{t('carry.title', { n: chosen.length, of: actions.length })}</summary>
      <p className="quiet">{t('carry.hint')}</p>
      <ul className="admin-carry">
        {actions.map((action) => (
          <li key={action.id}>
            <label>
              <input type="checkbox" checked={has(action)} onChange={() => turn(action)} />
              <span>
                {action.measure}{' '}
                <span className="quiet small">
                  {pick(action.exercise_title)}
                  {action.due ? ` · ${action.due}` : ''}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
