import { useMemo } from 'react';
import { tPlus } from '../../lib/drill/time';
import { nextAutomatic, WARNING_MS } from '../../lib/drill/upcoming';
import { span } from '../../lib/time';
import type { RowItem } from '../../protocol';
import { useExercise, useItems, useMay, useNow } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

/** How many automatic rows after the next one are named. */
const THEN = 2;

/** What goes out by itself next, and the one key that stops it; ten seconds before, it says so loudly. */
export function NextAutomatic() {
  const words = useConsoleWords();
  const { t } = words;
  const rows = useItems('row');
  const [next, ...others] = useMemo(() => nextAutomatic(rows), [rows]);
  if (!next) {
    return (
      <section className="con-gauge con-next" aria-label={t('next.title')}>
        <span className="quiet">{t('next.none')}</span>
      </section>
    );
  }
  return (
    <section className="con-gauge con-next" aria-label={t('next.title')}>
      <Next row={next} />
      {others.length > 0 ? (
        <span className="con-then quiet">
          {t('next.after')}{' '}
          {others
            .slice(0, THEN)
            .map((row) => `${row.id} ${tPlus(row.due ?? 0)}`)
            .join(' · ')}
        </span>
      ) : null}
    </section>
  );
}

function Next({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  const { t } = words;
  const zone = useZone();
  const now = useNow();
  const select = useDesk((desk) => desk.select);
  const hold = useMay('hold_inject');
  const act = useAct();
  const clock = useExercise()?.clock;
  const left = (row.due ?? 0) - now.exercise;
  // People need the same ten seconds however fast the exercise runs.
  const warns = clock?.running === true && left / clock.rate <= WARNING_MS;
  return (
    <div className={`con-next-line${warns ? ' con-next-warns' : ''}`}>
      <span className="quiet">{t(warns ? 'next.warning' : 'next.title')}</span>
      <button type="button" className="drill-link" onClick={() => select(row.id)} title={words.in(row.title)}>
        <b>{row.id}</b> {words.in(row.title)}
      </button>
      <strong className="num con-next-left">{left > 0 ? span(left) : t('next.now')}</strong>
      <ActButton
        may={hold}
        tone={warns ? 'main' : 'plain'}
        busy={act.busy}
        onAct={() => act.give({ type: 'hold_inject', row: row.id })}
      >
        {t('act.hold')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} quiet />
    </div>
  );
}
