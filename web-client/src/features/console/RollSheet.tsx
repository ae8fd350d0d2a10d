import { useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { wallTime } from '../../lib/time';
import type { Readiness } from '../../protocol';
import { useMay } from '../../sync';
import { DeviceCheckButton, Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { type Act, useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useZone } from './picture';
import { RollCount } from './RollCount';
import { RollDevices } from './RollDevices';
import { RollStaff } from './RollStaff';
import { type RollLine, SHAPE, useRoll } from './roll';
import './roll.css';

const WORDS: readonly Readiness[] = ['go', 'wait', 'no_go'];

/** The roll call: each department with what its seats reported, and control's word on it. */
export function RollSheet() {
  const { t } = useWords('rollcall');
  const open = useDesk((desk) => desk.open);
  const roll = useRoll();
  const zone = useZone();
  const act = useAct();
  return (
    <Dialog title={t('title')} onClose={() => open(null)}>
      <div className="con-sheet con-roll">
        <p className="quiet">{t('about')}</p>
        <div className="con-wide">
          <table className="drill-table">
            <thead>
              <tr>
                <th scope="col">{t('department')}</th>
                <th scope="col" className="num">
                  {t('in')}
                </th>
                <th scope="col" className="num">
                  {t('sound')}
                </th>
                <th scope="col" className="num">
                  {t('test')}
                </th>
                <th scope="col">{t('word')}</th>
                <th scope="col">{t('call')}</th>
              </tr>
            </thead>
            <tbody>
              {roll.map((line) => (
                <Line key={line.code} line={line} act={act} />
              ))}
            </tbody>
            <RollStaff />
          </table>
        </div>
        <Fate entry={act.entry} zone={zone} />
        <div className="con-acts">
          <DeviceCheckButton className="drill-act" />
        </div>
        <RollDevices />
      </div>
    </Dialog>
  );
}

function Line({ line, act }: { line: RollLine; act: Act }) {
  const { code, name, item } = line;
  const { seats, live, sound, tested, tests } = item.count;
  return (
    <>
      <tr className={item.missing.length > 0 ? 'con-roll-line con-roll-open' : 'con-roll-line'}>
        <th scope="row">
          {code} <span className="quiet">{name}</span>
        </th>
        <RollCount have={live} of={seats} />
        <RollCount have={sound} of={seats} />
        <RollCount have={tested} of={tests} />
        <td>
          <Word line={line} />
        </td>
        <td>
          <Calls line={line} act={act} />
        </td>
      </tr>
      {item.missing.length > 0 ? (
        <tr>
          <td colSpan={6}>
            <Missing line={line} act={act} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Word({ line }: { line: RollLine }) {
  const { t, say } = useWords('rollcall');
  const zone = useZone();
  const { called, proposed } = line.item;
  const word = called?.word ?? proposed;
  return (
    <span className="con-roll-word">
      <b className={`chip ${called ? `con-roll-${word}` : 'idle'}`}>
        <span aria-hidden="true">{SHAPE[word]}</span>
        {called ? say(`common:readiness.${word}`) : t('proposed', { word: say(`common:readiness.${word}`) })}
      </b>
      {called ? (
        <span className="quiet small">
          {t('by', {
            who: [called.rung.by?.seat, called.rung.by?.name].filter(Boolean).join(' '),
            time: wallTime(called.rung.at.wall, zone),
          })}
          {called.note ? ` · ${called.note}` : ''}
        </span>
      ) : null}
    </span>
  );
}

/** Go and wait are one tap; no-go has a reason. */
function Calls({ line, act }: { line: RollLine; act: Act }) {
  const { t, say } = useWords('rollcall');
  const may = useMay('call_department');
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState(false);
  const give = (word: Readiness) => {
    const reason = note.trim();
    act.give({
      type: 'call_department',
      department: line.code,
      word,
      ...(reason ? { note: reason } : {}),
    });
    setNote('');
    setAsking(false);
  };
  return (
    <span className="con-acts con-roll-calls">
      {WORDS.map((word) => (
        <ActButton
          key={word}
          may={may}
          busy={act.busy}
          tone={word === 'go' && line.item.proposed === 'go' && !line.item.called ? 'main' : 'plain'}
          pressed={line.item.called?.word === word}
          onAct={() => {
            if (word === 'no_go' && note.trim() === '') setAsking(true);
            else give(word);
          }}
        >
          {say(`common:readiness.${word}`)}
          <span className="visually-hidden"> {line.code}</span>
        </ActButton>
      ))}
      {asking ? (
        <form
          className="con-roll-note"
          onSubmit={(event) => {
            event.preventDefault();
            if (note.trim()) give('no_go');
          }}
        >
          <label>
            <span className="visually-hidden">{t('noteFor', { department: line.code })}</span>
            <input
              // biome-ignore lint/a11y/noAutofocus: the reason was asked for with the tap before
              autoFocus
              value={note}
              placeholder={t('note')}
              maxLength={500}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          <button type="submit" disabled={note.trim() === ''}>
            {say('common:readiness.no_go')}
          </button>
        </form>
      ) : null}
    </span>
  );
}

/** Who is missing, and how to reach the department: the test inject again, or a message. */
function Missing({ line, act }: { line: RollLine; act: Act }) {
  const { t, lang } = useWords('rollcall');
  const nudge = useMay('nudge_inject');
  const message = useMay('send_message');
  const { missing, test_row: row, count } = line.item;
  const untested = row !== null && count.tested < count.tests;
  return (
    <span className="con-roll-missing">
      <span className="quiet">{t('missing')}</span>
      {missing.map((one) => {
        // Whoever is not there lacks the rest as well.
        const lacks = one.absent ? ['absent'] : [one.silent && 'silent', one.untested && 'untested'];
        return (
          <span key={one.seat}>
            <b>{one.seat}</b>{' '}
            <span className="quiet">
              {lacks.flatMap((word) => (word ? [t(word)] : [])).join(lang === 'zh' ? '、' : ', ')}
            </span>
          </span>
        );
      })}
      <span className="con-acts">
        {untested ? (
          <ActButton
            may={nudge}
            busy={act.busy}
            onAct={() => act.give({ type: 'nudge_inject', row, department: line.code })}
          >
            {t('nudge')}
            <span className="visually-hidden"> {line.code}</span>
          </ActButton>
        ) : null}
        <ActButton
          may={message}
          busy={act.busy}
          onAct={() =>
            act.give({ type: 'send_message', to: [{ department: line.code }], text: t('ask_text') })
          }
        >
          {t('ask')}
          <span className="visually-hidden"> {line.code}</span>
        </ActButton>
      </span>
    </span>
  );
}
