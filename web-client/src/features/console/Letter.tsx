import { memo, type ReactNode } from 'react';
import { reportedWords } from '../../lib/drill/facts';
import type { Entry } from '../../lib/drill/inbox';
import { reached } from '../../lib/drill/stage';
import { span, wallTime } from '../../lib/time';
import type { DeliveryItem, MessageItem, ReportItem } from '../../protocol';
import { useItems, useMay, useNow } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { AnswerText } from './AnswerText';
import { useDesk } from './desk';
import { useConsoleWords, useRow, useZone } from './picture';
import { useRead } from './read';
import { TextAct } from './TextAct';

interface Props {
  entry: Entry;
  unread: boolean;
}

export const Letter = memo(
  function Letter({ entry, unread }: Props) {
    return (
      <li
        className={`con-letter${entry.waits ? ' con-letter-waits' : ''}${unread ? ' con-letter-unread' : ''}`}
      >
        <Head entry={entry} unread={unread} />
        <Content entry={entry} />
      </li>
    );
  },
  // The list is derived anew with every frame; the item behind a letter keeps its identity.
  (before, after) => before.entry.item === after.entry.item && before.unread === after.unread,
);

function Head({ entry, unread }: Props) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const mark = useRead((state) => state.mark);
  return (
    <header>
      <time className="num">{wallTime(entry.at, zone)}</time>
      <b>{entry.department ?? t('inbox.simulation')}</b>
      <span>{t(`inbox.is.${entry.kind}`)}</span>
      {entry.waits ? <Waits since={entry.at} /> : null}
      {unread ? (
        <button type="button" className="drill-link con-read" onClick={() => mark([entry.key])}>
          {t('inbox.read')}
        </button>
      ) : null}
    </header>
  );
}

function Waits({ since }: { since: number }) {
  const { t } = useConsoleWords();
  const now = useNow().wall;
  return <span className="chip soon">▲ {t('inbox.waits', { span: span(Math.max(0, now - since)) })}</span>;
}

function Content({ entry }: { entry: Entry }): ReactNode {
  switch (entry.kind) {
    case 'question':
      return <Question item={entry.item} />;
    case 'declined':
      return <Declined item={entry.item} />;
    case 'answer':
      return <Answered item={entry.item} />;
    case 'report':
      return <Report item={entry.item} />;
    case 'message':
      return <Message item={entry.item} />;
  }
}

function RowLink({ id }: { id: string }) {
  const words = useConsoleWords();
  const row = useRow(id);
  const select = useDesk((desk) => desk.select);
  return (
    <button type="button" className="drill-link" onClick={() => select(id)}>
      <b>{id}</b> {row ? words.in(row.title) : ''}
    </button>
  );
}

function Question({ item }: { item: Extract<Entry, { kind: 'question' }>['item'] }) {
  const { t } = useConsoleWords();
  return (
    <>
      <RowLink id={item.row} />
      <p className="con-quote">{item.text}</p>
      {item.answer ? (
        <p className="quiet">
          {t('inbox.answered')}: {item.answer.text}
        </p>
      ) : (
        <TextAct
          name={`answer-${item.id}`}
          label={t('inbox.answer_label')}
          word="answer_clarification"
          button={t('inbox.answer')}
          make={(text) => ({ type: 'answer_clarification', clarification: item.id, text })}
        />
      )}
    </>
  );
}

function Declined({ item }: { item: DeliveryItem }) {
  const { t } = useConsoleWords();
  return (
    <>
      <RowLink id={item.row} />
      <p className="con-quote">{item.declined?.text}</p>
      {reached(item.stage, 'closed') ? null : (
        <TextAct
          name={`close-${item.id}`}
          label={t('inbox.close_label')}
          word="close_delivery"
          button={t('inbox.close')}
          make={(reason) => ({ type: 'close_delivery', delivery: item.id, reason })}
        />
      )}
    </>
  );
}

function Answered({ item }: { item: DeliveryItem }) {
  const { t } = useConsoleWords();
  const row = useRow(item.row);
  const zone = useZone();
  const accept = useMay('accept_response');
  const open = useDesk((desk) => desk.open);
  const act = useAct();
  const settled = reached(item.stage, 'accepted');
  return (
    <>
      <RowLink id={item.row} />
      {item.answer ? <AnswerText answer={item.answer} row={row} /> : null}
      {item.returned ? (
        <p className="quiet">
          {t('inbox.returned')}: {item.returned.text}
        </p>
      ) : null}
      <div className="con-acts">
        {settled ? null : (
          <ActButton
            may={accept}
            busy={act.busy}
            onAct={() => act.give({ type: 'accept_response', delivery: item.id })}
          >
            {t('inbox.accept')}
          </ActButton>
        )}
        <button
          type="button"
          className="drill-act"
          onClick={() => open({ type: 'delivery', row: item.row, department: item.department })}
        >
          {t('inbox.open')}
        </button>
        <Fate entry={act.entry} zone={zone} quiet />
      </div>
    </>
  );
}

function Report({ item }: { item: ReportItem }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const facts = useItems('plan')[0]?.report_facts ?? [];
  const pictures = useItems('fact');
  const named = (key: string) => {
    const fact = facts.find((one) => one.key === key);
    return fact ? words.in(fact.name) : key;
  };
  return (
    <>
      <p>
        <b>
          {say(`common:report.${item.report_kind}`)} {item.number}
        </b>{' '}
        {item.confirmed ? <span className="chip good">✓ {t('inbox.confirmed')}</span> : null}
        {item.superseded ? <span className="quiet">{t('inbox.superseded')}</span> : null}
      </p>
      <p className="con-quote">{item.text}</p>
      {item.facts.length > 0 ? (
        <ul className="con-facts">
          {item.facts.map((fact) => (
            <li key={fact.key}>
              {named(fact.key)}: <b>{reportedWords(fact, pictures, words.in)}</b>
            </li>
          ))}
        </ul>
      ) : null}
      {item.gaps.length > 0 ? (
        <p className="quiet">{t('inbox.gaps', { gaps: item.gaps.map(named).join(', ') })}</p>
      ) : null}
    </>
  );
}

function Message({ item }: { item: MessageItem }) {
  const { t } = useConsoleWords();
  const from = typeof item.from === 'object' ? item.from.department : item.from;
  const to = typeof item.from === 'object' ? [item.from] : [];
  return (
    <>
      <p className="con-quote">
        {item.persona ? <b>{item.persona}: </b> : null}
        {item.text}
      </p>
      {to.length > 0 ? (
        <TextAct
          name={`message-${from}`}
          label={t('inbox.reply_label', { to: from })}
          word="send_message"
          button={t('inbox.reply')}
          make={(text) => ({ type: 'send_message', to, text })}
          folded
        />
      ) : null}
    </>
  );
}
