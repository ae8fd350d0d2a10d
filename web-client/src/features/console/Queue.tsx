import { useEffect, useMemo, useRef } from 'react';
import { counts, type QueueView, queue, TABS, type Tab } from '../../lib/drill/queue';
import type { RowItem } from '../../protocol';
import { useItems, useNow, useYou } from '../../sync';
import { useStill } from '../../ui/drill/useStill';
import { useWindow } from '../../ui/drill/useWindow';
import { useDesk } from './desk';
import { NewRows } from './NewRows';
import { useConsoleWords, useRowStates } from './picture';
import { QueueRow } from './QueueRow';

/** How often "due within 15 minutes" is asked again. */
const REGROUP_EVERY_MS = 2_000;

const idOf = (row: RowItem) => row.id;

/** The queue: it never reorders under the pointer or the focus, new rows wait behind a button. */
export function Queue() {
  const { t } = useConsoleWords();
  const you = useYou();
  const rows = useItems('row');
  const states = useRowStates();
  const now = useNow(REGROUP_EVERY_MS).exercise;
  const tab = useDesk((desk) => desk.tab);
  const filter = useDesk((desk) => desk.filter);
  const view = useMemo<QueueView>(
    () => ({ tab, filter, now, states, whose: { seat: you.seat, watches: you.watches } }),
    [tab, filter, now, states, you.seat, you.watches],
  );
  const wanted = useMemo(() => queue(rows, view), [rows, view]);
  const count = useMemo(() => counts(rows, view), [rows, view]);
  const { shown, waiting, hold, take } = useStill(rows, wanted, idOf, `${tab}|${filter}`);
  const scroll = useRef<HTMLDivElement>(null);
  const sight = useWindow(scroll, shown.length);
  useEffect(() => useDesk.getState().list(shown.map((row) => row.id)), [shown]);

  return (
    <section className="con-queue" id="con-queue" tabIndex={-1} aria-label={t('queue.title')}>
      <Bar count={count} />
      <NewRows count={waiting} take={take} />
      <div className="con-scroll" id="con-rows" ref={scroll} {...hold}>
        <table className="con-rows" aria-rowcount={shown.length + 1}>
          <caption className="visually-hidden">{t('queue.caption', { count: shown.length })}</caption>
          <Head />
          <tbody>
            {sight.above > 0 ? <Gap height={sight.above} /> : null}
            {shown.slice(sight.from, sight.to).map((row, index) => (
              <QueueRow key={row.id} row={row} state={states.get(row.id)} index={sight.from + index} />
            ))}
            {sight.below > 0 ? <Gap height={sight.below} /> : null}
          </tbody>
        </table>
        {shown.length === 0 ? (
          <p className="con-empty">{t(filter ? 'queue.nothing_found' : `queue.empty_${tab}`)}</p>
        ) : null}
      </div>
    </section>
  );
}

/** What is out of sight takes its room and no more. */
function Gap({ height }: { height: number }) {
  return (
    <tr>
      <td colSpan={6} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function Head() {
  const { t } = useConsoleWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t('queue.state')}</th>
        <th scope="col">{t('queue.id')}</th>
        <th scope="col" className="num">
          T+
        </th>
        <th scope="col">{t('queue.to')}</th>
        <th scope="col">{t('queue.what')}</th>
        <th scope="col" className="num">
          {t('queue.clock')}
        </th>
      </tr>
    </thead>
  );
}

function Bar({ count }: { count: Record<Tab, number> }) {
  const { t } = useConsoleWords();
  const tab = useDesk((desk) => desk.tab);
  const show = useDesk((desk) => desk.show);
  const filter = useDesk((desk) => desk.filter);
  const find = useDesk((desk) => desk.find);
  return (
    <div className="con-bar">
      <h2>{t('queue.title')}</h2>
      <fieldset className="con-tabs">
        <legend className="visually-hidden">{t('queue.tabs')}</legend>
        {TABS.map((name) => (
          <button key={name} type="button" aria-pressed={tab === name} onClick={() => show(name)}>
            {t(`queue.tab.${name}`)} <b className="num">{count[name]}</b>
          </button>
        ))}
      </fieldset>
      <label className="con-find">
        <span className="visually-hidden">{t('queue.find')}</span>
        <input
          id="con-find"
          type="search"
          value={filter}
          placeholder={t('queue.find_hint')}
          aria-keyshortcuts="/"
          onChange={(event) => find(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            find('');
            event.currentTarget.blur();
          }}
        />
      </label>
    </div>
  );
}
