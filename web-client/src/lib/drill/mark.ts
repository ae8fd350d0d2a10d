// How a state looks: shape and tone, never colour alone. Words are keys of the common glossary.
import type { DeliveryStage, RowItem } from '../../protocol';
import type { RowState } from './queue';

/** Tones of the palette; each has its own colour, edge and weight in the style sheet. */
export type Tone = 'idle' | 'moving' | 'good' | 'soon' | 'late' | 'off' | 'struck';

export interface Mark {
  shape: string;
  tone: Tone;
  /** Key of its word, with its namespace. */
  word: string;
}

const STAGES: Record<DeliveryStage, Mark> = {
  queued: { shape: '○', tone: 'idle', word: 'common:stage.queued' },
  sent: { shape: '◔', tone: 'moving', word: 'common:stage.sent' },
  delivered: { shape: '◑', tone: 'moving', word: 'common:stage.delivered' },
  seen: { shape: '◕', tone: 'moving', word: 'common:stage.seen' },
  acknowledged: { shape: '●', tone: 'good', word: 'common:stage.acknowledged' },
  in_progress: { shape: '●', tone: 'good', word: 'common:stage.in_progress' },
  responded: { shape: '✓', tone: 'good', word: 'common:stage.responded' },
  completed: { shape: '✓', tone: 'good', word: 'common:stage.completed' },
  accepted: { shape: '✓', tone: 'good', word: 'common:stage.accepted' },
  closed: { shape: '✓', tone: 'good', word: 'common:stage.closed' },
  recalled: { shape: '⊘', tone: 'struck', word: 'common:stage.recalled' },
  cancelled: { shape: '⊘', tone: 'struck', word: 'common:stage.cancelled' },
};

/** The mark of a stage; a duty past its limit outshines the stage. */
export function stageMark(stage: DeliveryStage, late: boolean, declined = false): Mark {
  if (declined) return { shape: '⊘', tone: 'struck', word: 'record:mark.declined' };
  if (late) return { shape: '◆', tone: 'late', word: 'common:stage.overdue' };
  return STAGES[stage];
}

/** The mark of a row in the queue. */
export function rowMark(
  row: Pick<RowItem, 'status' | 'deliveries' | 'release'> & Partial<Pick<RowItem, 'inject_kind'>>,
  state?: RowState,
): Mark {
  switch (row.status) {
    case 'scheduled':
      return { shape: '○', tone: 'idle', word: 'common:row.scheduled' };
    case 'armed':
      return {
        shape: '▲',
        tone: 'soon',
        // What players should have done is looked for, not sent.
        word:
          row.inject_kind === 'expected_action'
            ? 'record:mark.expected'
            : row.release === 'suggest'
              ? 'record:mark.suggested'
              : 'common:row.armed',
      };
    case 'held':
      return { shape: '‖', tone: 'soon', word: 'common:row.held' };
    case 'released':
      return releasedMark(row.deliveries, state);
    case 'complete':
      return { shape: '✓', tone: 'good', word: 'common:row.complete' };
    case 'missed':
      return { shape: '✕', tone: 'late', word: 'common:row.missed' };
    case 'skipped':
      return { shape: '⊘', tone: 'struck', word: 'common:row.skipped' };
    case 'recalled':
      return { shape: '⊘', tone: 'struck', word: 'common:row.recalled' };
    case 'not_played':
      return { shape: '⊘', tone: 'struck', word: 'common:row.not_played' };
    case 'obsolete':
      return { shape: '⊘', tone: 'struck', word: 'common:row.obsolete' };
  }
}

function releasedMark(counts: RowItem['deliveries'], state: RowState | undefined): Mark {
  if (state?.late) return { shape: '◆', tone: 'late', word: 'common:stage.overdue' };
  if (counts.total === 0) return { shape: '✓', tone: 'good', word: 'common:row.released' };
  if (counts.responded + counts.closed >= counts.total)
    return { shape: '✓', tone: 'good', word: 'common:stage.responded' };
  if (counts.acknowledged >= counts.total)
    return { shape: '●', tone: 'good', word: 'common:stage.acknowledged' };
  if (counts.delivered > 0) return { shape: '◑', tone: 'moving', word: 'common:stage.delivered' };
  return { shape: '◔', tone: 'moving', word: 'common:row.released' };
}
