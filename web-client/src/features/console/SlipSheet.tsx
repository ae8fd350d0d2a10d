import { useId, useState } from 'react';
import { canReadPictures, readPicture } from '../../lib/barcode';
import { readSlip, type Slip, type SlipFault, slipMark } from '../../lib/drill/slip';
import { reached } from '../../lib/drill/stage';
import { wallTime } from '../../lib/time';
import type { Command } from '../../protocol';
import { clock, useItems, useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';
import { useSlipWords } from './slipWords';

/** Takes in what a department without a network shows as a code: pasted, read by a scanner, or from a photo. */
export function SlipSheet() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const seats = useItems('seat');
  const deliveries = useItems('delivery');
  const [text, setText] = useState('');
  const slip = text.trim() === '' ? undefined : readSlip(text, { seats, deliveries, now: clock.now() });
  const id = useId();
  return (
    <Dialog title={t('slip.title')} onClose={() => open(null)}>
      <div className="con-sheet">
        <p className="quiet">{t('slip.about')}</p>
        <label htmlFor={id}>{t('slip.text')}</label>
        <textarea
          id={id}
          rows={3}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
        <Photo onText={setText} />
        {typeof slip === 'string' ? <Fault fault={slip} /> : null}
        {typeof slip === 'object' ? (
          <Found key={`${slip.seat}${slip.ref}`} slip={slip} onNext={() => setText('')} />
        ) : null}
      </div>
    </Dialog>
  );
}

/** A photo of the code, where this browser can read one; on a tablet the button opens the camera. */
function Photo({ onText }: { onText: (text: string) => void }) {
  const { t } = useConsoleWords();
  const [failed, setFailed] = useState(false);
  const id = useId();
  if (!canReadPictures()) return null;
  return (
    <p className="row">
      <label htmlFor={id} className="button file-button">
        {t('slip.photo')}
      </label>
      <input
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        className="visually-hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (!file) return;
          void readPicture(file).then((text) => {
            setFailed(text === undefined);
            if (text !== undefined) onText(text);
          });
        }}
      />
      <span role="status">{failed ? t('slip.no_code') : ''}</span>
    </p>
  );
}

function Fault({ fault }: { fault: SlipFault }) {
  const { t } = useConsoleWords();
  return (
    <p className="problem" role="alert">
      {t(`slip.fault.${fault}`)}
    </p>
  );
}

/** What was read, in words, and the one button that enters it in the record as the controller's own act. */
function Found({ slip, onNext }: { slip: Slip; onNext: () => void }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const content = useSlipWords(slip);
  const entries = useItems('entry');
  const receipt = slip.command.type === 'acknowledge_inject';
  const may = useMay(receipt ? 'record_receipt' : 'write_log');
  const act = useAct();
  const mark = slipMark(slip);
  const done = act.entry?.state === 'recorded';
  const before = receipt
    ? slip.delivery !== undefined && reached(slip.delivery.stage, 'acknowledged')
    : entries.some((entry) => entry.text?.startsWith(mark));
  const command: Command =
    receipt && slip.delivery
      ? {
          type: 'record_receipt',
          delivery: slip.delivery.id,
          stage: 'acknowledged',
          via: 'qr',
          told: slip.seat,
          told_at: slip.written,
        }
      : {
          type: 'write_log',
          text: `${mark} ${slip.department} ${content}`,
          pinned: false,
          department: slip.department,
          seat: slip.seat,
          ...(slip.row ? { row: slip.row } : {}),
        };
  return (
    <article className="con-box con-slip">
      <p>
        <b>
          {slip.department} · {slip.seat}
        </b>{' '}
        <span className="num quiet">{t('slip.written', { at: wallTime(slip.written, zone) })}</span>
      </p>
      <p className="prewrap">{content}</p>
      <p className="quiet">{t(receipt ? 'slip.as_receipt' : 'slip.as_log')}</p>
      {before && !done ? <p className="drill-why">▲ {t('slip.before')}</p> : null}
      <div className="con-acts">
        {done ? null : (
          <ActButton
            may={may}
            tone="main"
            busy={act.busy}
            notNow={before ? t('slip.before') : undefined}
            onAct={() => act.give(command, receipt ? undefined : slip.written + (clock.offset ?? 0))}
          >
            {t('slip.enter')}
          </ActButton>
        )}
        <Fate entry={act.entry} zone={zone} />
        {done || before ? (
          <button type="button" className="drill-act" onClick={onNext}>
            {t('slip.next')}
          </button>
        ) : null}
      </div>
    </article>
  );
}
