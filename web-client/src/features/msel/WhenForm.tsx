/** A condition built by choosing, and read back as a sentence while it is. */
import { useState } from 'react';
import { conditionSentence } from '../../lib/drill/condition';
import {
  asType,
  CONDITION_TYPES,
  DEPTH_MAX,
  depthOf,
  joined,
  NODES_MAX,
  nodesOf,
  type Path,
  replaced,
  whole,
} from '../../lib/msel/conditions';
import { momentText, readMoment, readSpan, spanText } from '../../lib/msel/time';
import type { Choice, Condition } from '../../protocol';
import { useParts } from './options';
import { sheetNow } from './sheet';
import { TextBox } from './TextBox';
import { useKept } from './useKept';
import { useMselWords } from './words';

interface Props {
  id: string;
  off: boolean;
  value: Condition | undefined;
  save: (value: unknown) => void;
}

export function WhenForm({ id, off, value, save }: Props) {
  const { t, say } = useMselWords();
  const [root, setRoot] = useKept(value);
  const change = (next: Condition | undefined) => {
    setRoot(next);
    if (next === undefined) save(undefined);
    else if (whole(next)) save(next);
  };
  if (!root)
    return (
      <button id={id} type="button" disabled={off} onClick={() => change({ type: 'time', at: 0 })}>
        ＋ {t('when.add')}
      </button>
    );
  return (
    <div className="msel-when">
      <p className="msel-when-reads" role="status">
        <span className="quiet">{t('when.reads')}</span>{' '}
        {conditionSentence(root, say, { choice: choiceName })}
      </p>
      <Part id={id} off={off} root={root} path={[]} part={root} change={change} />
    </div>
  );
}

/** What an option of another row is called. */
function choicesOf(number: string): readonly Choice[] {
  const { order, rows } = sheetNow();
  const row = order.map((one) => rows.get(one)).find((one) => one?.cells.id?.text === number);
  const value = row?.cells.decision?.value;
  return Array.isArray(value) ? (value as Choice[]) : [];
}

function choiceName(row: string, value: string): string | undefined {
  const text = choicesOf(row).find((one) => one.value === value)?.text;
  return text?.zh ?? text?.en;
}

interface PartProps {
  id?: string;
  off: boolean;
  root: Condition;
  path: Path;
  part: Condition;
  change: (root: Condition | undefined) => void;
}

