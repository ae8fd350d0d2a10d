import { useEffect, useMemo, useRef, useState } from 'react';
import { composing } from '../../lib/keys';
import type { Channel, Command, Recipient } from '../../protocol';
import { useDraft, useItems, useMay, useNow } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { SECOND_ACT_AFTER_MS, useDesk } from './desk';
import { ReachLine, refocus } from './FirePanel';
import { useConsoleWords, useDepartments, useZone } from './picture';

const CHANNELS: readonly Channel[] = [
  'phone',
  'radio',
  'in_person',
  'system',
  'social',
  'paper',
  'email',
  'broadcast',
  'other',
];
/** Limits offered, in exercise minutes; none where the row asks for nothing. */
const LIMITS = [0, 1, 2, 3, 5, 10, 15] as const;
/** How long an ad-hoc row waits before it goes out, in wall milliseconds: the server's window. */
const UNDO_MS = 5_000;
/** A title is the first words of the text. */
const TITLE_LENGTH = 40;

/** Something that is not in the plan: written here, armed, then sent; five seconds to take it back. */
export function AdHoc() {
  const { t } = useConsoleWords();
  const on = useDesk((desk) => desk.composing);
  const compose = useDesk((desk) => desk.compose);
  const may = useMay('send_ad_hoc');
  return (
    <section className={`con-adhoc${on ? ' con-adhoc-open' : ''}`} aria-label={t('adhoc.title')}>
      {on ? (
        <Composer />
      ) : (
        <ActButton may={may} hint="N" onAct={() => compose(true)}>
          {t('adhoc.title')}
        </ActButton>
      )}
      <Undo />
    </section>
  );
}

