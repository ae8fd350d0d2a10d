/**
 * Reconciliation: every task with all ratings side by side, how far they lie apart, and the lead's last
 * word. Before it is opened each evaluator rates alone; the lead sees all and opens it in two steps.
 */
import { useEffect, useRef, useState } from 'react';
import { agreement } from '../../lib/drill/guide';
import { sendKey } from '../../lib/keys';
import { exerciseTime, wallTime } from '../../lib/time';
import type { AssessmentItem, Rating, TaskItem } from '../../protocol';
import { useItems, useMay, useYou } from '../../sync';
import { ConfirmButton } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { Scroll } from '../../ui/drill/Scroll';
import { useDesk } from './desk';
import { useTaskKeys } from './Guide';
import { useNotesOf } from './GuideList';
import { useCoverage, useEvaluation, useOrder, useTask } from './guide';
import { NoteLine } from './NoteLine';
import { AgreementChip, SideBySide } from './Others';
import { useEvaluationWords, useZone } from './picture';
import { RatingGroup } from './RatingGroup';

/** Settled or agreed on: nothing is left to do. */
function isOpen(task: TaskItem, all: readonly AssessmentItem[]): boolean {
  if (task.settled) return false;
  const ratings = all.filter((one) => one.task === task.id).flatMap((one) => one.rating?.rating ?? []);
  const how = agreement(ratings);
  return how === 'near' || how === 'far';
}

export function Reconcile({ keys }: { keys: boolean }) {
  const { t } = useEvaluationWords();
  const order = useOrder();
  const all = useItems('assessment');
  const [only, setOnly] = useState(false);
  useTaskKeys(keys);
  const you = useYou();
  const evaluation = useEvaluation();
  const left = order.filter((task) => isOpen(task, all)).length;
  const shown = only ? order.filter((task) => isOpen(task, all)) : order;
  const blind = you.role !== 'LEV' && !evaluation?.reconciliation;
  return (
    <section className="eva-section eva-reconcile" aria-label={t('pane.reconcile')}>
      <div className="eva-bar">
        <h2>
          {t('pane.reconcile')} <span className="quiet num">{t('reconcile.left', { n: left })}</span>
        </h2>
        <label className="row">
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
          {t('reconcile.only')}
        </label>
      </div>
      <Opening />
      {blind ? (
        <p className="quiet">{t('guide.alone')}</p>
      ) : (
        <div className="eva-reconcile-parts">
          <Scroll className="eva-scroll" label={t('pane.reconcile')}>
            <Table tasks={shown} />
          </Scroll>
          <Settle />
        </div>
      )}
    </section>
  );
}

/** Opens reconciliation: from then on evaluators see each other's ratings, and nobody can take that back. */
function Opening() {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const evaluation = useEvaluation();
  const { seen, of, unseen } = useCoverage();
  const may = useMay('open_reconciliation');
  const act = useAct();
  const opened = evaluation?.reconciliation;
  if (opened) {
    return (
      <p className="quiet">
        ✓{' '}
        {t('reconcile.opened', {
          at: exerciseTime(opened.at.exercise),
          time: wallTime(opened.at.wall, zone),
        })}
      </p>
    );
  }
  if (may.why === 'role') return null;
  return (
    <div className="eva-opening">
      <ConfirmButton
        disabled={!may.ok}
        ask={
          <>
            <p>{t('reconcile.ask')}</p>
            <p>
              <b>{t('guide.coverage', { seen, of })}</b>{' '}
              {unseen.length > 0
                ? t('reconcile.unseen', { tasks: unseen.map((task) => task.id).join(', ') })
                : ''}
            </p>
          </>
        }
        confirm={t('reconcile.now')}
        onConfirm={() => act.give({ type: 'open_reconciliation' })}
      >
        {t('reconcile.open')}
      </ConfirmButton>
      {may.ok ? null : <p className="quiet small">{t('reconcile.later')}</p>}
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

function useRaters(): string[] {
  const all = useItems('assessment');
  return [...new Set(all.filter((one) => one.rating !== null).map((one) => one.seat))].sort();
}

function Table({ tasks }: { tasks: readonly TaskItem[] }) {
  const { t } = useEvaluationWords();
  const raters = useRaters();
  if (tasks.length === 0) return <p className="quiet">✓ {t('reconcile.none_left')}</p>;
  return (
    <table className="drill-table eva-reconcile-table">
      <caption className="visually-hidden">{t('pane.reconcile')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('note.task')}</th>
          {raters.map((seat) => (
            <th scope="col" key={seat}>
              {seat}
            </th>
          ))}
          <th scope="col">{t('reconcile.agreement')}</th>
          <th scope="col">{t('reconcile.settled')}</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <Line key={task.id} task={task} raters={raters} />
        ))}
      </tbody>
    </table>
  );
}

