import { useMemo, useState } from 'react';
import type { EntryItem, EntryKind } from '../../protocol';
import { useItems } from '../../sync';
import { EntryLine } from '../../ui/drill/EntryLine';
import { useDesk } from './desk';
import { useDepartments, useEntryNames, useEvaluationWords, useZone } from './picture';

/** Kinds of line that one filter stands for. */
const GROUPS: Record<string, readonly EntryKind[]> = {
  injects: ['inject'],
  receipts: ['delivery'],
  situation: ['situation'],
  comms: ['comms', 'note'],
  tasks: ['task', 'evaluation'],
  promises: ['promise'],
  media: ['media'],
  resources: ['resource'],
  exercise: ['exercise', 'safety', 'system', 'seat', 'roll_call'],
};
/** Lines drawn at once. */
const LINES = 150;

function matches(entry: EntryItem, group: string, department: string): boolean {
  if (group !== '' && !GROUPS[group]?.includes(entry.entry_kind)) return false;
  if (department === '') return true;
  return entry.department === department || (entry.seat ?? entry.by?.seat ?? '').startsWith(`${department}-`);
}

/** The record as it writes itself, latest on top, by kind and by department. */
export function Timeline() {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const entries = useItems('entry');
  const names = useEntryNames();
  const departments = useDepartments();
  const openRow = useDesk((desk) => desk.openRow);
  const [group, setGroup] = useState('');
  const [department, setDepartment] = useState('');
  const shown = useMemo(
    () =>
      entries
        .filter((entry) => matches(entry, group, department))
        .slice(-LINES)
        .reverse(),
    [entries, group, department],
  );
  return (
    <section className="eva-section" aria-label={t('pane.timeline')}>
      <div className="eva-bar">
        <h2>{t('pane.timeline')}</h2>
        <label>
          <span className="visually-hidden">{t('timeline.kind')}</span>
          <select value={group} onChange={(event) => setGroup(event.target.value)}>
            <option value="">{t('timeline.all')}</option>
            {Object.keys(GROUPS).map((name) => (
              <option key={name} value={name}>
                {t(`timeline.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="visually-hidden">{t('timeline.department')}</span>
          <select value={department} onChange={(event) => setDepartment(event.target.value)}>
            <option value="">{t('timeline.departments')}</option>
            {departments.map(({ code, name }) => (
              <option key={code} value={code}>
                {code} {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shown.length === 0 ? <p className="quiet">{t('timeline.empty')}</p> : null}
      <ol className="eva-scroll" aria-label={t('pane.timeline')}>
        {shown.map((entry) => (
          <EntryLine key={entry.id} entry={entry} names={names} zone={zone} onRow={openRow} />
        ))}
      </ol>
    </section>
  );
}
