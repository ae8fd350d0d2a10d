import { useEffect, useState } from 'react';
import { span } from '../../lib/time';
import type { Waiting } from '../../protocol';
import {
  admit,
  problemCode,
  useExercise,
  useItems,
  useNow,
  usePresence,
  useYou,
  waitingRoom,
} from '../../sync';
import { useConsoleWords } from './picture';

/** People at the door: a controller lets each into a seat. The code that opened the room stands beside it. */
export function WaitingRoom() {
  const { t } = useConsoleWords();
  const exercise = useExercise()?.id;
  const waiting = usePresence().waiting;
  const role = useYou().role;
  const doorkeeper = role === 'DIR' || role === 'LC' || role === 'CTL';
  const [code, setCode] = useState<string>();
  useEffect(() => {
    if (!exercise || !doorkeeper) return;
    let here = true;
    waitingRoom(exercise).then(
      (room) => here && setCode(room.code),
      // Without the code the room works all the same: people are let in by name.
      () => here && setCode(undefined),
    );
    return () => {
      here = false;
    };
  }, [exercise, doorkeeper]);
  if (!exercise || !doorkeeper) return null;
  return (
    <div className="con-waitingroom">
      <p className="con-code">
        {t('waiting.title', { count: waiting.length })}
        {code ? (
          <span className="quiet">
            {' '}
            {t('waiting.code')} <b className="num">{spaced(code)}</b>
          </span>
        ) : null}
      </p>
      <ul>
        {waiting.map((person) => (
          <Person key={person.id} person={person} exercise={exercise} />
        ))}
      </ul>
    </div>
  );
}

/** Two groups of three, as it is read out. */
function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function Person({ person, exercise }: { person: Waiting; exercise: string }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const seats = useItems('seat');
  const now = useNow().wall;
  const free = seats.filter((seat) => seat.presence === 'vacant' && seat.role !== 'WALL');
  const wished = free.find((seat) => seat.code === person.seat);
  const first = wished ?? free.find((seat) => seat.department === person.department);
  const [seat, setSeat] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const chosen = seat ?? first?.code ?? '';
  const decide = (body: Parameters<typeof admit>[2]) => {
    setBusy(true);
    setProblem(undefined);
    admit(exercise, person.id, body)
      .catch((error: unknown) => setProblem(problemCode(error)))
      .finally(() => setBusy(false));
  };
  return (
    <li className="con-guest">
      <b>{person.name}</b> <span>{person.seat ?? person.department ?? ''}</span>
      <span className="quiet num">{t('waiting.since', { span: span(Math.max(0, now - person.since)) })}</span>
      <select
        aria-label={t('waiting.seat', { name: person.name })}
        value={chosen}
        onChange={(e) => setSeat(e.target.value)}
      >
        <option value="">{t('waiting.choose')}</option>
        {free.map((one) => (
          <option key={one.code} value={one.code}>
            {one.code} {words.in(one.name)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="drill-act drill-act-main"
        disabled={busy || chosen === ''}
        onClick={() => decide({ decision: 'admit', seat: chosen })}
      >
        {t('waiting.admit')}
      </button>
      <button
        type="button"
        className="drill-act"
        disabled={busy}
        onClick={() => decide({ decision: 'refuse' })}
      >
        {t('waiting.refuse')}
      </button>
      {problem ? (
        <p className="drill-fate drill-fate-no" role="alert">
          {say(`problems:${problem}`)}
        </p>
      ) : null}
    </li>
  );
}
