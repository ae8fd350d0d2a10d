import { useTranslation } from 'react-i18next';
import { LADDER } from '../../lib/drill/stage';
import { exerciseTime } from '../../lib/time';
import type { InjectItem } from '../../protocol';
import { useYou } from '../../sync';
import { StageChip } from '../../ui';
import { deskAcknowledged, iAcknowledged } from './model';
import { useWall, useWho } from './words';

/** That it waited for a device is the server's affair, not the desk's. */
const SHOWN = LADDER.filter((stage) => stage !== 'queued');

/** Who of the desk acknowledged, and whether that counts for all. */
export function AckNote({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const you = useYou();
  const who = useWho();
  if (!inject.duties.includes('acknowledge')) return null;
  const names = inject.acknowledged_by.map(who).filter(Boolean).join('、');
  const met = deskAcknowledged(inject);
  const rule =
    inject.ack_policy === 'named_role'
      ? inject.ack_seat === you.seat
        ? t('ack.yours')
        : t('ack.others', { seat: inject.ack_seat ?? '' })
      : inject.ack_policy === 'every_member'
        ? t('ack.every', { have: inject.seats.acknowledged, all: inject.seats.seated })
        : t('ack.any');
  return (
    <p className="small">
      {names ? (
        <>
          {t('ack.by', { who: names })} · {met ? t('ack.counts') : t('ack.countsNot', { why: rule })}
          {!met && iAcknowledged(inject, you.seat) ? ` · ${t('ack.mine')}` : ''}
        </>
      ) : (
        rule
      )}
    </p>
  );
}

/** First stamp of each stage, with who: the honest receipt. */
export function Ladder({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const wall = useWall();
  const who = useWho();
  const rungs = SHOWN.flatMap((stage) => {
    const rung = inject.rungs[stage];
    return rung ? [{ stage, rung }] : [];
  });
  if (rungs.length === 0) return null;
  return (
    <details className="ladder">
      <summary>{t('detail.ladder')}</summary>
      <ol>
        {rungs.map(({ stage, rung }) => (
          <li key={stage} className="row">
            <StageChip stage={stage} />
            <span>{wall(rung.at.wall)}</span>
            <span className="quiet small">{exerciseTime(rung.at.exercise)}</span>
            <span className="small">{who(rung.by)}</span>
            {rung.happened_at === null ? null : (
              <span className="small quiet">{t('detail.writtenAt', { time: wall(rung.happened_at) })}</span>
            )}
          </li>
        ))}
      </ol>
      <p className="small quiet">
        {t('detail.receivedBy', {
          delivered: inject.seats.delivered,
          seated: inject.seats.seated,
          seen: inject.seats.seen,
          acknowledged: inject.seats.acknowledged,
        })}
      </p>
    </details>
  );
}
