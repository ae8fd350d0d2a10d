/** Objective × task: which rows serve it, who evaluates it. What nobody serves or watches says so. */
import { useMemo } from 'react';
import { codesOf } from '../../lib/msel/filter';
import { goToCell } from './goToField';
import { useParts } from './options';
import { useSheet } from './sheet';
import { usePlanWords } from './words';

export function Coverage() {
  const words = usePlanWords();
  const { t } = words;
  const parts = useParts();
  const sheet = useSheet((one) => one);
  const byTask = useMemo(() => {
    const found = new Map<string, { row: string; number: string; to: string[] }[]>();
    for (const id of sheet.order) {
      const cells = sheet.rows.get(id)?.cells;
      for (const task of codesOf(cells?.tasks?.text ?? '')) {
        const list = found.get(task) ?? [];
        list.push({ row: id, number: cells?.id?.text ?? '–', to: codesOf(cells?.to?.text ?? '') });
        found.set(task, list);
      }
    }
    return found;
  }, [sheet]);
  if (!parts) return <p className="msel-empty quiet">{t('no_parts')}</p>;
  const evaluators = parts.staff.filter(({ role }) => role === 'EVA' || role === 'LEV');
  /** Who watches a department that gets a row of the task; whoever watches none watches all. */
  const watching = (to: readonly string[]) =>
    evaluators.filter(
      ({ watches }) => !watches || to.some((code) => code === watches || code.startsWith(`${watches}-`)),
    );
  return (
    <section className="msel-page" aria-label={t('coverage.title')}>
      <h2>{t('coverage.title')}</h2>
      <div className="msel-table-scroll">
        <table className="msel-table">
          <thead>
            <tr>
              {(['objective', 'task', 'rows', 'evaluators'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(`coverage.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.objectives.flatMap((objective) =>
              objective.tasks.map((task, at) => {
                const rows = byTask.get(task.id) ?? [];
                const who = watching(rows.flatMap(({ to }) => to));
                return (
                  <tr
                    key={task.id}
                    className={rows.length === 0 || who.length === 0 ? 'msel-table-wrong' : undefined}
                  >
                    {at === 0 ? (
                      <th scope="rowgroup" rowSpan={objective.tasks.length}>
                        {objective.id} {words.in(objective.name)}
                      </th>
                    ) : null}
                    <th scope="row">
                      {task.id} {words.in(task.name)}
                    </th>
                    <td>
                      {rows.length === 0 ? <b>! {t('coverage.no_rows')}</b> : null}
                      {rows.map(({ row, number }) => (
                        <button
                          key={row}
                          type="button"
                          className="link"
                          onClick={() => goToCell(row, 'tasks')}
                        >
                          {number}
                        </button>
                      ))}
                    </td>
                    <td>
                      {who.length === 0 ? (
                        <b>! {t('coverage.nobody')}</b>
                      ) : (
                        who.map(({ code }) => code).join(' ')
                      )}
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
