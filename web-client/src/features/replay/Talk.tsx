/** Who talked to whom, as a table: up to the moment and in the whole drill; a cell opens what was said. */
import { useMemo } from 'react';
import { PERCENT_FROM } from '../../lib/drill/medians';
import { exerciseTime } from '../../lib/time';
import { type Drill, useDesk } from './desk';
import { Scrubber } from './Player';
import {
  CONTROL,
  cellKey,
  kindsOf,
  SIMULATION,
  type TalkCell,
  type Talked,
  type TalkTable,
  talkedOf,
  talkTable,
  upTo,
} from './talk';
import { useClock, useReplayWords } from './use';

/** The whole matrix is made once for a drill; what the moment changes are counts. */
function useTalk(drill: Drill): { talked: readonly Talked[]; table: TalkTable } {
  return useMemo(() => {
    const talked = talkedOf(drill.end, drill.line, drill.rows);
    return {
      talked,
      table: talkTable(
        drill.lanes.map((lane) => lane.department),
        talked,
      ),
    };
  }, [drill]);
}

/** What a party is called: short in the table, in full beside it. */
function usePartyWords(drill: Drill): { code: (party: string) => string; name: (party: string) => string } {
  const words = useReplayWords();
  const name = (party: string) => {
    if (party === CONTROL) return words.say('common:party.control');
    if (party === SIMULATION) return words.say('common:party.simulation');
    return words.in(drill.lanes.find((lane) => lane.department === party)?.name) || party;
  };
  const code = (party: string) => (party === CONTROL || party === SIMULATION ? name(party) : party);
  return { code, name };
}

export function Talk({ drill }: { drill: Drill }) {
  const { t } = useReplayWords();
  const { talked, table } = useTalk(drill);
  const clock = useClock(drill);
  const open = useDesk((desk) => desk.cell);
  const cell = open === null ? undefined : table.cells.get(open);
  return (
    <div className="replay-table-twin replay-talk-view">
      <Scrubber drill={drill} />
      {talked.length === 0 ? (
        <p className="quiet">{t('talk.nothing')}</p>
      ) : (
        <Matrix drill={drill} table={table} talked={talked} clock={clock} />
      )}
      {cell ? <Said drill={drill} cell={cell} talked={talked} clock={clock} /> : null}
    </div>
  );
}

interface MatrixProps {
  drill: Drill;
  table: TalkTable;
  talked: readonly Talked[];
  clock: string;
}

function Matrix({ drill, table, talked, clock }: MatrixProps) {
  const { t } = useReplayWords();
  const { code, name } = usePartyWords(drill);
  const at = useDesk((desk) => desk.at);
  const { parties } = table;
  const sum = (which: (one: Talked) => boolean) => {
    const some = talked.filter(which);
    return `${upTo(some, at)} / ${some.length}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the table is scrolled by keys too
    <section className="replay-talk" tabIndex={0} aria-label={t('talk.title')}>
      <table className="drill-table">
        <caption>{t('talk.caption', { at: clock })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('talk.corner')}</th>
            {parties.map((to) => (
              <th key={to} scope="col" title={name(to)}>
                <span className="visually-hidden">{t('talk.to')} </span>
                {code(to)}
              </th>
            ))}
            <th scope="col">{t('talk.sent')}</th>
          </tr>
        </thead>
        <tbody>
          {parties.map((from) => (
            <tr key={from}>
              <th scope="row" title={name(from)}>
                {code(from)}{' '}
                {code(from) === name(from) ? null : <span className="quiet small">{name(from)}</span>}
              </th>
              {parties.map((to) => (
                <td key={to}>
                  <Cell cell={table.cells.get(cellKey(from, to))} most={table.most} />
                </td>
              ))}
              <td className="num">{sum((one) => one.from === from)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('talk.received')}</th>
            {parties.map((to) => (
              <td key={to} className="num">
                {sum((one) => one.to === to)}
              </td>
            ))}
            <td className="num">
              <b>{sum(() => true)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** The number is the value; the bar below it only shows at a glance where most was said. */
function Cell({ cell, most }: { cell: TalkCell | undefined; most: number }) {
  const { t } = useReplayWords();
  const at = useDesk((desk) => desk.at);
  const set = useDesk((desk) => desk.set);
  const key = cell ? cellKey(cell.from, cell.to) : '';
  const open = useDesk((desk) => desk.cell === key);
  if (!cell) return <span className="quiet">–</span>;
  const now = upTo(cell.all, at);
  return (
    <button
      type="button"
      className="replay-talk-cell num"
      aria-expanded={open}
      onClick={() => set({ cell: open ? null : key })}
    >
      {now} / {cell.all.length}
      <span className="visually-hidden"> {t('talk.open')}</span>
      <span className="replay-talk-track" aria-hidden="true">
        <span style={{ width: `${(100 * cell.all.length) / most}%` }} />
        <span style={{ width: `${(100 * now) / most}%` }} />
      </span>
    </button>
  );
}

interface SaidProps {
  drill: Drill;
  cell: TalkCell;
  talked: readonly Talked[];
  clock: string;
}

function Said({ drill, cell, talked, clock }: SaidProps) {
  const { t } = useReplayWords();
  const { name } = usePartyWords(drill);
  const at = useDesk((desk) => desk.at);
  const set = useDesk((desk) => desk.set);
  const [n, sent] = [cell.all.length, talked.filter((one) => one.from === cell.from).length];
  // Below five there is no percentage: one more message would make another one of it.
  const share = sent < PERCENT_FROM ? '' : t('talk.percent', { percent: Math.floor((100 * n) / sent) });
  return (
    <section className="replay-pane" aria-labelledby="replay-said">
      <div className="replay-head">
        <h2 id="replay-said">{t('talk.said', { from: name(cell.from), to: name(cell.to) })}</h2>
        <button type="button" className="no-print" onClick={() => set({ cell: null })}>
          {t('talk.close')}
        </button>
      </div>
      <p className="small">
        {t('talk.by_now', { now: upTo(cell.all, at), n, at: clock })}{' '}
        <span className="quiet">
          {t('talk.of_sent', { n, sent, from: name(cell.from) })}
          {share}
        </span>
      </p>
      <p className="quiet small">
        {kindsOf(cell.all)
          .map(({ kind, n: count }) => `${t(`talk.kind.${kind}`)} ${count}`)
          .join(' · ')}
      </p>
      <ol className="replay-injects">
        {cell.all.map((one) => (
          <Line key={one.key} drill={drill} one={one} later={one.at > at} />
        ))}
      </ol>
    </section>
  );
}

function Line({ drill, one, later }: { drill: Drill; one: Talked; later: boolean }) {
  const { t } = useReplayWords();
  const room = useDesk((desk) => desk.room);
  const seek = useDesk((desk) => desk.seek);
  const { by } = one;
  // In the room one is called by the role.
  const who = (room ? by?.seat : (by?.name ?? by?.seat)) ?? '';
  return (
    <li>
      <button type="button" className="drill-link num" onClick={() => seek(one.at)}>
        {exerciseTime(drill.line.exerciseAt(one.at))}
      </button>{' '}
      <b>{t(`talk.kind.${one.kind}`)}</b>
      {who ? ` · ${who}` : ''}
      {one.row ? <span className="quiet num"> · {one.row}</span> : null}
      {later ? <span className="quiet small"> · {t('talk.later')}</span> : null}
      {one.text ? <p className="replay-body">{one.text}</p> : null}
    </li>
  );
}
