import { useState } from 'react';
import { rowMark } from '../../lib/drill/mark';
import { tPlus } from '../../lib/drill/time';
import { recipientCode } from '../../lib/drill/upcoming';
import { exerciseTime, span, wallTime } from '../../lib/time';
import type { LineItem, MessageItem, Party } from '../../protocol';
import { useDraft, useExercise, useItems, useMay, useNow, useYou } from '../../sync';
import {
  ConnectionChip,
  DeviceCheckButton,
  EmergencyButton,
  ExerciseClock,
  LanguageSwitch,
  TextSize,
  ThemeSwitch,
} from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { FeedbackCard } from '../../ui/drill/feedback/Card';
import { MarkSign } from '../../ui/drill/MarkSign';
import { Posts } from '../../ui/drill/MediaBoard';
import { PromisesInHand, PromisesWaiting } from '../../ui/drill/PromisesInHand';
import { WritePost } from '../../ui/drill/WritePost';
import { useConsoleWords, useDepartments, useZone } from './picture';
import './console.css';

/** Simulators and actors: their own lines in order, and messages in the voice of somebody who is not there. */
export function SimulatorView() {
  const words = useConsoleWords();
  const { t } = words;
  const exercise = useExercise();
  const zone = useZone();
  const you = useYou();
  return (
    <div className="sim">
      <header className="con-titlebar">
        <h1>{words.in(exercise?.title)}</h1>
        <span>
          {you.seat} {words.in(you.seat_name)} {you.name ?? ''}
        </span>
        <ExerciseClock />
        <ConnectionChip />
        <EmergencyButton />
        <PromisesWaiting />
      </header>
      <main id="main" className="sim-panes">
        <FeedbackCard />
        <Lines />
        <PromisesInHand zone={zone} />
        {you.role === 'SIM' ? <Media /> : null}
        {you.role === 'SIM' ? <Messages /> : null}
      </main>
      <footer className="con-look">
        <DeviceCheckButton />
        <LanguageSwitch />
        <TextSize />
        <ThemeSwitch />
        <span className="quiet">{t('sim.rest')}</span>
      </footer>
    </div>
  );
}

/** Posts of the simulated media: what is out, how far it has spread, and what nobody planned. */
function Media() {
  const zone = useZone();
  return (
    <div className="stack">
      <WritePost zone={zone} />
      <Posts zone={zone} />
    </div>
  );
}

function Lines() {
  const { t } = useConsoleWords();
  const lines = useItems('line');
  return (
    <section aria-label={t('sim.lines')}>
      <h2>
        {t('sim.lines')} <span className="quiet num">{lines.length}</span>
      </h2>
      {lines.length === 0 ? <p className="con-empty">{t('sim.no_lines')}</p> : null}
      <ol className="sim-lines">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
    </section>
  );
}

/** Counts as a row without deliveries: a line's own state is all its player needs. */
const NO_DELIVERIES = { total: 0, delivered: 0, acknowledged: 0, responded: 0, closed: 0, overdue: 0 };

function Line({ line }: { line: LineItem }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const zone = useZone();
  const waiting = line.status === 'scheduled' || line.status === 'armed' || line.status === 'held';
  const mark = rowMark({ status: line.status, deliveries: NO_DELIVERIES, release: 'manual' });
  return (
    <li className={`card sim-line${line.status === 'armed' ? ' sim-line-armed' : ''}`}>
      <p className="row">
        <b>{line.id}</b> <MarkSign mark={mark} />
        {line.planned !== null ? <span className="num">{tPlus(line.planned)}</span> : null}
        {waiting && line.planned !== null ? <Until at={line.planned} /> : null}
        {line.released ? (
          <span className="quiet num">
            {t('sim.out', {
              at: `${exerciseTime(line.released.exercise)} · ${wallTime(line.released.wall, zone)}`,
            })}
          </span>
        ) : null}
      </p>
      <p>
        {line.from ? <b className="sim-persona">{words.in(line.from)}</b> : null} →{' '}
        {line.to.map(recipientCode).join(', ') || '–'}
        {line.channel ? ` · ${say(`common:channel.${line.channel}`)}` : ''}
        {line.staging === 'people' ? <span className="con-kind">{t('queue.people')}</span> : null}
      </p>
      <p className="quiet">{words.in(line.title)}</p>
      {line.body ? <p className="sim-says">{words.in(line.body)}</p> : null}
      {line.actor_card ? (
        <div className="con-box con-box-control">
          <h3>{t('detail.card')}</h3>
          <p className="prewrap">{words.in(line.actor_card)}</p>
        </div>
      ) : null}
    </li>
  );
}

