import { useMemo } from 'react';
import { errorWords, lagOf, noticed, valueWords } from '../../lib/drill/facts';
import { useWords } from '../../lib/drill/useWords';
import { wallMinute } from '../../lib/time';
import type { FactItem } from '../../protocol';
import { useExercise, useItems, useNow } from '../../sync';
import { type PictureCell, PictureTable } from '../../ui/drill/PictureTable';
import { useDesk } from './desk';
import { useDepartments, useZone } from './picture';
import { goTo } from './places';

/** The common picture against the truth: what each department believes, how wrong and how far behind. */
export function PicturePane() {
  const { t } = useWords('picture');
  const facts = useItems('fact');
  const all = useDepartments();
  const exercise = useExercise();
  const open = useDesk((desk) => desk.open);
  // A lag is counted in whole seconds; the table is small enough to be drawn with each.
  const { exercise: now } = useNow();
  const started = exercise?.started != null;
  const rows = facts.map((fact) => ({ fact, cells: cellsOf(fact, now, started) }));
  const departments = useMemo(
    () => all.filter(({ code }) => facts.some((fact) => fact.beliefs.some((one) => one.department === code))),
    [all, facts],
  );
  if (facts.length === 0) return <p className="con-empty">{t('empty')}</p>;
  return (
    <PictureTable
      rows={rows}
      departments={departments}
      truth={(fact) => <Truth fact={fact} />}
      onCell={(fact, department) => open({ type: 'fact', fact, department })}
    />
  );
}

function cellsOf(fact: FactItem, now: number, started: boolean): Map<string, PictureCell> {
  return new Map(
    fact.beliefs.map((belief) => [
      belief.department,
      {
        now: belief.now,
        error: belief.error ? errorWords(belief.error) : undefined,
        wrong:
          fact.form.type !== 'number' &&
          fact.truth !== null &&
          belief.now !== null &&
          belief.now.value !== fact.truth.value,
        lag: lagOf(fact.truth, belief, now, started),
      },
    ]),
  );
}

function Truth({ fact }: { fact: FactItem }) {
  const words = useWords('picture');
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const { truth } = fact;
  return (
    <button type="button" className="pic-open" onClick={() => open({ type: 'truth', fact: fact.key })}>
      <b className="pic-value">{truth ? valueWords(fact.form, truth.value, words.in, true) : '–'}</b>
      {truth ? (
        <span className="pic-age">
          {wallMinute(truth.at.wall, zone)}{' '}
          <span className="pic-id">{truth.row ?? truth.by?.seat ?? ''}</span>
        </span>
      ) : null}
      <span className="visually-hidden"> {words.t('set_open', { fact: words.in(fact.name) })}</span>
    </button>
  );
}

/** Quiet badges: how many facts departments differ on, of how many a value is old; each leads to them. */
export function PictureBadges() {
  const { t } = useWords('picture');
  const facts = useItems('fact');
  const rate = useExercise()?.clock.rate ?? 1;
  const { exercise } = useNow();
  const { disagree, old } = noticed(facts, exercise, rate);
  return (
    <>
      {disagree > 0 ? (
        <button type="button" className="con-badge con-badge-late" onClick={() => goTo('picture')}>
          ◆ {t('badge_disagree', { n: disagree })}
        </button>
      ) : null}
      {old > 0 ? (
        <button type="button" className="con-badge con-badge-old" onClick={() => goTo('picture')}>
          {t('badge_old', { n: old })}
        </button>
      ) : null}
    </>
  );
}
