/** The improvement plan as a table with filters; an action past its day says by how many days. */
import { useState } from 'react';
import { type ActionFilter, AREAS, daysOver, filtered, STAGES } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import type { ActionItem } from '../../../protocol';
import { useItems } from '../../../sync';
import { ActionMore } from './ActionMore';
import { ActionStageChip, Due } from './cells';
import { NumberCell, type Turning, UnfoldTable } from './UnfoldTable';

const COLUMNS = ['number', 'problem', 'measure', 'element', 'unit', 'due', 'stage'] as const;

export function Actions({ zone, today }: { zone: string; today: string }) {
  const { t } = useWords('improve');
  const actions = useItems('action');
  const [filter, setFilter] = useState<ActionFilter>({ stage: 'all', area: '', unit: '' });
  if (actions.length === 0) return <p className="quiet">{t('action.none')}</p>;
  const list = filtered(actions, filter, today).sort((a, b) => a.number - b.number);
  return (
    <>
      <Filters filter={filter} onChange={setFilter} />
      {list.length === 0 ? <p className="quiet">{t('filter.nothing')}</p> : null}
      <UnfoldTable
        label={t('actions')}
        columns={COLUMNS}
        list={list}
        line={(one, turning) => <Line action={one} today={today} {...turning} />}
        more={(one) => <ActionMore action={one} zone={zone} />}
      />
    </>
  );
}

function Filters({ filter, onChange }: { filter: ActionFilter; onChange: (filter: ActionFilter) => void }) {
  const { t } = useWords('improve');
  const units = [...new Set(useItems('action').flatMap((one) => one.unit ?? []))].sort();
  return (
    <div className="improve-filters">
      <label>
        {t('filter.stage')}
        <select
          value={filter.stage}
          onChange={(event) => onChange({ ...filter, stage: event.target.value as ActionFilter['stage'] })}
        >
          {(['all', 'unclosed', 'over'] as const).map((word) => (
            <option key={word} value={word}>
              {t(`filter.${word}`)}
            </option>
          ))}
          {STAGES.map((stage) => (
            <option key={stage} value={stage}>
              {t(`stage.${stage}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('filter.area')}
        <select value={filter.area} onChange={(event) => onChange({ ...filter, area: event.target.value })}>
          <option value="">{t('filter.any')}</option>
          {AREAS.map((area) => (
            <option key={area} value={area}>
              {t(`area.${area}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('filter.unit')}
        <select value={filter.unit} onChange={(event) => onChange({ ...filter, unit: event.target.value })}>
          <option value="">{t('filter.any')}</option>
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Line({ action, today, open, turn }: Turning & { action: ActionItem; today: string }) {
  const { t } = useWords('improve');
  return (
    <tr className={daysOver(action, today) > 0 ? 'improve-late' : undefined}>
      <NumberCell number={action.number} open={open} turn={turn} />
      <td data-label={t('column.problem')} className="improve-text">
        <div>
          {action.problem} <span className="quiet small">{t(`area.${action.area}`)}</span>
        </div>
      </td>
      <th scope="row" data-label={t('column.measure')} className="improve-text">
        {action.measure}
      </th>
      <td data-label={t('column.element')}>{t(`element.${action.element}`)}</td>
      <td data-label={t('column.unit')}>
        <div>
          {action.unit ?? '–'}
          {action.person ? <span className="quiet"> {action.person}</span> : null}
        </div>
      </td>
      <td data-label={t('column.due')}>
        <Due action={action} today={today} />
      </td>
      <td data-label={t('column.stage')}>
        <ActionStageChip stage={action.stage} />
      </td>
    </tr>
  );
}
