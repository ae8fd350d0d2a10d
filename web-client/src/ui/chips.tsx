import { useTranslation } from 'react-i18next';
import { wallMinute } from '../lib/time';
import type { DeliveryStage, InjectStatus } from '../protocol';
import { connection, useConnection, useExercise, useNow } from '../sync';

export type ChipStage = DeliveryStage | 'due_soon' | 'overdue' | 'failed' | 'off_line';
type Tone = 'idle' | 'moving' | 'good' | 'soon' | 'late' | 'off' | 'struck';

const STAGES: Record<ChipStage, readonly [shape: string, tone: Tone]> = {
  queued: ['○', 'idle'],
  sent: ['◔', 'moving'],
  delivered: ['◑', 'moving'],
  seen: ['◕', 'moving'],
  acknowledged: ['●', 'good'],
  in_progress: ['●', 'good'],
  responded: ['✓', 'good'],
  completed: ['✓', 'good'],
  accepted: ['✓', 'good'],
  closed: ['✓', 'good'],
  due_soon: ['▲', 'soon'],
  overdue: ['◆', 'late'],
  failed: ['✕', 'late'],
  off_line: ['⌀', 'off'],
  recalled: ['⊘', 'struck'],
  cancelled: ['⊘', 'struck'],
};

/** The shape of a stage, for dense tables; the word must stand beside it or in a label. */
export function stageShape(stage: ChipStage): string {
  return STAGES[stage][0];
}

/** A delivery's state as shape and word. */
export function StageChip({ stage, note }: { stage: ChipStage; note?: string | undefined }) {
  const { t } = useTranslation();
  const [shape, tone] = STAGES[stage];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`stage.${stage}`)}
      {note ? <span>{note}</span> : null}
    </span>
  );
}

const ROWS: Record<InjectStatus, readonly [shape: string, tone: Tone]> = {
  scheduled: ['○', 'idle'],
  armed: ['▲', 'soon'],
  held: ['‖', 'idle'],
  released: ['◑', 'moving'],
  complete: ['✓', 'good'],
  missed: ['✕', 'late'],
  skipped: ['⊘', 'struck'],
  recalled: ['⊘', 'struck'],
  not_played: ['⊘', 'struck'],
  obsolete: ['⊘', 'struck'],
};

/** A row's state as shape and word. */
export function RowChip({ status }: { status: InjectStatus }) {
  const { t } = useTranslation();
  const [shape, tone] = ROWS[status];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`row.${status}`)}
    </span>
  );
}

/** The connection in shape and words. Polite; the loss of the network interrupts. */
export function ConnectionChip() {
  const { t } = useTranslation();
  const { state, since, rtt } = useConnection();
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  useNow();
  const lost = state === 'no_network' || state === 'signed_out';
  // The seconds run on screen only: read out every second they would drown everything else.
  const spoken = lost ? t('connection.no_network', { time: wallMinute(since, zone) }) : '';
  return (
    <>
      <span className="visually-hidden" role="alert">
        {state === 'no_network' ? spoken : ''}
      </span>
      <span className="visually-hidden" role="status">
        {state === 'live' ? t('connection.live') : state === 'reloaded' ? t('connection.reloaded') : ''}
      </span>
      {state === 'reloaded' ? (
        <button type="button" className="chip soon" onClick={() => connection.lookedAgain()}>
          <span aria-hidden="true">▲</span>
          {t('connection.reloaded')} · {t('connection.looked')}
        </button>
      ) : (
        <span className={`chip ${lost ? 'late' : state === 'live' ? 'idle' : 'off'}`}>
          <span aria-hidden="true">{state === 'live' ? '●' : lost ? '⌀' : '◌'}</span>
          {state === 'live' ? t('connection.live') : null}
          {state === 'live' && rtt !== undefined ? (
            <span>{t('connection.ms', { ms: Math.round(rtt) })}</span>
          ) : null}
          {state === 'reconnecting'
            ? t('connection.reconnecting', { seconds: Math.max(0, Math.round((Date.now() - since) / 1000)) })
            : null}
          {state === 'no_network' ? spoken : null}
          {state === 'signed_out' ? t('connection.signed_out') : null}
        </span>
      )}
    </>
  );
}