function Composer() {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const compose = useDesk((desk) => desk.compose);
  const departments = useDepartments();
  const tasks = useItems('task');
  const may = useMay('send_ad_hoc');
  const [to, setTo] = useState<readonly string[]>([]);
  const [from, setFrom] = useState('');
  const [channel, setChannel] = useState<Channel>('phone');
  const [acknowledge, setAcknowledge] = useState(1);
  const [respond, setRespond] = useState(0);
  const [task, setTask] = useState('');
  const [text, write, drop] = useDraft('console-adhoc');
  const [armed, setArmed] = useState<number>();
  const act = useAct(() => {
    drop();
    setTo([]);
    setArmed(undefined);
    compose(false);
    refocus(useDesk.getState().selected);
  });
  const recipients = useMemo<Recipient[]>(() => to.map((department) => ({ department })), [to]);
  const missing =
    to.length === 0 ? t('adhoc.no_recipient') : text.trim() === '' ? t('text.empty') : undefined;
  const arm = () => {
    if (missing === undefined && may.ok) setArmed(performance.now());
  };
  const send = () => {
    if (armed === undefined || performance.now() - armed < SECOND_ACT_AFTER_MS || act.busy) return;
    act.give(
      commandOf({ text: text.trim(), recipients, from: from.trim(), channel, acknowledge, respond, task }),
    );
  };
  return (
    <div className="con-composer">
      <fieldset className="con-choose">
        <legend>{t('adhoc.to')}</legend>
        {departments.map(({ code, name }) => (
          <label key={code} title={name}>
            <input
              type="checkbox"
              checked={to.includes(code)}
              onChange={(event) => {
                setArmed(undefined);
                setTo(event.target.checked ? [...to, code] : to.filter((one) => one !== code));
              }}
            />
            {code}
          </label>
        ))}
      </fieldset>
      <label className="con-inline">
        {t('adhoc.from')}
        <input
          value={from}
          maxLength={120}
          placeholder={t('adhoc.from_hint')}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label className="con-inline">
        {t('adhoc.via')}
        <select value={channel} onChange={(event) => setChannel(event.target.value as Channel)}>
          {CHANNELS.map((one) => (
            <option key={one} value={one}>
              {say(`common:channel.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Limit label={t('adhoc.ack')} value={acknowledge} onChange={setAcknowledge} />
      <Limit label={t('adhoc.reply')} value={respond} onChange={setRespond} />
      <label className="con-inline">
        {t('adhoc.task')}
        <select value={task} onChange={(event) => setTask(event.target.value)}>
          <option value="">–</option>
          {tasks.map((one) => (
            <option key={one.id}>{one.id}</option>
          ))}
        </select>
      </label>
      <textarea
        aria-label={t('adhoc.text')}
        placeholder={t('adhoc.text')}
        rows={2}
        maxLength={4_000}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the composer was asked for by key or button
        autoFocus
        onChange={(event) => {
          setArmed(undefined);
          write(event.target.value);
        }}
        onKeyDown={(event) => {
          if (composing(event.nativeEvent)) return;
          if (event.key === 'Escape') compose(false);
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          arm();
        }}
      />
      {armed === undefined ? (
        <ActButton may={may} notNow={missing} hint="Ctrl+⏎" onAct={arm}>
          {t('adhoc.arm')}
        </ActButton>
      ) : (
        <div className="con-fire" role="alertdialog" aria-label={t('adhoc.title')}>
          <ReachLine row={{ to: recipients }} />
          <SendButton may={may} busy={act.busy} onSend={send} label={t('adhoc.send')} />
        </div>
      )}
      <button type="button" className="drill-act" onClick={() => compose(false)}>
        <span>{say('common:action.cancel')}</span>{' '}
        <span className="drill-key" aria-hidden="true">
          Esc
        </span>
      </button>
      <Fate entry={act.entry} zone={zone} quiet />
    </div>
  );
}

interface SendProps {
  may: { ok: boolean; why: string | undefined };
  busy: boolean;
  label: string;
  onSend: () => void;
}

/** Takes the focus when it appears, so that Enter is the second step. */
function SendButton({ may, busy, label, onSend }: SendProps) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <ActButton ref={ref} may={may} tone="main" hint="⏎" busy={busy} onAct={onSend}>
      {label}
    </ActButton>
  );
}

function Limit({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const { t, say } = useConsoleWords();
  return (
    <label className="con-inline">
      {label}
      <select value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {LIMITS.map((minutes) => (
          <option key={minutes} value={minutes}>
            {minutes === 0 ? t('adhoc.none') : say('span.min', { n: minutes })}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Draft {
  text: string;
  recipients: Recipient[];
  from: string;
  channel: Channel;
  acknowledge: number;
  respond: number;
  task: string;
}

/** The command of a composed row; its title for control is how the text begins. */
export function commandOf(draft: Draft): Command {
  const first = draft.text.split('\n')[0] ?? draft.text;
  const title = [...first].length > TITLE_LENGTH ? `${[...first].slice(0, TITLE_LENGTH).join('')}…` : first;
  return {
    type: 'send_ad_hoc',
    title,
    body: draft.text,
    to: draft.recipients,
    channel: draft.channel,
    targets: {
      acknowledge: draft.acknowledge > 0 ? draft.acknowledge * 60 : null,
      respond: draft.respond > 0 ? draft.respond * 60 : null,
      complete: null,
    },
    tasks: draft.task ? [draft.task] : [],
    ...(draft.from ? { from: draft.from } : {}),
    ...(draft.respond > 0 ? { response: { type: 'text' } } : {}),
  };
}

/** An ad-hoc row waits five seconds before it goes out: here is its way back. */
function Undo() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const rows = useItems('row');
  const now = useNow(500).wall;
  const may = useMay('undo_ad_hoc');
  const act = useAct();
  const last = rows.filter((row) => row.origin === 'ad_hoc' && row.status === 'armed').at(-1);
  const left = last?.armed ? last.armed.wall + UNDO_MS - now : 0;
  if (!last || left <= 0) return <Fate entry={act.entry} zone={zone} quiet />;
  return (
    <div className="con-undo" role="status">
      <b>{last.id}</b> {t('adhoc.goes', { n: Math.ceil(left / 1000) })}
      <ActButton
        may={may}
        tone="main"
        busy={act.busy}
        onAct={() => act.give({ type: 'undo_ad_hoc', row: last.id })}
      >
        {t('adhoc.undo')}
      </ActButton>
    </div>
  );
}
