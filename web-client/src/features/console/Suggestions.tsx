import { useMemo } from 'react';
import { conditionSentence } from '../../lib/drill/condition';
import { recipientCode, suggestions } from '../../lib/drill/upcoming';
import { exerciseTime } from '../../lib/time';
import type { RowItem } from '../../protocol';
import { useItems, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';

/** How many suggestions are shown whole; the rest stand in the queue below. */
const SHOWN = 3;

/** What the rules suggest now, each with its reason in words and one action. */
export function Suggestions() {
  const { t } = useConsoleWords();
  const rows = useItems('row');
  const list = useMemo(() => suggestions(rows), [rows]);
  if (list.length === 0) return null;
  return (
    <section className="con-suggestions" aria-label={t('suggest.title', { count: list.length })}>
      <h2 className="visually-hidden">{t('suggest.title', { count: list.length })}</h2>
      <ul>
        {list.slice(0, SHOWN).map((row) => (
          <Suggestion key={row.id} row={row} />
        ))}
      </ul>
      {list.length > SHOWN ? (
        <p className="quiet">{t('suggest.more', { count: list.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}

function Suggestion({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  const { t, say } = words;
  const arm = useDesk((desk) => desk.arm);
  const select = useDesk((desk) => desk.select);
  const open = useDesk((desk) => desk.open);
  const staged = row.staging === 'people';
  const expected = row.inject_kind === 'expected_action';
  const fire = useMay(staged ? 'mark_staged' : 'release_inject');
  const complete = useMay('complete_inject');
  return (
    <li className="con-suggestion">
      <span className="con-suggestion-shape" aria-hidden="true">
        ▲
      </span>
      <div className="con-suggestion-words">
        <button type="button" className="drill-link" onClick={() => select(row.id)}>
          <b>{row.id}</b> {words.in(row.title)}
        </button>
        <span className="quiet">→ {row.to.map(recipientCode).join(' ') || '–'}</span>
        <p className="con-reason">
          {t(expected ? 'suggest.expected' : 'suggest.because', { reason: conditionSentence(row.when, say) })}
          {row.armed ? ` · ${t('detail.true_since', { at: exerciseTime(row.armed.exercise) })}` : ''}
        </p>
      </div>
      {expected ? (
        <ActButton may={complete} onAct={() => open({ type: 'complete', row: row.id })}>
          {t('act.happened')}
        </ActButton>
      ) : (
        <ActButton may={fire} tone="main" onAct={() => arm(row.id)}>
          {t(staged ? 'act.staged' : 'act.fire')}
        </ActButton>
      )}
    </li>
  );
}