function letter(rating: Rating | undefined): string {
  return rating === undefined ? '–' : rating === 'not_observed' ? '∅' : rating;
}

function Line({ task, raters }: { task: TaskItem; raters: readonly string[] }) {
  const words = useEvaluationWords();
  const { t } = words;
  const all = useItems('assessment').filter((one) => one.task === task.id);
  const open = useDesk((desk) => desk.task === task.id);
  const openTask = useDesk((desk) => desk.openTask);
  const name = (rating: Rating | undefined) => (rating ? t(`rating.${rating}.short`) : t('rating.none'));
  return (
    <tr className={open ? 'eva-row-on' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="drill-link"
          aria-current={open ? 'true' : undefined}
          data-task={task.id}
          onClick={() => openTask(task.id)}
        >
          <b>{task.id}</b> <span className="eva-reconcile-name">{words.in(task.name)}</span>
          {task.safety_critical ? <span title={t('guide.safety')}> ▲</span> : null}
        </button>
      </th>
      {raters.map((seat) => {
        const rating = all.find((one) => one.seat === seat)?.rating?.rating;
        return (
          <td key={seat} title={name(rating)} className="eva-cell">
            <span aria-hidden="true">{letter(rating)}</span>
            <span className="visually-hidden">{name(rating)}</span>
          </td>
        );
      })}
      <td>
        <AgreementChip task={task.id} />
      </td>
      <td>{task.settled ? <b>✓ {t(`rating.${task.settled.rating}.short`)}</b> : '–'}</td>
    </tr>
  );
}

/** The chosen task: who gave what and why, the notes, and the lead's last word. */
function Settle() {
  const { t } = useEvaluationWords();
  const order = useOrder();
  const chosen = useDesk((desk) => desk.task);
  const task = useTask(chosen ?? order[0]?.id ?? null);
  const reached = useDesk((desk) => desk.reached);
  const id = task?.id;
  const part = useRef<HTMLElement>(null);
  // On a phone the chosen task stands below the table, out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each task
  useEffect(() => {
    reached();
    if (chosen !== null) part.current?.scrollIntoView({ block: 'nearest' });
  }, [id, reached]);
  if (!task) return <p className="quiet">{t('guide.no_tasks')}</p>;
  return (
    <section ref={part} className="eva-settle eva-scroll" aria-label={task.id}>
      <Chosen key={task.id} task={task} />
    </section>
  );
}

function Chosen({ task }: { task: TaskItem }) {
  const words = useEvaluationWords();
  const { t } = words;
  const notes = useNotesOf(task.id);
  const may = useMay('settle_task');
  return (
    <>
      <h3>
        {task.id} {words.in(task.name)} <AgreementChip task={task.id} />
      </h3>
      <SideBySide task={task.id} />
      {notes.length > 0 ? (
        <details>
          <summary>{t('guide.notes', { n: notes.length })}</summary>
          <ol>
            {notes.map((note) => (
              <NoteLine key={note.id} note={note} />
            ))}
          </ol>
        </details>
      ) : null}
      {may.why === 'role' ? null : <LastWord task={task} />}
    </>
  );
}

function LastWord({ task }: { task: TaskItem }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const may = useMay('settle_task');
  const toRating = useDesk((desk) => desk.toRating);
  const act = useAct();
  const [rating, choose] = useState<Rating | null>(task.settled?.rating ?? null);
  const [note, write] = useState(task.settled?.note ?? '');
  const save = () => {
    if (rating === null || !may.ok || act.busy) return;
    const why = note.trim();
    act.give({ type: 'settle_task', task: task.id, rating, ...(why ? { note: why } : {}) });
  };
  return (
    <form className="eva-rate" onSubmit={(event) => event.preventDefault()} onKeyDown={sendKey(save)}>
      <RatingGroup
        legend={
          <>
            {t('reconcile.word', { task: task.id })} <kbd>R</kbd>
          </>
        }
        value={rating}
        onChange={choose}
        focus={toRating}
      />
      <label>
        {t('rating.why')}
        <textarea rows={2} maxLength={500} value={note} onChange={(event) => write(event.target.value)} />
      </label>
      <ActButton
        may={may}
        tone="main"
        hint="Ctrl+⏎"
        notNow={rating === null ? t('rating.choose') : undefined}
        busy={act.busy}
        onAct={save}
      >
        {t(task.settled ? 'reconcile.again' : 'reconcile.settle')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </form>
  );
}
