import { useState } from 'react';
import { stageMark } from '../../lib/drill/mark';
import { awaitsReceipt, lateNow, nextDeadline, reached } from '../../lib/drill/stage';
import { wallTime } from '../../lib/time';
import type { DeliveryItem, Via } from '../../protocol';
import { useMay } from '../../sync';
import { Countdown, Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { Ladder } from '../../ui/drill/Ladder';
import { MarkSign } from '../../ui/drill/MarkSign';
import { Points } from '../../ui/drill/Points';
import { Receipts } from '../../ui/drill/Receipts';
import { AnswerText } from './AnswerText';
import { useDesk } from './desk';
import { EscalationBar } from './Escalation';
import { useConsoleWords, useDeliveriesOf, useRow, useZone } from './picture';
import { TextAct } from './TextAct';

/** A cell of the matrix, opened: every delivery of a row to a department, its ladder and what control can do. */
export function DeliverySheet({ row, department }: { row: string; department: string }) {
  const words = useConsoleWords();
  const item = useRow(row);
  const deliveries = useDeliveriesOf(row).filter((delivery) => delivery.department === department);
  const open = useDesk((desk) => desk.open);
  const title = `${row} ${item ? words.in(item.title) : ''} → ${department}`;
  return (
    <Dialog title={title} onClose={() => open(null)}>
      <div className="con-sheet">
        {deliveries.map((delivery) => (
          <OneDelivery key={delivery.id} delivery={delivery} />
        ))}
        {deliveries.length === 0 ? <p>{words.t('delivery.none')}</p> : null}
      </div>
    </Dialog>
  );
}

function OneDelivery({ delivery }: { delivery: DeliveryItem }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const row = useRow(delivery.row);
  const next = nextDeadline(delivery);
  const { seats } = delivery;
  return (
    <article className="con-one-delivery">
      <p className="row">
        <MarkSign
          mark={stageMark(delivery.stage, lateNow(delivery).length > 0, delivery.declined !== null)}
        />
        <span>{t('detail.seats', { ...seats })}</span>
        {next ? <Countdown due={next.at} label={say(`common:duty.${next.duty}`)} /> : null}
        {delivery.nudged ? (
          <span className="quiet">{t('delivery.nudged', { at: wallTime(delivery.nudged.wall, zone) })}</span>
        ) : null}
      </p>
      <EscalationBar delivery={delivery} />
      <Ladder delivery={delivery} zone={zone} />
      <Receipts delivery={delivery} zone={zone} />
      {delivery.answer ? <AnswerText answer={delivery.answer} row={row} /> : null}
      <Points delivery={delivery} facts={row?.key_facts ?? []} zone={zone} />
      {delivery.returned ? (
        <p>
          <b>{t('inbox.returned')}:</b> {delivery.returned.text}
        </p>
      ) : null}
      {delivery.declined ? (
        <p>
          <b>{t('delivery.declined')}:</b> {delivery.declined.text}
        </p>
      ) : null}
      {delivery.closed ? (
        <p>
          <b>{t('delivery.closed')}:</b> {delivery.closed.text}
        </p>
      ) : null}
      {reached(delivery.stage, 'closed') ? null : <Acts delivery={delivery} />}
    </article>
  );
}

function Acts({ delivery }: { delivery: DeliveryItem }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const nudge = useMay('nudge_inject');
  const accept = useMay('accept_response');
  const act = useAct();
  const answered = delivery.answer !== null && !reached(delivery.stage, 'accepted');
  return (
    <div className="con-delivery-acts">
      <div className="con-acts">
        {awaitsReceipt(delivery) ? (
          <ActButton
            may={nudge}
            busy={act.busy}
            onAct={() =>
              act.give({ type: 'nudge_inject', row: delivery.row, department: delivery.department })
            }
          >
            {t('act.nudge')}
          </ActButton>
        ) : null}
        {answered ? (
          <ActButton
            may={accept}
            tone="main"
            busy={act.busy}
            onAct={() => act.give({ type: 'accept_response', delivery: delivery.id })}
          >
            {t('inbox.accept')}
          </ActButton>
        ) : null}
        <Fate entry={act.entry} zone={zone} />
      </div>
      {awaitsReceipt(delivery) ? <RecordReceipt delivery={delivery} /> : null}
      {answered ? (
        <TextAct
          name={`return-${delivery.id}`}
          label={t('delivery.return_label')}
          word="return_response"
          button={t('delivery.return')}
          make={(note) => ({ type: 'return_response', delivery: delivery.id, note })}
          folded
        />
      ) : null}
      <TextAct
        name={`close-${delivery.id}`}
        label={t('inbox.close_label')}
        word="close_delivery"
        button={t('inbox.close')}
        make={(reason) => ({ type: 'close_delivery', delivery: delivery.id, reason })}
        folded
      />
    </div>
  );
}

const VIAS: readonly Via[] = ['radio', 'phone', 'face_to_face', 'paper', 'qr'];

/** A receipt that came by other means than the recipient's own client: by which way, and who was told. */
function RecordReceipt({ delivery }: { delivery: DeliveryItem }) {
  const { t, say } = useConsoleWords();
  const zone = useZone();
  const may = useMay('record_receipt');
  const [via, setVia] = useState<Via>('radio');
  const [stage, setStage] = useState<'delivered' | 'acknowledged'>('acknowledged');
  const [told, setTold] = useState('');
  const act = useAct(() => setTold(''));
  const give = () =>
    act.give({ type: 'record_receipt', delivery: delivery.id, stage, via, told: told.trim() });
  return (
    <fieldset className="con-receipt">
      <legend>{t('receipt.title')}</legend>
      <label>
        {t('receipt.via')}
        <select value={via} onChange={(event) => setVia(event.target.value as Via)}>
          {VIAS.map((one) => (
            <option key={one} value={one}>
              {say(`common:via.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('receipt.stage')}
        <select value={stage} onChange={(event) => setStage(event.target.value as typeof stage)}>
          <option value="acknowledged">{say('common:stage.acknowledged')}</option>
          <option value="delivered">{say('common:stage.delivered')}</option>
        </select>
      </label>
      <label className="grow">
        {t('receipt.told')}
        <input value={told} maxLength={120} onChange={(event) => setTold(event.target.value)} />
      </label>
      <ActButton
        may={may}
        notNow={told.trim() === '' ? t('receipt.who') : undefined}
        busy={act.busy}
        onAct={give}
      >
        {t('receipt.record')}
      </ActButton>
      <Fate entry={act.entry} zone={zone} />
    </fieldset>
  );
}
