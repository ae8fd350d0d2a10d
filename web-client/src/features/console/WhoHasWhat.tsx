import { useMemo, useState } from 'react';
import { loadOf } from '../../lib/drill/matrix';
import { spreads } from '../../lib/drill/medians';
import { departmentSeats } from '../../lib/drill/upcoming';
import { span, took } from '../../lib/time';
import { useItems, useNow, usePresence } from '../../sync';
import { type MatrixRow, MatrixTable } from '../../ui/drill/MatrixTable';
import { useStill } from '../../ui/drill/useStill';
import { useDesk } from './desk';
import { LoadLine } from './Load';
import { NewRows } from './NewRows';
import { PictureBadges, PicturePane } from './PicturePane';
import { useConsoleWords, useDepartments, useMatrix } from './picture';

/** Rows drawn at first; more are a button away. */
const LATEST = 60;
/** A seat not heard of for longer than this is shown as silent, in wall milliseconds. */
const SILENT_MS = 25_000;

const idOf = (row: MatrixRow) => row.id;

/** Who has what: rows that are out, by departments, and below it how each department is doing. */
export function WhoHasWhat() {
  const words = useConsoleWords();
  const { t } = words;
  const matrix = useMatrix();
  const departments = useDepartments();
  const all = useItems('row');
  const selected = useDesk((desk) => desk.selected);
  const select = useDesk((desk) => desk.select);
  const open = useDesk((desk) => desk.open);
  const middle = useDesk((desk) => desk.middle);
  const rows = useMemo(
    () =>
      all
        .filter((row) => matrix.has(row.id))
        .sort((a, b) => (b.released?.at.wall ?? 0) - (a.released?.at.wall ?? 0) || b.order - a.order)
        .map((row) => ({ id: row.id, title: words.in(row.title) })),
    [all, matrix, words],
  );
  const [every, setEvery] = useState(false);
  const latest = useMemo(() => (every ? rows : rows.slice(0, LATEST)), [every, rows]);
  const { shown, waiting, hold, take } = useStill(rows, latest, idOf, String(every));
  return (
    <section className="con-matrix" id="con-matrix" tabIndex={-1} aria-label={t(`${middle}.title`)}>
      <MiddleBar />
      {middle === 'matrix' ? <NewRows count={waiting} take={take} /> : null}
      {middle === 'picture' ? (
        <div className="con-scroll">
          <PicturePane />
        </div>
      ) : (
        <div className="con-scroll" {...hold}>
          <MatrixTable
            rows={shown}
            departments={departments}
            matrix={matrix}
            selected={selected}
            onRow={select}
            onCell={(row, department) => open({ type: 'delivery', row, department })}
            footer={<Footer departments={departments} />}
          />
          {rows.length > LATEST && !every ? (
            <button type="button" className="drill-act" onClick={() => setEvery(true)}>
              {t('matrix.every', { n: rows.length })}
            </button>
          ) : null}
          {rows.length === 0 ? <p className="con-empty">{t('matrix.empty')}</p> : null}
        </div>
      )}
    </section>
  );
}

/** One pane, two pictures of the whole; the badges say what the other one would show. */
function MiddleBar() {
  const { t } = useConsoleWords();
  const middle = useDesk((desk) => desk.middle);
  const turn = useDesk((desk) => desk.turn);
  return (
    <div className="con-bar">
      <h2 className="visually-hidden">{t(`${middle}.title`)}</h2>
      <fieldset className="con-tabs">
        <legend className="visually-hidden">{t('middle')}</legend>
        {(['matrix', 'picture'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={middle === name} onClick={() => turn(name)}>
            {t(`${name}.title`)}
          </button>
        ))}
      </fieldset>
      <PictureBadges />
    </div>
  );
}

function Footer({ departments }: { departments: { code: string; name: string }[] }) {
  const { t } = useConsoleWords();
  const deliveries = useItems('delivery');
  const seats = useItems('seat');
  const presence = usePresence();
  const load = useMemo(() => loadOf(deliveries), [deliveries]);
  const medians = useMemo(() => spreads(deliveries), [deliveries]);
  const rooms = useMemo(
    () => new Map(departments.map(({ code }) => [code, departmentSeats(code, seats, presence)])),
    [departments, seats, presence],
  );
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('matrix.open')}</th>
        {departments.map(({ code }) => {
          const own = load.get(code) ?? { open: 0, late: 0 };
          return (
            <td key={code} className="num">
              {own.open}
              {own.late > 0 ? <b className="con-late"> ◆{own.late}</b> : null}
            </td>
          );
        })}
      </tr>
      <LoadLine departments={departments} />
      <tr>
        <th scope="row">{t('matrix.median')}</th>
        {departments.map(({ code }) => {
          const own = medians.get(code)?.acknowledge;
          return (
            <td key={code} className="num" title={t('matrix.median_title', { n: own?.n ?? 0 })}>
              {own?.median == null ? '–' : took(own.median)}
            </td>
          );
        })}
      </tr>
      <tr>
        <th scope="row">{t('matrix.seats')}</th>
        {departments.map(({ code }) => {
          const room = rooms.get(code);
          const off = room !== undefined && room.live < room.taken;
          return (
            <td key={code} className={off ? 'num con-off' : 'num'}>
              {off ? '⌀ ' : ''}
              {room?.live ?? 0}/{room?.all ?? 0}
            </td>
          );
        })}
      </tr>
      <tr>
        <th scope="row">{t('matrix.heard')}</th>
        {departments.map(({ code }) => (
          <Heard key={code} at={rooms.get(code)?.heard ?? null} />
        ))}
      </tr>
    </tfoot>
  );
}

/** Time since a department was last heard; silence gets a shape of its own. */
function Heard({ at }: { at: number | null }) {
  const now = useNow(2_000).wall;
  if (at === null) return <td className="num quiet">–</td>;
  const ago = Math.max(0, now - at);
  const silent = ago > SILENT_MS;
  return (
    <td className={silent ? 'num con-off' : 'num'}>
      {silent ? '⌀ ' : ''}
      {span(ago)}
    </td>
  );
}
