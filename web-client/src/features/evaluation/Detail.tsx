import { conditionSentence } from '../../lib/drill/condition';
import { stageMark } from '../../lib/drill/mark';
import { lateNow } from '../../lib/drill/stage';
import { spanWords, tPlus } from '../../lib/drill/time';
import { recipientCode } from '../../lib/drill/upcoming';
import { exerciseTime, wallTime } from '../../lib/time';
import type { Bilingual, DeliveryItem, EvaluatorRowItem } from '../../protocol';
import { useItems } from '../../sync';
import { Dialog, RowChip } from '../../ui';
import { Ladder } from '../../ui/drill/Ladder';
import { MarkSign } from '../../ui/drill/MarkSign';
import { Points } from '../../ui/drill/Points';
import { Receipts } from '../../ui/drill/Receipts';
import { Scroll } from '../../ui/drill/Scroll';
import { useDesk } from './desk';
import { openNote, useEvaluationWords, useRow, useZone } from './picture';

/** A row as evaluators see it, in the pane. */
export function Detail({ row }: { row: string }) {
  const words = useEvaluationWords();
  const { t, say } = words;
  const item = useRow(row);
  const openRow = useDesk((desk) => desk.openRow);
  return (
    <section className="eva-section eva-detail" aria-label={t('detail.title')}>
      <div className="eva-bar">
        <h2>
          {row} {item ? words.in(item.title) : ''}
        </h2>
        <button type="button" className="drill-act" onClick={() => openRow(null)}>
          {say('common:action.back')}
        </button>
      </div>
      <Scroll className="eva-scroll" label={`${row} ${t('detail.title')}`}>
        {item ? <Content row={item} /> : null}
      </Scroll>
    </section>
  );
}

/** The same on a small screen. */
export function DetailSheet({ row }: { row: string }) {
  const words = useEvaluationWords();
  const item = useRow(row);
  const openRow = useDesk((desk) => desk.openRow);
  return (
    <Dialog title={`${row} ${item ? words.in(item.title) : ''}`} onClose={() => openRow(null)} sheet>
      {item ? <Content row={item} /> : null}
    </Dialog>
  );
}

function Content({ row }: { row: EvaluatorRowItem }) {
  const words = useEvaluationWords();
  const { t, say } = words;
  const zone = useZone();
  const deliveries = useItems('delivery').filter((delivery) => delivery.row === row.id);
  const limits = (['acknowledge', 'respond', 'complete'] as const)
    .filter((duty) => row.targets[duty] !== null)
    .map((duty) => `${say(`common:duty.${duty}`)} ${spanWords(row.targets[duty] ?? 0, say)}`);
  return (
    <div className="eva-row">
      <p className="row">
        <RowChip status={row.status} />
        <span className="quiet">{say(`common:kind.${row.inject_kind}`)}</span>
        <span>→ {row.to.map(recipientCode).join(', ') || '–'}</span>
        {row.released ? (
          <span className="num">
            {exerciseTime(row.released.exercise)} · {wallTime(row.released.wall, zone)}
          </span>
        ) : row.planned !== null ? (
          <span className="num quiet">{tPlus(row.planned)}</span>
        ) : null}
      </p>
      <Text label={t('detail.expected')} text={row.expected_action} strong />
      {row.key_facts.length > 0 ? (
        <div>
          <h3>{t('detail.key_facts')}</h3>
          <ul className="eva-facts">
            {row.key_facts.map((fact) => (
              <li key={words.in(fact)}>{words.in(fact)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Text label={t('detail.evaluation')} text={row.evaluation_note} />
      <Text label={t('detail.body')} text={row.body} />
      <Text label={t('detail.background')} text={row.background} />
      <p className="quiet">
        {conditionSentence(row.when, say)}
        {limits.length > 0 ? ` · ${limits.join(' · ')}` : ''}
        {row.tasks.length > 0 ? ` · ${row.tasks.join(', ')}` : ''}
        {row.lead ? ` · ${t('detail.lead', { lead: row.lead })}` : ''}
      </p>
      <button
        type="button"
        className="primary"
        onClick={() => openNote({ row: row.id, task: row.tasks[0] ?? null })}
      >
        {t('note.about', { row: row.id })}
      </button>
      {deliveries.map((delivery) => (
        <One key={delivery.id} delivery={delivery} row={row} zone={zone} />
      ))}
    </div>
  );
}

function Text({ label, text, strong }: { label: string; text: Bilingual | null; strong?: boolean }) {
  const words = useEvaluationWords();
  if (!text) return null;
  return (
    <div className={strong ? 'eva-expected' : undefined}>
      <h3>{label}</h3>
      <p className="prewrap">{words.in(text)}</p>
    </div>
  );
}

function One({ delivery, row, zone }: { delivery: DeliveryItem; row: EvaluatorRowItem; zone: string }) {
  const { t, say } = useEvaluationWords();
  const late = lateNow(delivery).length > 0;
  return (
    <details className="eva-delivery" open={late || undefined}>
      <summary>
        <b>{recipientCode(delivery.recipient)}</b>{' '}
        <MarkSign mark={stageMark(delivery.stage, late, delivery.declined !== null)} />
        {delivery.overdue.length > 0 ? (
          <span className="quiet">
            {' '}
            {t('detail.late', {
              duties: delivery.overdue.map((duty) => say(`common:duty.${duty}`)).join(', '),
            })}
          </span>
        ) : null}
      </summary>
      <Ladder delivery={delivery} zone={zone} />
      <Receipts delivery={delivery} zone={zone} />
      {delivery.answer?.text ? (
        <p className="prewrap">
          <b>{say(`common:progress.${delivery.answer.progress}`)}</b> {delivery.answer.text}
        </p>
      ) : null}
      <Points delivery={delivery} facts={row.key_facts} zone={zone} />
    </details>
  );
}
