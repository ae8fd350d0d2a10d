import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallTime } from '../lib/time';
import { submit, useCommandResult, useExercise, useItem, useMay, useOutbox, useYou } from '../sync';
import { DeviceChecks } from './checks';
import { Dialog } from './dialog';
import { ProblemNote } from './problem';

/** The test inject at a staff seat: it comes to no delivery here, so the seat itself says that it shows. */
export function StaffTest() {
  const { t } = useTranslation(['join', 'common']);
  const { seat } = useYou();
  const item = useItem(`test/${seat}`);
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  const may = useMay('acknowledge_test');
  const asked = useOutbox()
    .filter((entry) => entry.command.type === 'acknowledge_test')
    .at(-1);
  const result = useCommandResult(asked?.id);
  if (item?.kind !== 'own_test') return null;
  const busy = result?.state === 'sending' || result?.state === 'waiting';
  return (
    <div className="stack staff-test">
      <h3>{t('lobby.tests')}</h3>
      {item.acknowledged ? (
        <p>● {t('lobby.acknowledged', { time: wallTime(item.acknowledged.at.wall, zone) })}</p>
      ) : item.out ? (
        <button
          type="button"
          className="primary"
          disabled={!may.ok || busy}
          title={may.why ? t(`common:why.${may.why}`) : undefined}
          onClick={() => submit({ type: 'acknowledge_test' })}
        >
          {t('lobby.acknowledgeHere')}
        </button>
      ) : (
        <p className="quiet">{t('lobby.testsNone')}</p>
      )}
      {result?.state === 'rejected' ? <ProblemNote problem={result.problem} /> : null}
    </div>
  );
}

/** The checks of this device for those who do not wait in the lobby: reached from their own screens. */
export function DeviceCheckButton({ className }: { className?: string }) {
  const { t } = useTranslation('join');
  const [open, show] = useState(false);
  return (
    <>
      <button type="button" className={className} onClick={() => show(true)}>
        {t('lobby.device')}
      </button>
      {open ? (
        <Dialog title={t('lobby.device')} onClose={() => show(false)} sheet>
          <DeviceChecks />
          <StaffTest />
        </Dialog>
      ) : null}
    </>
  );
}