function Part({ id, off, root, path, part, change }: PartProps) {
  const { t } = useMselWords();
  const put = (next: Condition) => change(replaced(root, path, next));
  const group = 'of' in part;
  const room = nodesOf(root) + 2 <= NODES_MAX && depthOf(root) < DEPTH_MAX;
  return (
    <fieldset className={group ? 'msel-when-group' : 'msel-when-part'}>
      <legend className="visually-hidden">
        {t('when.part')} {path.map((step) => step + 1).join('.')}
      </legend>
      <div className="msel-when-line">
        <select
          id={id}
          disabled={off}
          aria-label={t('when.kind')}
          value={part.type}
          onChange={(event) =>
            put(asType(CONDITION_TYPES.find((one) => one === event.target.value) ?? 'manual', part))
          }
        >
          {CONDITION_TYPES.map((one) => (
            <option key={one} value={one}>
              {t(`when.type.${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          disabled={off}
          aria-label={t('when.remove')}
          onClick={() => change(replaced(root, path, undefined))}
        >
          ✕
        </button>
      </div>
      {group || part.type === 'manual' ? null : (
        <div className="msel-when-line">
          <Details part={part} off={off} put={put} />
        </div>
      )}
      {group ? (
        <div className="msel-when-of">
          {part.of.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no key but their place
            <Part key={at} off={off} root={root} path={[...path, at]} part={one} change={change} />
          ))}
          <button
            type="button"
            disabled={off || !room}
            onClick={() => put({ ...part, of: [...part.of, { type: 'time', at: 0 }] })}
          >
            ＋ {t('when.add')}
          </button>
        </div>
      ) : path.length === 0 ? (
        <div className="msel-when-more">
          {(['all', 'any'] as const).map((type) => (
            <button
              key={type}
              type="button"
              disabled={off || !room}
              onClick={() => change(joined(root, path, type, { type: 'time', at: 0 }))}
            >
              ＋ {t(`when.wrap_${type}`)}
            </button>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

interface DetailsProps {
  part: Condition;
  off: boolean;
  put: (part: Condition) => void;
}

const EVENTS = ['released', 'acknowledged', 'responded', 'complete'] as const;

function Details({ part, off, put }: DetailsProps) {
  const { t } = useMselWords();
  switch (part.type) {
    case 'time':
      return <Moment name={t('when.at')} off={off} seconds={part.at} onSave={(at) => put({ ...part, at })} />;
    case 'after':
      return (
        <>
          <Ref part={part} off={off} put={put} />
          <select
            disabled={off}
            aria-label={t('when.moment')}
            value={part.event}
            onChange={(event) =>
              put({ ...part, event: EVENTS.find((one) => one === event.target.value) ?? 'released' })
            }
          >
            {EVENTS.map((one) => (
              <option key={one} value={one}>
                {t(`when.event.${one}`)}
              </option>
            ))}
          </select>
          <Span
            name={t('when.delay')}
            off={off}
            seconds={part.delay}
            onSave={(delay) => put({ ...part, delay })}
          />
        </>
      );
    case 'done':
      return <Ref part={part} off={off} put={put} tasks />;
    case 'not_done':
      return (
        <>
          <Ref part={part} off={off} put={put} tasks />
          <Moment name={t('when.by')} off={off} seconds={part.by} onSave={(by) => put({ ...part, by })} />
        </>
      );
    case 'no_ack':
    case 'no_response':
      return (
        <>
          <Ref part={part} off={off} put={put} />
          <Dept part={part} off={off} put={put} />
          <Span
            name={t('when.within')}
            off={off}
            seconds={part.within}
            onSave={(within) => put({ ...part, within })}
          />
        </>
      );
    case 'decision':
      return (
        <>
          <Ref part={part} off={off} put={put} />
          <Option part={part} off={off} put={put} />
        </>
      );
    default:
      return null;
  }
}

type WithRef = Extract<Condition, { ref: string }>;

function Ref({
  part,
  off,
  put,
  tasks,
}: {
  part: WithRef;
  off: boolean;
  put: (part: Condition) => void;
  tasks?: boolean;
}) {
  const { t } = useMselWords();
  return (
    <TextBox
      text={part.ref}
      disabled={off}
      list={tasks ? 'msel-rows-tasks' : 'msel-rows'}
      placeholder={t(tasks ? 'when.ref_task' : 'when.ref')}
      aria-label={t(tasks ? 'when.ref_task' : 'when.ref')}
      aria-invalid={part.ref === '' || undefined}
      onSave={(ref) => put({ ...part, ref: ref.trim() })}
    />
  );
}

function Dept({
  part,
  off,
  put,
}: {
  part: Extract<Condition, { within: number }>;
  off: boolean;
  put: (part: Condition) => void;
}) {
  const words = useMselWords();
  const departments = useParts()?.departments ?? [];
  return (
    <select
      disabled={off}
      aria-label={words.t('when.dept')}
      value={part.dept ?? ''}
      onChange={(event) => {
        const { dept: _, ...rest } = part;
        put(event.target.value ? { ...rest, dept: event.target.value } : rest);
      }}
    >
      <option value="">{words.t('when.any_dept')}</option>
      {departments.map(({ code, name }) => (
        <option key={code} value={code}>
          {code} {words.in(name)}
        </option>
      ))}
    </select>
  );
}

function Option({
  part,
  off,
  put,
}: {
  part: Extract<Condition, { type: 'decision' }>;
  off: boolean;
  put: (part: Condition) => void;
}) {
  const words = useMselWords();
  const choices = choicesOf(part.ref);
  return (
    <select
      disabled={off}
      aria-label={words.t('when.choice')}
      value={part.value}
      onChange={(event) => put({ ...part, value: event.target.value })}
    >
      <option value="">–</option>
      {choices.some(({ value }) => value === part.value) || part.value === '' ? null : (
        <option value={part.value}>{part.value}</option>
      )}
      {choices.map(({ value, text }) => (
        <option key={value} value={value}>
          {words.in(text)}
        </option>
      ))}
    </select>
  );
}

interface TimeProps {
  name: string;
  off: boolean;
  seconds: number;
  onSave: (seconds: number) => void;
}

/** A moment or a span as it is typed; what is none is said and not taken. */
function Typed({
  name,
  off,
  text,
  read,
  onSave,
}: Omit<TimeProps, 'seconds'> & { text: string; read: (text: string) => number | undefined }) {
  const { t } = useMselWords();
  const [wrong, setWrong] = useState(false);
  return (
    <label className="msel-when-time">
      <span>{name}</span>
      <TextBox
        text={text}
        disabled={off}
        placeholder={t('when.time_hint')}
        aria-invalid={wrong || undefined}
        onSave={(typed) => {
          const seconds = read(typed);
          setWrong(seconds === undefined);
          if (seconds !== undefined) onSave(seconds);
        }}
      />
      {wrong ? (
        <span className="msel-f-fault" role="alert">
          ! {t('when.unread')}
        </span>
      ) : null}
    </label>
  );
}

const Moment = ({ seconds, ...rest }: TimeProps) => (
  <Typed {...rest} text={momentText(seconds)} read={readMoment} />
);
const Span = ({ seconds, ...rest }: TimeProps) => (
  <Typed {...rest} text={spanText(seconds)} read={readSpan} />
);
