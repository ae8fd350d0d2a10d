import { useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { useMay } from '../../sync';
import { ConfirmButton } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import type { Act } from '../../ui/drill/act';
import { useConsoleWords } from './picture';
import { useRoll } from './roll';

/** STARTEX, and the roll call before it: who is not ready is said in words; the director may start all the same, and the record keeps that he knew. */
export function Startex({ act }: { act: Act }) {
  const { t } = useConsoleWords();
  const roll = useWords('rollcall');
  const may = useMay('start_exercise');
  const unready = useRoll().filter((line) => line.word !== 'go');
  const [note, setNote] = useState('');
  if (!may.ok)
    return (
      <ActButton may={may} busy={act.busy} onAct={() => act.give({ type: 'start_exercise' })}>
        {t('exercise.start_exercise')}
      </ActButton>
    );
  return (
    <ConfirmButton
      className="primary"
      confirm={unready.length > 0 ? roll.t('start.anyway') : t('exercise.start_exercise')}
      onConfirm={() =>
        act.give({
          type: 'start_exercise',
          confirmed: true,
          ...(note.trim() && unready.length > 0 ? { note: note.trim() } : {}),
        })
      }
      ask={<Ask note={note} onNote={setNote} />}
    >
      {t('exercise.start_exercise')}
    </ConfirmButton>
  );
}

function Ask({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  const { t, say } = useWords('rollcall');
  const console = useConsoleWords();
  const unready = useRoll().filter((line) => line.word !== 'go');
  return (
    <div className="con-roll-ask">
      {unready.length === 0 ? (
        <p>{t('start.ready')}</p>
      ) : (
        <>
          <p>
            <b>▲ {t('start.not_ready')}</b>
          </p>
          <ul>
            {unready.map(({ code, name, item, word }) => (
              <li key={code}>
                {t('start.one', {
                  department: `${code} ${name}`,
                  word: say(`common:readiness.${word}`),
                  ...item.count,
                })}
                {item.count.tests > 0 ? t('start.tests', item.count) : ''}
                {item.called?.note ? ` · ${item.called.note}` : ''}
              </li>
            ))}
          </ul>
          <label>
            {t('start.why')}
            <input value={note} maxLength={500} onChange={(event) => onNote(event.target.value)} />
          </label>
        </>
      )}
      <p>{console.t('exercise.start_ask')}</p>
    </div>
  );
}
