import { conditionSentence } from '../../lib/drill/condition';
import { byWhom } from '../../lib/drill/entry';
import { rowMark } from '../../lib/drill/mark';
import { spanWords, tPlus } from '../../lib/drill/time';
import { recipientCode } from '../../lib/drill/upcoming';
import { exerciseTime, wallTime } from '../../lib/time';
import type { Bilingual, RowItem } from '../../protocol';
import { useItem, useItems } from '../../sync';
import { MarkSign } from '../../ui/drill/MarkSign';
import { Scroll } from '../../ui/drill/Scroll';
import { Deliveries } from './Deliveries';
import { useDesk } from './desk';
import { FirePanel } from './FirePanel';
import { Here } from './Here';
import { useConsoleWords, useRow, useRowStates, useZone } from './picture';
import { Reach } from './Reach';
import { RelayLink } from './RelaySheet';
import { RowActions } from './RowActions';

/** Everything about the selected row: what players get, what only control knows, what became of it. */
export function RowDetail() {
  const { t } = useConsoleWords();
  const selected = useDesk((desk) => desk.selected);
  const row = useRow(selected);
  const armed = useDesk((desk) => desk.armed?.row === selected);
  if (!row) {
    return (
      <section className="con-detail con-detail-none" aria-label={t('detail.title')}>
        <p>{t('detail.none')}</p>
      </section>
    );
  }
  return (
    <section className="con-detail" aria-label={t('detail.title')}>
      <Heading row={row} />
      <Reach row={row} />
      {armed ? <FirePanel row={row} /> : <RowActions row={row} />}
      <Scroll className="con-detail-body" label={`${row.id} ${t('detail.title')}`}>
        <Texts row={row} />
        <Facts row={row} />
        <Deliveries row={row} />
      </Scroll>
    </section>
  );
}

