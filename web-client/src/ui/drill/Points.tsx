/** Which points of an answer are right, against the key facts of its row: how well the plan is known. */
import { useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import type { Bilingual, DeliveryItem } from '../../protocol';
import { useMay, useOutbox } from '../../sync';
import { ActButton } from './ActButton';
import { useAct } from './act';
import { Fate } from './Fate';
import './note.css';

interface Props {
  delivery: DeliveryItem;
  /** The row's key facts, in their order. */
  facts: readonly Bilingual[];
  zone: string;
}

export function Points({ delivery, facts, zone }: Props) {
  const words = useWords('improve');
  const { t } = words;
  const may = useMay('score_answer');
  const act = useAct();
  const [ticked, tick] = useState<ReadonlySet<number> | null>(null);
  const waiting = useOutbox()
    .filter(
      ({ command, state }) =>
        command.type === 'score_answer' &&
        command.delivery === delivery.id &&
        (state === 'waiting' || state === 'sending'),
    )
    .at(-1);
  if (facts.length === 0 || !delivery.answer || may.why === 'role') return null;
  const sent = waiting?.command.type === 'score_answer' ? waiting.command.right : undefined;
  const kept = sent ?? delivery.score?.right;
  const right = ticked ?? new Set(kept ?? []);
  const turn = (at: number) => {
    const next = new Set(right);
    if (!next.delete(at)) next.add(at);
    tick(next);
  };
  const save = () => {
    act.give({ type: 'score_answer', delivery: delivery.id, right: [...right].sort((a, b) => a - b) });
    tick(null);
  };
  const n = facts.length;
  return (
    <details className="note-points">
      <summary>
        {kept ? t('points.score', { right: kept.length, n }) : t('points.none', { n })}
        {waiting ? ' ↑' : ''}
      </summary>
      <fieldset>
        <legend>{t('points.which', { dept: delivery.department })}</legend>
        {facts.map((fact, at) => (
          <label key={words.in(fact)}>
            <input type="checkbox" checked={right.has(at)} disabled={!may.ok} onChange={() => turn(at)} />{' '}
            {words.in(fact)}
          </label>
        ))}
      </fieldset>
      <ActButton may={may} busy={act.busy} onAct={save}>
        {t('points.save', { right: right.size, n })}
      </ActButton>
      <Fate entry={act.entry} zone={zone} quiet />
    </details>
  );
}
