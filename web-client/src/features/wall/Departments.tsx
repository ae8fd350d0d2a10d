import { partOf, partsOf } from '../../lib/drill/pages';
import { useWords } from '../../lib/drill/useWords';
import type { LeadersTile, PlayersTile } from '../../protocol';
import { useItems } from '../../sync';

/** Departments on one screen, so that each can be read from the back. */
export const PER_SCREEN = { leaders: 6, players: 8 } as const;

interface Props {
  leaders: boolean;
  part: number;
}

/** Every department: its seats, and for leaders what it is doing and what is late. */
export function Departments({ leaders, part }: Props) {
  const { t } = useWords('wall');
  const leadersTiles = useItems('leaders_tile');
  const playersTiles = useItems('players_tile');
  const tiles: readonly (LeadersTile | PlayersTile)[] = leaders ? leadersTiles : playersTiles;
  const parts = partsOf(tiles.length, PER_SCREEN[leaders ? 'leaders' : 'players']);
  const shown = partOf(tiles, part, parts);
  return (
    <section className="wall-departments" aria-label={t('departments.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              {t('departments.title')}
              {parts > 1 ? (
                <span className="wall-small"> {t('page', { page: part + 1, pages: parts })}</span>
              ) : null}
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
