/** One critical task: what it asks, what the record says by itself, and what evaluators wrote of it. */
import { useMemo } from 'react';
import { departmentsOf, type Evidence, type EvidenceStep, evidenceOf, others } from '../../lib/drill/guide';
import { ofTask, targetWords, valueWords } from '../../lib/drill/measures';
import { byMoment } from '../../lib/drill/notes';
import { spanWords } from '../../lib/drill/time';
import { exerciseTime, took } from '../../lib/time';
import type { TaskItem } from '../../protocol';
import { useItems, useYou } from '../../sync';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { Points } from '../../ui/drill/Points';
import { Moment } from '../../ui/drill/TaskList';
import { useDesk } from './desk';
import { useNotesOf } from './GuideList';
import { useEvaluation } from './guide';
import { NoteLine } from './NoteLine';
import { Others } from './Others';
import { useEvaluationWords, useZone } from './picture';
import { useMeasures } from './useMeasures';

export function TaskFacts({ task }: { task: TaskItem }) {
  const rows = useItems('evaluator_row');
  const deliveries = useItems('delivery');
  const evidence = useMemo(() => evidenceOf(task.id, rows, deliveries), [task.id, rows, deliveries]);
  return (
    <div className="eva-facts-of-task">
      <Marks task={task} />
      <EvidenceList evidence={evidence} />
      <Measured task={task} />
      <System evidence={evidence} />
      <Others task={task.id} />
      <OwnNotes task={task.id} />
      <WhoElse task={task.id} />
    </div>
  );
}

export function Asks({ task }: { task: TaskItem }) {
  const words = useEvaluationWords();
  const { t, say } = words;
  return (
    <ul className="eva-asks">
      {task.target === null ? null : <li>{say('task.target', { span: spanWords(task.target, say) })}</li>}
      {task.plan_ref ? <li>{t('guide.plan', { clause: task.plan_ref })}</li> : null}
      {task.weight === 1 ? null : <li>{t('guide.weight', { weight: task.weight })}</li>}
      {task.safety_critical ? (
        <li>
          <span className="chip soon">
            <span aria-hidden="true">▲</span>
            {t('guide.safety')}
          </span>
        </li>
      ) : null}
    </ul>
  );
}

function Marks({ task }: { task: TaskItem }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const act = useAct();
  return (
    <section aria-label={t('guide.marks')}>
      <h3>{t('guide.marks')}</h3>
      <Moment mark={null} view={task.outcome} task={task} zone={zone} act={act} />
      {task.mark_names.map((mark) => {
        const view = task.marks.find((one) => one.mark === mark) ?? null;
        return <Moment key={mark} mark={mark} view={view} task={task} zone={zone} act={act} />;
      })}
      <Fate entry={act.entry} zone={zone} quiet />
    </section>
  );
}

function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useEvaluationWords();
  return (
    <section aria-label={t('guide.evidence')}>
      <h3>
        {t('guide.evidence')} <span className="quiet">{t('guide.by_server')}</span>
      </h3>
      {evidence.length === 0 ? <p className="quiet">{t('guide.no_evidence')}</p> : null}
      <ul className="eva-evidence">
        {evidence.map((one) => (
          <Row key={one.delivery?.id ?? one.row.id} evidence={one} />
        ))}
      </ul>
    </section>
  );
}

function Row({ evidence: { row, delivery, steps } }: { evidence: Evidence }) {
  const words = useEvaluationWords();
  const { t, say } = words;
  const zone = useZone();
  const openRow = useDesk((desk) => desk.openRow);
  return (
    <li>
      <p>
        {row.released ? <span className="num">{exerciseTime(row.released.exercise)}</span> : null}{' '}
        <button type="button" className="drill-link" onClick={() => openRow(row.id)}>
          <b>{row.id}</b> {words.in(row.title)}
        </button>{' '}
        {delivery ? (
          <b>→ {delivery.department}</b>
        ) : (
          <span className="quiet">{say(`common:row.${row.status}`)}</span>
        )}
      </p>
      {row.expected_action ? (
        <p className="quiet small">
          {t('detail.expected')}: {words.in(row.expected_action)}
        </p>
      ) : null}
      {delivery ? (
        <ul className="eva-steps">
          {steps.length === 0 ? <li className="quiet">○ {t('guide.not_delivered')}</li> : null}
          {steps.map((step) => (
            <Step key={step.stage} step={step} />
          ))}
        </ul>
      ) : null}
      {delivery?.answer?.text ? <p className="eva-answer prewrap">“{delivery.answer.text}”</p> : null}
      {delivery ? <Points delivery={delivery} facts={row.key_facts} zone={zone} /> : null}
    </li>
  );
}