function Until({ at }: { at: number }) {
  const { t } = useConsoleWords();
  const left = at - useNow().exercise;
  return (
    <b className="num">
      {left >= 0 ? t('sim.in', { span: span(left) }) : t('sim.past', { span: span(left) })}
    </b>
  );
}

function Messages() {
  const { t } = useConsoleWords();
  const messages = useItems('message');
  const latest = [...messages].reverse();
  return (
    <section aria-label={t('sim.messages')}>
      <h2>{t('sim.messages')}</h2>
      <Compose />
      <ol className="sim-lines">
        {latest.map((message) => (
          <Said key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}

function partyWord(party: Party, say: (key: string) => string): string {
  return typeof party === 'object' ? party.department : say(`common:party.${party}`);
}

function Said({ message }: { message: MessageItem }) {
  const { say } = useConsoleWords();
  const zone = useZone();
  return (
    <li className="card">
      <p className="quiet">
        <time className="num">{wallTime(message.sent.at.wall, zone)}</time>{' '}
        <b>{message.persona ?? partyWord(message.from, say)}</b> →{' '}
        {message.to.map((party) => partyWord(party, say)).join(', ')}
      </p>
      <p className="prewrap">{message.text}</p>
    </li>
  );
}

function Compose() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const departments = useDepartments();
  const may = useMay('send_message');
  const [to, setTo] = useState<readonly string[]>([]);
  const [persona, setPersona] = useState('');
  const [text, write, drop] = useDraft('sim-message');
  const act = useAct(drop);
  const personas = [...new Set(useItems('line').flatMap((line) => [line.from?.zh, line.from?.en]))].filter(
    Boolean,
  );
  const missing =
    to.length === 0
      ? t('adhoc.no_recipient')
      : persona.trim() === ''
        ? t('sim.no_persona')
        : text.trim() === ''
          ? t('text.empty')
          : undefined;
  const parties = to.map((code): Party => (code === 'control' ? 'control' : { department: code }));
  return (
    <div className="card stack">
      <label>
        {t('sim.persona')}
        <input
          list="sim-personas"
          value={persona}
          maxLength={120}
          onChange={(event) => setPersona(event.target.value)}
        />
        <datalist id="sim-personas">
          {personas.map((name) => (
            <option key={name} value={name ?? ''} />
          ))}
        </datalist>
      </label>
      <fieldset className="con-choose">
        <legend>{t('adhoc.to')}</legend>
        {[...departments.map(({ code }) => code), 'control'].map((code) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={to.includes(code)}
              onChange={(event) =>
                setTo(event.target.checked ? [...to, code] : to.filter((one) => one !== code))
              }
            />
            {code === 'control' ? t('sim.control') : code}
          </label>
        ))}
      </fieldset>
      <label>
        {t('sim.text')}
        <textarea rows={3} maxLength={4_000} value={text} onChange={(event) => write(event.target.value)} />
      </label>
      <ActButton
        may={may}
        tone="main"
        notNow={missing}
        busy={act.busy}
        onAct={() =>
          act.give({ type: 'send_message', to: parties, text: text.trim(), persona: persona.trim() })
        }
      >
        {t('sim.send')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}
