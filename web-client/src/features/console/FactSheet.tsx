import { byWhom } from '../../lib/drill/entry';
import { errorWords, lagOf, valueWords } from '../../lib/drill/facts';
import { useWords } from '../../lib/drill/useWords';
import { wallTime } from '../../lib/time';
import type { BeliefView, FactItem, Sighting } from '../../protocol';
import { useExercise, useItem, useItems, useMay, useNow } from '../../sync';
import { ConfirmButton, Dialog } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { LagWords } from '../../ui/drill/PictureTable';
import { useDesk } from './desk';
import { useDepartments, useZone } from './picture';

export function useFact(key: string): FactItem | undefined {
  const item = useItem(`fact/${key}`);
  return item?.kind === 'fact' ? item : undefined;
}

/** What stands behind a cell of the picture: who reported it, when, from whom; and its confirmation. */
export function FactSheet({ fact: key, department }: { fact: string; department: string }) {
  const words = useWords('picture');
  const fact = useFact(key);
  const open = useDesk((desk) => desk.open);
  const name = useDepartments().find((one) => one.code === department)?.name ?? '';
  const belief = fact?.beliefs.find((one) => one.department === department);
  if (!fact || !belief) return null;
  return (
    <Dialog title={`${words.in(fact.name)} · ${department} ${name}`} onClose={() => open(null)}>
      <div className="con-sheet">
        {belief.now ? (
          <Behind fact={fact} belief={belief} now={belief.now} />
        ) : (
          <p>{words.t('cell.nothing')}</p>
        )}
        <Against fact={fact} belief={belief} />
        {belief.now ? <Confirm fact={fact} now={belief.now} /> : null}
      </div>
    </Dialog>
  );
}

function Behind({ fact, now }: { fact: FactItem; belief: BeliefView; now: Sighting }) {
  const words = useWords('picture');
  const { t } = words;
  const { say } = useWords('record');
  const zone = useZone();
  const report = useItems('report').find((one) => one.id === now.in_report);
  const { rung, seen_at, source, confirmed } = now;
  const seen = seen_at ?? rung.happened_at ?? rung.at.wall;
  const lines: [string, string][] = [
    [t('cell.value'), valueWords(fact.form, now.value, words.in)],
    [t('cell.who'), byWhom(rung.by, say)],
    [t('cell.seen'), wallTime(seen, zone)],
    [t('cell.reported'), wallTime(rung.at.wall, zone)],
    [t('cell.source'), source ?? t('cell.no_source')],
    [t('cell.in_report'), report ? t('cell.report', { number: report.number }) : t('cell.by_itself')],
    [
      t('cell.confirmed'),
      confirmed
        ? `✓ ${wallTime(confirmed.at.wall, zone)} ${byWhom(confirmed.by, say)}`
        : t('cell.not_confirmed'),
    ],
  ];
  return (
    <dl className="con-behind">
      {lines.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function Against({ fact, belief }: { fact: FactItem; belief: BeliefView }) {
  const words = useWords('picture');
  const { t } = words;
  const started = useExercise()?.started != null;
  const { exercise } = useNow();
  if (!fact.truth) return null;
  const lag = lagOf(fact.truth, belief, exercise, started);
  return (
    <p className="con-against">
      <b>{t('cell.against')}</b> {valueWords(fact.form, fact.truth.value, words.in)}
      {belief.error ? <span className="pic-error num"> {errorWords(belief.error)}</span> : null}{' '}
      <LagWords lag={lag} />
      {lag?.state === 'right' ? t('right_at_once') : null}
    </p>
  );
}

function Confirm({ fact, now }: { fact: FactItem; now: Sighting }) {
  const words = useWords('picture');
  const { t, say } = words;
  const may = useMay('confirm_fact');
  const zone = useZone();
  const act = useAct();
  if (now.confirmed || may.why === 'role') return null;
  return (
    <>
      <ConfirmButton
        className="drill-act"
        disabled={!may.ok || act.busy}
        title={may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`)}
        ask={t('cell.confirm_ask', {
          dept: now.department,
          value: valueWords(fact.form, now.value, words.in),
        })}
        confirm={t('cell.confirm')}
        onConfirm={() => act.give({ type: 'confirm_fact', report: now.report })}
      >
        {t('cell.confirm')}
      </ConfirmButton>
      <Fate entry={act.entry} zone={zone} />
    </>
  );
}
