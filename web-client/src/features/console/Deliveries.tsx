import { stageMark } from '../../lib/drill/mark';
import { lateNow } from '../../lib/drill/stage';
import type { RowItem } from '../../protocol';
import { MarkSign } from '../../ui/drill/MarkSign';
import { AnswerText } from './AnswerText';
import { useDesk } from './desk';
import { useConsoleWords, useDeliveriesOf } from './picture';

/** Deliveries of a row, one line each; a line opens the ladder with names and both stamps. */
export function Deliveries({ row }: { row: RowItem }) {
  const { t } = useConsoleWords();
  const deliveries = useDeliveriesOf(row.id);
  const open = useDesk((desk) => desk.open);
  if (deliveries.length === 0) return null;
  return (
    <div className="con-deliveries">
      <h3>{t('detail.deliveries')}</h3>
      <ul>
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <button
              type="button"
              className="con-delivery"
              onClick={() => open({ type: 'delivery', row: row.id, department: delivery.department })}
            >
              <b>{'seat' in delivery.recipient ? delivery.recipient.seat : delivery.department}</b>
              <MarkSign
                mark={stageMark(delivery.stage, lateNow(delivery).length > 0, delivery.declined !== null)}
              />
              <span className="num quiet">
                {t('detail.seats', {
                  acknowledged: delivery.seats.acknowledged,
                  seen: delivery.seats.seen,
                  delivered: delivery.seats.delivered,
                  seated: delivery.seats.seated,
                })}
              </span>
            </button>
            {delivery.answer ? <AnswerText answer={delivery.answer} row={row} /> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
