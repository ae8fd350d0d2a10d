import { useState } from 'react';
import type { EntryItem } from '../../protocol';
import { useItems, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { EntryLine } from '../../ui/drill/EntryLine';
import { useStill } from '../../ui/drill/useStill';
import { useDesk } from './desk';
import { NewRows } from './NewRows';
import { useConsoleWords, useEntryNames, useZone } from './picture';

/** Lines drawn at once: the window of the record is longer than anybody reads in play. */
const LINES = 120;

const idOf = (entry: EntryItem) => entry.id;

/** The position log: it writes itself; a controller adds a line or a star. */
export function Log() {
  const { t } = useConsoleWords();
  const zone = useZone();
  const entries = useItems('entry');
  const names = useEntryNames();
  const select = useDesk((desk) => desk.select);
  const open = useDesk((desk) => desk.open);
  const may = useMay('write_log');
  const [own, setOwn] = useState(false);
  const wanted = own ? entries.filter((entry) => entry.entry_kind === 'note' || entry.pinned) : entries;
  const latest = wanted.slice(-LINES).reverse();
  const { shown: lines, waiting, hold, take } = useStill(entries, latest, idOf, String(own));
  return (
    <section className="con-log" id="con-log" tabIndex={-1} aria-label={t('log.title')}>
      <div className="con-bar">
        <h2>{t('log.title')}</h2>
        <label className="con-check">
          <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} />
          {t('log.own')}
        </label>
        <ActButton may={may} hint="B" onAct={() => open({ type: 'log', pinned: true, row: null })}>
          ★ {t('log.pin')}
        </ActButton>
        <ActButton may={may} hint="L" onAct={() => open({ type: 'log', pinned: false, row: null })}>
          + {t('log.write')}
        </ActButton>
      </div>
      <NewRows count={waiting} take={take} />
      {lines.length === 0 ? <p className="con-empty">{t('log.empty')}</p> : null}
      <ol className="con-scroll con-lines" aria-label={t('log.title')} {...hold}>
        {lines.map((entry) => (
          <EntryLine key={entry.id} entry={entry} names={names} zone={zone} onRow={select} />
        ))}
      </ol>
    </section>
  );
}
