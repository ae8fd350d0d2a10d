import { useEffect, useState } from 'react';
import { pageOf } from '../../lib/drill/stale';
import { useWords } from '../../lib/drill/useWords';
import type { LeadersTile, PlayersTile } from '../../protocol';
import { useItems } from '../../sync';

/** Departments on one page, so that each can be read from the back; tiles above them take room. */
const PER_PAGE = { leaders: 6, players: 8 } as const;
/** The same below the tiles of the picture. */
const PER_PAGE_BELOW = { leaders: 3, players: 5 } as const;
/** How long a page stays. */
const PAGE_MS = 20_000;

interface Props {
  leaders: boolean;
  paused: boolean;
}

/** Every department: its seats, and for leaders what it is doing and what is late. */
export function Departments({ leaders, paused }: Props) {
  const { t } = useWords('wall');
  const leadersTiles = useItems('leaders_tile');
  const playersTiles = useItems('players_tile');
  const tiles: readonly (LeadersTile | PlayersTile)[] = leaders ? leadersTiles : playersTiles;
  const facts = useItems('wall_fact').length > 0;
  const room = (facts ? PER_PAGE_BELOW : PER_PAGE)[leaders ? 'leaders' : 'players'];
  // Pages of one length: a last page of one department would leave the screen empty.
  const size = Math.max(1, Math.ceil(tiles.length / Math.ceil(tiles.length / room)));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (paused || tiles.length <= size) return;
    const timer = setInterval(() => setTurn((before) => before + 1), PAGE_MS);
    return () => clearInterval(timer);
  }, [paused, tiles.length, size]);
  const { shown, page, pages } = pageOf(tiles, turn, size);
  return (
    <section className="wall-departments" aria-label={t('departments.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {t('departments.title')}
              {pages > 1 ? <span className="wall-small"> {t('page', { page: page + 1, pages })}</span> : null}
            </th>
            <th scope="col">{t('departments.seats')}</th>
            {leaders ? <th scope="col">{t('departments.doing')}</th> : null}
            {leaders ? <th scope="col">{t('departments.late_open')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((tile) => (
            <Line key={tile.code} tile={tile} leaders={leaders} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ tile, leaders }: { tile: LeadersTile | PlayersTile; leaders: boolean }) {
  const words = useWords('wall');
  const { t } = words;
  const off = tile.live === 0;
  // The shape says what the figure beside it says, on both walls.
  const some = tile.live < tile.seats;
  const shape = off ? '⌀' : some ? '◑' : '●';
  return (
    <tr>
      <th scope="row">
        <span className="wall-clamp">
          <b>{tile.code}</b> {words.in(tile.name)}
        </span>
      </th>
      <td className={off ? 'num wall-off' : 'num'}>
        <span aria-hidden="true">{shape} </span>
        {tile.live}/{tile.seats}
        <span className="visually-hidden"> {t(off ? 'departments.nobody' : 'departments.there')}</span>
      </td>
      {leaders && 'late' in tile ? <Doing tile={tile} /> : null}
    </tr>
  );
}

function Doing({ tile }: { tile: LeadersTile }) {
  const words = useWords('wall');
  const { t } = words;
  const title = words.in(tile.doing);
  const from = words.in(tile.doing_from);
  const doing = title || (from ? t('departments.from', { from }) : '');
  return (
    <>
      <td>
        <span className={doing ? 'wall-clamp' : 'wall-clamp quiet'}>{doing || t('departments.idle')}</span>
      </td>
      <td className="num">
        {tile.late > 0 ? (
          <span className="wall-late">◆ {tile.late}</span>
        ) : (
          <span className="quiet">{tile.open > 0 ? t('departments.open', { n: tile.open }) : '–'}</span>
        )}
      </td>
    </>
  );
}
