import { stageMark } from '../../lib/drill/mark';
import { lateNow } from '../../lib/drill/stage';
import type { RowItem } from '../../protocol';
import { MarkSign } from '../../ui/drill/MarkSign';
import { useDesk } from './desk';
import { useConsoleWords, useDeliveriesOf } from './picture';

/** Who has got the row and who has not, before anything else: words only where something is missing. */
export function Reach({ row }: { row: RowItem }) {
  const { t } = useConsoleWords();
  const deliveries = useDeliveriesOf(row.id);
  const open = useDesk((desk) => desk.open);
  if (deliveries.length === 0) return null;
  return (
    <ul className="con-reach" aria-label={t('detail.reach')}>
      {deliveries.map((delivery) => {
        const mark = stageMark(delivery.stage, lateNow(delivery).length > 0, delivery.declined !== null);
        return (
          <li key={delivery.id}>
            <button
              type="button"
              onClick={() => open({ type: 'delivery', row: row.id, department: delivery.department })}
            >
              <b>{'seat' in delivery.recipient ? delivery.recipient.seat : delivery.department}</b>{' '}
              <MarkSign mark={mark} compact={mark.tone === 'good'} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