/** One stamp against its limit: met, late, or open; by shape and word. */
function Step({ step }: { step: EvidenceStep }) {
  const { t, say } = useEvaluationWords();
  const { at, took: span, limit, late } = step;
  const shape = late ? '◆' : at === null ? '○' : '✓';
  return (
    <li className={late ? 'eva-step-late' : undefined}>
      <span aria-hidden="true">{shape}</span> {say(`common:stage.${step.stage}`)}{' '}
      {at === null ? null : <span className="num">{exerciseTime(at)}</span>}{' '}
      {step.by ? <span className="quiet">{step.by}</span> : null}
      {span === null ? null : (
        <b className="num">
          {' '}
          {limit === null ? took(span) : t('guide.span_of', { span: took(span), limit: took(limit) })}
        </b>
      )}
      {span === null && limit !== null ? (
        <span className="quiet num"> {t('guide.limit', { limit: took(limit) })}</span>
      ) : null}
      {late ? <b> {say('common:stage.overdue')}</b> : null}
    </li>
  );
}

function Measured({ task }: { task: TaskItem }) {
  const words = useEvaluationWords();
  const { t, say } = words;
  const rows = useItems('evaluator_row');
  const { list } = useMeasures();
  const own = useMemo(() => ofTask(list, task.id, rows), [list, task.id, rows]);
  if (own.length === 0) return null;
  const mark = (id: string) => {
    const title = task.mark_titles[id];
    return title ? words.in(title) : id.replaceAll('_', ' ');
  };
  return (
    <section aria-label={t('guide.measured')}>
      <h3>{t('guide.measured')}</h3>
      <ul className="eva-measured">
        {own.map((one) => (
          <li key={`${one.code}${one.part}${one.of.id}`}>
            <b>{one.code}</b> {say(`measure:code.${one.code}`)}{' '}
            <span className="quiet">
              {one.of.kind === 'mark' ? mark(one.of.id?.split('/')[1] ?? '') : one.of.id?.replace('/', ' → ')}
            </span>{' '}
            <b className="num">{valueWords(one, say)}</b>
            {one.target === null ? null : (
              <span className="num">
                {' '}
                {t('guide.target', { target: targetWords(one, say) })}
                {one.met === null ? '' : ` ${t(one.met ? 'guide.met' : 'guide.unmet')}`}
              </span>
            )}
            {one.not_counted_ms > 0 ? (
              <span className="quiet">
                {' '}
                ⌀ {t('measures.not_counted', { span: took(one.not_counted_ms) })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Time off line of the departments that this task is about: shown beside their times, and not counted. */
function System({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useEvaluationWords();
  const seats = useItems('seat');
  const concerned = departmentsOf(evidence);
  const lost = seats.filter(
    (seat) => seat.role === 'PLY' && seat.lost_ms > 0 && concerned.has(seat.department ?? ''),
  );
  if (lost.length === 0) return null;
  return (
    <p className="small">
      ⌀ {t('guide.offline')} {lost.map((seat) => `${seat.code} ${took(seat.lost_ms)}`).join(' · ')}
    </p>
  );
}

function OwnNotes({ task }: { task: string }) {
  const { t } = useEvaluationWords();
  const notes = useNotesOf(task);
  if (notes.length === 0) return null;
  return (
    <section aria-label={t('pane.notes')}>
      <h3>{t('guide.notes', { n: notes.length })}</h3>
      <ol>
        {byMoment(notes).map((note) => (
          <NoteLine key={note.id} note={note} />
        ))}
      </ol>
    </section>
  );
}

/** Others who watch the same, by their seats: what they gave stays theirs until the lead opens it. */
function WhoElse({ task }: { task: string }) {
  const { t } = useEvaluationWords();
  const { seat } = useYou();
  const evaluation = useEvaluation();
  const watching = others(evaluation, task, seat);
  if (watching.length === 0 || evaluation?.reconciliation) return null;
  return (
    <p className="quiet small">
      {t('guide.others', { n: watching.length, seats: watching.join(', ') })} {t('guide.alone')}
    </p>
  );
}
