import { useMemo, useState } from 'react';
import { type Entry, inbox, type MailKind } from '../../lib/drill/inbox';
import { useItems, usePresence } from '../../sync';
import { useStill } from '../../ui/drill/useStill';
import { useDesk } from './desk';
import { Letter } from './Letter';
import { NewRows } from './NewRows';
import { useConsoleWords } from './picture';
import { useRead } from './read';
import { WaitingRoom } from './WaitingRoom';

const KINDS: readonly MailKind[] = ['question', 'answer', 'report', 'message', 'declined'];
/** Letters drawn at once; older ones are in the log. */
const SHOWN = 60;

const keyOf = (entry: Entry) => entry.key;

/** Everything that came in, with how much of it is unread or waits. */
export function useInbox(): { entries: Entry[]; fresh: number } {
  const clarifications = useItems('clarification');
  const deliveries = useItems('delivery');
  const reports = useItems('report');
  const messages = useItems('message');
  const waiting = usePresence().waiting.length;
  const read = useRead((state) => state.read);
  const entries = useMemo(
    () => inbox({ clarifications, deliveries, reports, messages }),
    [clarifications, deliveries, reports, messages],
  );
  const fresh = useMemo(
    () => entries.filter((entry) => entry.waits || !read.has(entry.key)).length + waiting,
    [entries, read, waiting],
  );
  return { entries, fresh };
}

/** What departments ask, answer, report and say, each with what control can do about it. */
export function Inbox() {
  const { t } = useConsoleWords();
  const { entries, fresh } = useInbox();
  const open = useDesk((desk) => desk.open);
  const [kind, setKind] = useState<MailKind | null>(null);
  const read = useRead((state) => state.read);
  const mark = useRead((state) => state.mark);
  const asked = entries.filter((entry) => kind === null || entry.kind === kind);
  const wanted = [
    ...asked.filter((entry) => entry.waits || !read.has(entry.key)),
    ...asked.filter((entry) => !entry.waits && read.has(entry.key)),
  ].slice(0, SHOWN);
  const { shown, waiting, hold, take } = useStill(entries, wanted, keyOf, kind ?? '');
  const unread = entries.filter((entry) => !entry.waits && !read.has(entry.key));
  return (
    <section className="con-inbox" id="con-inbox" tabIndex={-1} aria-label={t('inbox.title')}>
      <div className="con-bar">
        <h2>
          {t('inbox.title')} <b className="num">{fresh}</b>
        </h2>
        <button type="button" className="drill-link" onClick={() => open({ type: 'slip' })}>
          {t('slip.open')}
        </button>
        <button
          type="button"
          className="drill-link"
          disabled={unread.length === 0}
          onClick={() => mark(unread.map((entry) => entry.key))}
        >
          {t('inbox.read_all')}
        </button>
      </div>
      <fieldset className="con-tabs con-tabs-small">
        <legend className="visually-hidden">{t('inbox.kinds')}</legend>
        <button type="button" aria-pressed={kind === null} onClick={() => setKind(null)}>
          {t('inbox.all')}
        </button>
        {KINDS.map((name) => (
          <button key={name} type="button" aria-pressed={kind === name} onClick={() => setKind(name)}>
            {t(`inbox.kind.${name}`)}
          </button>
        ))}
      </fieldset>
      <WaitingRoom />
      <NewRows count={waiting} take={take} />
      {shown.length === 0 ? <p className="con-empty">{t('inbox.empty')}</p> : null}
      <ol className="con-scroll con-letters" id="con-letters" aria-label={t('inbox.title')} {...hold}>
        {shown.map((entry) => (
          <Letter key={entry.key} entry={entry} unread={!entry.waits && !read.has(entry.key)} />
        ))}
      </ol>
    </section>
  );
}
