import { memo } from 'react';
import { conditionSentence } from '../../lib/drill/condition';
import { rowMark } from '../../lib/drill/mark';
import { isOpen, isTemplate, moment, type RowState } from '../../lib/drill/queue';
import { tPlus, tShort } from '../../lib/drill/time';
import { recipientCode } from '../../lib/drill/upcoming';
import { span } from '../../lib/time';
import type { RowItem } from '../../protocol';
import { useNow } from '../../sync';
import { MarkSign } from '../../ui/drill/MarkSign';
import { useDesk } from './desk';
import { Here } from './Here';
import { useConsoleWords } from './picture';

interface Props {
  row: RowItem;
  state: RowState | undefined;
  /** Place in the list, from zero. */
  index: number;
}

/** State objects are made anew with every frame: what counts are their two bits. */
function same(before: Props, after: Props): boolean {
  return (
    before.row === after.row &&
    before.index === after.index &&
    before.state?.late === after.state?.late &&
    before.state?.waits === after.state?.waits
  );
}

export const QueueRow = memo(function QueueRow({ row, state, index }: Props) {
  const words = useConsoleWords();
  const { t } = words;
  const selected = useDesk((desk) => desk.selected === row.id);
  const armed = useDesk((desk) => desk.armed?.row === row.id);
  const select = useDesk((desk) => desk.select);
  const at = moment(row);
  const mark = rowMark(row, state);
  const kind = row.inject_kind;
  return (
    <tr
      className={`con-row con-row-${mark.tone}${selected ? ' con-selected' : ''}${armed ? ' con-armed' : ''}`}
      aria-selected={selected}
      aria-rowindex={index + 2}
      data-row={row.id}
      onClick={() => select(row.id)}
    >
      <td>
        <MarkSign mark={mark} />
      </td>
      <th scope="row">
        <button type="button" className="con-open" data-open={row.id} onClick={() => select(row.id)}>
          {row.id}
        </button>
      </th>
      <td className="num">{Number.isFinite(at) ? tShort(at) : '–'}</td>
      <td className="con-to" title={row.to.map(recipientCode).join(' ')}>
        {row.to.map(recipientCode).join(' ') || '–'}
      </td>
      <td className="con-what">
        {kind === 'trigger' || kind === 'contextual' ? null : (
          <span className={`con-kind con-kind-${kind}`}>{words.say(`common:kind.${kind}`)}</span>
        )}
        {row.staging === 'people' ? <span className="con-kind">{t('queue.people')}</span> : null}
        <Here row={row.id} />
        <span className="con-title">{words.in(row.title)}</span>
      </td>
      <td className="num con-clock">
        <RowClock row={row} />
      </td>
    </tr>
  );
}, same);

/** The last column: when it goes, on what it waits, or how many have it. */
function RowClock({ row }: { row: RowItem }) {
  const words = useConsoleWords();
  if (row.status === 'released') {
    const { acknowledged, total } = row.deliveries;
    if (total === 0) return words.t('queue.out');
    return (
      <span title={words.t('queue.acknowledged_title')}>
        {acknowledged}/{total}
      </span>
    );
  }
  if (!isOpen(row.status)) return <Ended row={row} />;
  // Its uses are rows of their own.
  if (isTemplate(row)) return words.t('queue.template');
  if (row.due !== null && row.status !== 'held') return <Countdown row={row} due={row.due} />;
  if (row.status === 'held') return words.t('queue.held');
  if (row.when.type === 'manual') return words.t('queue.manual');
  const sentence = conditionSentence(row.when, words.say);
  return (
    <span className="con-if" title={sentence}>
      {words.t('queue.if', { sentence })}
    </span>
  );
}

function Ended({ row }: { row: RowItem }) {
  return row.settled ? tPlus(row.settled.at.exercise, 'never') : null;
}

function Countdown({ row, due }: { row: RowItem; due: number }) {
  const { t } = useConsoleWords();
  const left = due - useNow().exercise;
  const goes = row.release === 'auto' && row.inject_kind !== 'expected_action';
  const auto = goes ? <abbr title={t('queue.auto_title')}>{t('queue.auto')}</abbr> : null;
  return (
    <>
      {left >= 0 ? span(left) : `+${span(left)}`} {auto}
    </>
  );
}
