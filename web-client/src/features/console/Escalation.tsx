import { byWhom } from '../../lib/drill/entry';
import { comingStep, LEVEL_SIGNS, nextStep } from '../../lib/drill/escalation';
import { exerciseTime } from '../../lib/time';
import type { DeliveryItem, EscalationLevel } from '../../protocol';
import { useMay, useNow } from '../../sync';
import { Countdown } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useConsoleWords, useZone } from './picture';

/** A level as shape and word. */
export function LevelChip({ level }: { level: EscalationLevel | null }) {
  const { t } = useConsoleWords();
  if (level === null) return null;
  const [shape, tone] = LEVEL_SIGNS[level];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`escalation.level.${level}`)}
    </span>
  );
}

/** The one thing to do about a late delivery now; nothing while its moment has not come. */
export function NextStep({ delivery }: { delivery: DeliveryItem }) {
  const { t } = useConsoleWords();
  const zone = useZone();
  const { exercise } = useNow();
  const nudge = useMay('nudge_inject');
  const deputy = useMay('call_deputy');
  const receipt = useMay('record_receipt');
  const open = useDesk((desk) => desk.open);
  const act = useAct();
  const { id, row, department } = delivery;
  const step = nextStep(delivery, exercise);
  if (step === null) return <Coming delivery={delivery} exercise={exercise} />;
  const does = {
    nudge: { may: nudge, run: () => act.give({ type: 'nudge_inject', row, department }) },
    deputy: { may: deputy, run: () => act.give({ type: 'call_deputy', delivery: id }) },
    // Told in person or by radio: who was told is written down in the delivery's own form.
    other_channel: { may: receipt, run: () => open({ type: 'delivery', row, department }) },
  }[step];
  return (
    <>
      <ActButton may={does.may} busy={act.busy} onAct={does.run}>
        {t(`escalation.do.${step}`)}
      </ActButton>
      <Fate entry={act.entry} zone={zone} quiet />
    </>
  );
}

function Coming({ delivery, exercise }: { delivery: DeliveryItem; exercise: number }) {
  const { t } = useConsoleWords();
  const coming = comingStep(delivery, exercise);
  if (coming === null) return null;
  return (
    <span className="quiet">
      {t('escalation.coming', { step: t(`escalation.step.${coming.step}`) })} <Countdown due={coming.from} />
    </span>
  );
}

/** Level, steps taken with who and when, and the next one. */
export function EscalationBar({ delivery }: { delivery: DeliveryItem }) {
  const { t, say } = useConsoleWords();
  const { level, taken, offered } = delivery.escalation;
  if (level === null && taken.length === 0 && offered.length === 0) return null;
  return (
    <div className="con-escalation">
      <p className="row">
        <LevelChip level={level} />
        <NextStep delivery={delivery} />
      </p>
      {taken.length > 0 ? (
        <ul aria-label={t('escalation.taken')}>
          {taken.map(({ step, at, by, seat }) => (
            <li key={step}>
              <span className="num">{exerciseTime(at.exercise)}</span> {t(`escalation.step.${step}`)}
              {seat ? ` → ${seat}` : ''} <span className="quiet">{byWhom(by, say)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
