import { useEffect, useState } from 'react';
import { partOf, partsOf } from '../../lib/drill/pages';
import { useWords } from '../../lib/drill/useWords';
import { span } from '../../lib/time';
import type { Readiness, RollTileItem, RoomDoor } from '../../protocol';
import { roomDoor, useExercise, useItems, useNow } from '../../sync';
import { QrCode } from '../../ui/qr';

/** Departments of the roll call on one screen. */
export const ROLL_PER_SCREEN = 8;
/** How long to wait before the door is asked for again. */
const ASK_AGAIN_MS = 10_000;

const SHAPE: Record<Readiness, string> = { go: '●', wait: '▲', no_go: '✕' };

/** Before STARTEX: how to get in, and how ready each department is; counts, no names. */
export function Roll({ part }: { part: number }) {
  const { t } = useWords('wall');
  const roll = useItems('roll_tile');
  const departments = useItems('department');
  const known = new Map(roll.map((tile) => [tile.department, tile]));
  const lines = departments.flatMap((department) => {
    const tile = known.get(department.code);
    return tile ? [{ department, tile }] : [];
  });
  const shown = partOf(lines, part, partsOf(lines.length, ROLL_PER_SCREEN));
  const go = roll.filter((tile) => tile.word === 'go').length;
  return (
    <>
      <Way />
      <section className="wall-departments wall-roll" aria-label={t('roll.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('roll.title')}</th>
              <th scope="col">{t('roll.in')}</th>
              <th scope="col">{t('roll.sound')}</th>
              <th scope="col">{t('roll.test')}</th>
              <th scope="col">{t('roll.go')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ department, tile }) => (
              <Line key={tile.department} name={department.name} tile={tile} />
            ))}
          </tbody>
        </table>
        <StaffLine />
        <p className="wall-roll-sum">{t('roll.sum', { go, all: roll.length })}</p>
      </section>
    </>
  );
}

/** Staff in one line beside the departments: who watches and who keeps it safe. */
function StaffLine() {
  const { t } = useWords('wall');
  const groups = useItems('staff_tile');
  if (groups.length === 0) return null;
  return (
    <p className="wall-roll-staff">
      <b>{t('roll.staff')}</b>
      {groups.map(({ group, count, word }) => (
        <span key={group}>
          <span aria-hidden="true">{SHAPE[word]} </span>
          {t(`roll.group.${group}`)} <b className="num">{`${count.live}/${count.seats}`}</b>
          {count.tests > 0 ? (
            <span className="quiet">
              {' '}
              {t('roll.test')} <span className="num">{`${count.tested}/${count.tests}`}</span>
            </span>
          ) : null}
        </span>
      ))}
    </p>
  );
}

function Line({ name, tile }: { name: RollName; tile: RollTileItem }) {
  const words = useWords('wall');
  const { say, t } = words;
  const { seats, live, sound, tested, tests } = tile.count;
  return (
    <tr>
      <th scope="row">
        <span className="wall-clamp">
          <b>{tile.department}</b> {words.in(name)}
        </span>
      </th>
      <td className={live === 0 ? 'num wall-off' : 'num'}>
        {live}/{seats}
      </td>
      <td className="num">
        {sound}/{seats}
      </td>
      <td className="num">{tests > 0 ? `${tested}/${tests}` : '–'}</td>
      <td>
        {tile.word ? (
          <b className={`wall-word wall-word-${tile.word}`}>
            <span aria-hidden="true">{SHAPE[tile.word]} </span>
            {say(`common:readiness.${tile.word}`)}
          </b>
        ) : (
          <span className="quiet">{t('roll.open')}</span>
        )}
      </td>
    </tr>
  );
}
type RollName = Parameters<ReturnType<typeof useWords>['in']>[0];

/** The code and its picture: whoever is in the hall gets into the waiting room, and no further. */
function Way() {
  const { t } = useWords('wall');
  const exercise = useExercise();
  const id = exercise?.id;
  const now = useNow().exercise;
  const counting = exercise?.clock.running && now < 0;
  const [door, setDoor] = useState<RoomDoor>();
  useEffect(() => {
    if (!id) return;
    let timer: ReturnType<typeof setTimeout>;
    let here = true;
    const ask = () => {
      roomDoor(id).then(
        (found) => here && setDoor(found),
        () => {
          if (here) timer = setTimeout(ask, ASK_AGAIN_MS);
        },
      );
    };
    ask();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [id]);
  return (
    <section className="wall-door" aria-label={t('door.title')}>
      {counting ? (
        <p className="wall-starts" role="timer" aria-live="off">
          {t('door.starts')} <strong className="num">{span(-now + 999)}</strong>
        </p>
      ) : null}
      {door ? (
        <>
          <QrCode text={door.url} label={t('door.qr')} className="wall-qr" />
          <p>{t('door.go', { address: new URL(door.url).host })}</p>
          <p className="wall-code">
            {t('door.code')}{' '}
            <strong className="num">{`${door.code.slice(0, 3)} ${door.code.slice(3)}`}</strong>
          </p>
        </>
      ) : null}
    </section>
  );
}