function Heading({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  const { t } = words;
  const state = useRowStates().get(row.id);
  return (
    <header className="con-detail-head">
      <h2>
        <span className="num">{row.id}</span> {words.in(row.title)}
      </h2>
      <MarkSign mark={rowMark(row, state)} />
      <span className="quiet">{words.say(`common:kind.${row.inject_kind}`)}</span>
      {row.origin !== 'planned' ? (
        <span className="quiet">{t(`origin.${row.origin}`, { of: row.of ?? '' })}</span>
      ) : null}
      <Here row={row.id} />
      {row.edits > 0 ? <span className="quiet">{t('detail.edited', { count: row.edits })}</span> : null}
    </header>
  );
}

/** Two boxes that cannot be taken for each other: what leaves this room, and what does not. */
function Texts({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  const { t } = words;
  const people = row.staging === 'people';
  return (
    <div className="con-texts">
      <article className="con-box con-box-players">
        <h3>{t(people ? 'detail.people_see' : 'detail.players_see')}</h3>
        <p className="con-sender">
          {row.player_title ? <b>{words.in(row.player_title)}</b> : null}
          <span>
            {row.from ? `${words.in(row.from)} · ` : ''}
            {row.channel ? words.say(`common:channel.${row.channel}`) : t('detail.any_channel')}
          </span>
        </p>
        <p className="con-body">{row.body ? words.in(row.body) : t('detail.no_body')}</p>
        <Options row={row} />
      </article>
      <article className="con-box con-box-control">
        <h3>
          <Lock />
          {t('detail.control_only')}
        </h3>
        <Note label={t('detail.expected')} text={row.expected_action} />
        <Note label={t('detail.note')} text={row.controller_note} />
        <Note label={t('detail.card')} text={row.actor_card} />
        <Note label={t('detail.background')} text={row.background} />
        <Note label={t('detail.evaluation')} text={row.evaluation_note} />
        {row.post ? (
          <Note
            label={t('detail.post')}
            text={{
              zh: `${row.post.platform.zh ?? ''} · ${row.post.author.zh ?? ''}`,
              en: `${row.post.platform.en ?? ''} · ${row.post.author.en ?? ''}`,
            }}
          />
        ) : null}
        {row.key_facts.length > 0 ? (
          <div className="con-note">
            <h4>{t('detail.key_facts')}</h4>
            <ul className="con-facts">
              {row.key_facts.map((fact) => (
                <li key={words.in(fact)}>{words.in(fact)}</li>
              ))}
            </ul>
            <RelayLink row={row.id} />
          </div>
        ) : null}
      </article>
    </div>
  );
}

/** The sign of what must not leave this room. */
function Lock() {
  return (
    <svg className="con-padlock" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d="M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7h1zm2 0h4V5a2 2 0 0 0-4 0v2z" fill="currentColor" />
    </svg>
  );
}

function Note({ label, text }: { label: string; text: Bilingual | null }) {
  const words = useConsoleWords();
  if (!text) return null;
  return (
    <div className="con-note">
      <h4>{label}</h4>
      <p>{words.in(text)}</p>
    </div>
  );
}

function Options({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  if (row.decision.length === 0) return null;
  return (
    <div className="con-note">
      <h4>
        {words.t('detail.options', {
          by: row.decided_by ? recipientCode(row.decided_by) : words.t('detail.anybody'),
        })}
      </h4>
      <ol className="con-options">
        {row.decision.map((choice) => (
          <li key={choice.value}>{words.in(choice.text)}</li>
        ))}
      </ol>
    </div>
  );
}

/** When and why it is due, to whom, within which limits, what ended it. */
function Facts({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const zone = useZone();
  const choice = useChoiceNames();
  const stamp = (at: { wall: number; exercise: number }) =>
    `${exerciseTime(at.exercise)} · ${wallTime(at.wall, zone)}`;
  const limits = (['acknowledge', 'respond', 'complete'] as const)
    .filter((duty) => row.targets[duty] !== null)
    .map((duty) => `${say(`common:duty.${duty}`)} ${spanWords(row.targets[duty] ?? 0, say)}`);
  return (
    <dl className="con-dl">
      <dt>{t('detail.when')}</dt>
      <dd>
        {conditionSentence(row.when, say, { choice })}
        {row.armed ? <b> {t('detail.true_since', { at: exerciseTime(row.armed.exercise) })}</b> : null}
        <span className="quiet"> {t(`release.${row.release}`)}</span>
      </dd>
      <dt>{t('detail.planned')}</dt>
      <dd className="num">
        {row.planned === null ? '–' : tPlus(row.planned)}
        {row.shift !== 0
          ? ` ${t('detail.shifted', { by: `${row.shift > 0 ? '+' : '−'}${spanWords(row.shift, say)}` })}`
          : ''}
      </dd>
      <dt>{t('detail.to')}</dt>
      <dd>
        {row.to.map(recipientCode).join(', ') || '–'}
        {row.lead ? ` · ${t('detail.lead', { lead: row.lead })}` : ''}
        {row.ack_seat ? ` · ${t('detail.ack_seat', { seat: row.ack_seat })}` : ''}
        {row.ack_policy === 'every_member' ? ` · ${t('detail.every_member')}` : ''}
      </dd>
      {limits.length > 0 ? <dt>{t('detail.limits')}</dt> : null}
      {limits.length > 0 ? <dd>{limits.join(' · ')}</dd> : null}
      {row.tasks.length > 0 ? <dt>{t('detail.tasks')}</dt> : null}
      {row.tasks.length > 0 ? (
        <dd>
          {row.tasks.map((task) => (
            <TaskName key={task} id={task} />
          ))}
        </dd>
      ) : null}
      {row.released ? <dt>{t('detail.released')}</dt> : null}
      {row.released ? (
        <dd>
          <span className="num">{stamp(row.released.at)}</span> {byWhom(row.released.by, say)}
        </dd>
      ) : null}
      {row.settled ? <dt>{t('detail.settled')}</dt> : null}
      {row.settled ? (
        <dd>
          <span className="num">{stamp(row.settled.at)}</span> {byWhom(row.settled.by, say)}
          {row.settled.text ? `: ${row.settled.text}` : ''}
        </dd>
      ) : null}
    </dl>
  );
}

function TaskName({ id }: { id: string }) {
  const words = useConsoleWords();
  const item = useItem(`task/${id}`);
  const task = item?.kind === 'task' ? item : undefined;
  return (
    <span className="con-task" title={task ? words.in(task.name) : undefined}>
      <b>{id}</b> {task ? words.in(task.name) : ''}{' '}
      {task?.outcome ? <span className="quiet">{words.say(`task.${task.outcome.outcome}`)}</span> : null}
    </span>
  );
}

/** What the values of decisions are called. */
function useChoiceNames() {
  const words = useConsoleWords();
  const rows = useItems('row');
  return (id: string, value: string) => {
    const option = rows.find((row) => row.id === id)?.decision.find((choice) => choice.value === value);
    return option ? words.in(option.text) : undefined;
  };
}
