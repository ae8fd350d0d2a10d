import { useMemo } from 'react';
import { type LoadAhead, loadAhead } from '../../lib/drill/load';
import { exerciseTime } from '../../lib/time';
import { useItems, useMay, useNow } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useDepartments, useZone } from './picture';
import { DEFER_SECONDS } from './RowActions';

/** How often the time ahead is looked at again, in milliseconds: it moves slowly. */
const LOOK_EVERY_MS = 5_000;

/** The load of every department now and over the next ten minutes, and the scenario's limit. */
export function useLoad(): { load: ReadonlyMap<string, LoadAhead>; limit: number } {
  const departments = useItems('department');
  const deliveries = useItems('delivery');
  const rows = useItems('row');
  const seats = useItems('seat');
  const limit = useItems('plan')[0]?.load_limit ?? 4;
  const { exercise } = useNow(LOOK_EVERY_MS);
  const load = useMemo(() => {
    const homes = new Map(seats.flatMap((seat) => (seat.department ? [[seat.code, seat.department]] : [])));
    const codes = departments.map((department) => department.code);
    return loadAhead(codes, deliveries, rows, homes, limit, exercise);
  }, [departments, deliveries, rows, seats, limit, exercise]);
  return { load, limit };
}

/** A line of the matrix's foot: for each department a small bar with its number; it opens what comes. */
export function LoadLine({ departments }: { departments: readonly { code: string; name: string }[] }) {
  const { t } = useConsoleWords();
  const { load, limit } = useLoad();
  const open = useDesk((desk) => desk.open);
  return (
    <tr>
      <th scope="row" title={t('load.about', { limit })}>
        {t('load.title')}
      </th>
      {departments.map(({ code }) => {
        const own = load.get(code);
        const peak = own?.peak ?? 0;
        const word = t('load.cell', { dept: code, open: own?.open ?? 0, peak, limit });
        return (
          <td key={code} className={own?.over ? 'num con-load con-load-over' : 'num con-load'}>
            <button
              type="button"
              title={word}
              aria-label={own?.over ? `${word} ${t('load.over')}` : word}
              onClick={() => open({ type: 'load', department: code })}
            >
              <span aria-hidden="true">
                {own?.over ? '▲' : ''}
                {peak}
              </span>
              <meter
                className="con-load-bar"
                aria-hidden="true"
                min={0}
                max={limit * 2}
                value={Math.min(peak, limit * 2)}
              />
            </button>
          </td>
        );
      })}
    </tr>
  );
}

/** What comes to a department within ten minutes, each with the one thing that lightens it. */
export function LoadSheet({ department }: { department: string }) {
  const words = useConsoleWords();
  const { t } = words;
  const zone = useZone();
  const { load, limit } = useLoad();
  const departments = useDepartments();
  const open = useDesk((desk) => desk.open);
  const may = useMay('defer_inject');
  const act = useAct();
  const own = load.get(department);
  const name = departments.find((one) => one.code === department)?.name ?? '';
  return (
    <Dialog title={`${t('load.sheet')} · ${department} ${name}`} onClose={() => open(null)}>
      <div className="con-sheet">
        <p>
          {t('load.cell', { dept: department, open: own?.open ?? 0, peak: own?.peak ?? 0, limit })}{' '}
          {own?.over ? (
            <span className="chip soon">
              <span aria-hidden="true">▲</span>
              {t('load.over_at', { at: exerciseTime(own.at) })}
            </span>
          ) : null}
        </p>
        {own && own.coming.length > 0 ? (
          <ul className="con-load-list">
            {own.coming.map(({ row, title, at, likely }) => (
              <li key={row} className="row">
                <span className="num">{exerciseTime(at)}</span>
                <b>{row}</b> <span>{words.in(title)}</span>
                {likely ? <span className="quiet">{t('load.likely')}</span> : null}
                <ActButton
                  may={may}
                  busy={act.busy}
                  onAct={() => act.give({ type: 'defer_inject', row, by: DEFER_SECONDS })}
                >
                  {t('act.defer5')}
                </ActButton>
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{t('load.none')}</p>
        )}
        <Fate entry={act.entry} zone={zone} />
      </div>
    </Dialog>
  );
}
