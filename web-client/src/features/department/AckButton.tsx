import { useTranslation } from 'react-i18next';
import type { InjectItem } from '../../protocol';
import { type Entry, submit, useMay, useNow, useOutbox, useYou } from '../../sync';
import { ProblemNote } from '../../ui';
import { markRead } from './local';
import { aboutDelivery, iAcknowledged, lastEntry, mustAcknowledge, takeBackLeft } from './model';
import { WriteState } from './WriteState';

/** Longest way from "recorded" to the list that shows it. */
const SETTLING = 3_000;

/** Whether an acknowledgement was taken back after it was given. */
function takenBack(entries: readonly Entry[], given: Entry): boolean {
  const back = lastEntry(entries, 'take_back_acknowledgement', aboutDelivery(given) ?? '');
  return back !== undefined && back.order > given.order && back.state !== 'rejected';
}

interface Props {
  inject: InjectItem;
  /** Names the number: for the list, where several stand below each other. */
  numbered?: boolean;
}

/** One tap. What follows stands in its place: sending, recorded at, take back. */
export function AckButton({ inject, numbered }: Props) {
  const { t } = useTranslation(['department', 'common']);
  const you = useYou();
  const may = useMay('acknowledge_inject');
  const entries = useOutbox();
  const { wall } = useNow();
  const { delivery, channel } = inject;
  const given = lastEntry(entries, 'acknowledge_inject', delivery);
  const must = mustAcknowledge(inject, you.seat);
  const pending = given?.state === 'waiting' || given?.state === 'sending';
  // The record is confirmed a moment before the list knows of it: the button must not come back in between.
  const fresh = given?.state === 'recorded' && given.at !== null && wall - given.at.wall < SETTLING;
  if (pending || (must && fresh && !takenBack(entries, given)))
    return given ? <WriteState entry={given} /> : null;
  if (must) {
    const label =
      channel === 'phone'
        ? t('ack.answer')
        : channel === 'radio'
          ? t('ack.roger')
          : numbered
            ? null
            : t('ack.go');
    return (
      <>
        {given?.state === 'rejected' ? <ProblemNote problem={given.problem} /> : null}
        <button
          type="button"
          className="primary ack"
          disabled={!may.ok}
          onClick={() => submit({ type: 'acknowledge_inject', delivery })}
        >
          {label ?? t('ack.goNumber', { number: inject.number })}
        </button>
        {may.why ? <p className="small quiet">{t(`common:why.${may.why}`)}</p> : null}
      </>
    );
  }
  if (inject.duties.length === 0) {
    return numbered ? (
      <button type="button" className="primary ack" onClick={() => markRead(delivery)}>
        {t('ack.read')}
      </button>
    ) : null;
  }
  return iAcknowledged(inject, you.seat) && given?.state === 'recorded' ? <TakeBack inject={inject} /> : null;
}

/** For ten seconds a mistaken tap can be taken back; both facts stay in the record. */
function TakeBack({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const now = useNow();
  const entries = useOutbox();
  const may = useMay('take_back_acknowledgement');
  const given = lastEntry(entries, 'acknowledge_inject', inject.delivery);
  const back = lastEntry(entries, 'take_back_acknowledgement', inject.delivery);
  const left = takeBackLeft(given, now.wall);
  const asked = back && given && back.order > given.order ? back : undefined;
  return (
    <div className="row">
      {given ? <WriteState entry={given} /> : null}
      {asked ? <WriteState entry={asked} /> : null}
      {left > 0 && !asked && may.ok && inject.stage !== 'in_progress' ? (
        <button
          type="button"
          onClick={() => submit({ type: 'take_back_acknowledgement', delivery: inject.delivery })}
        >
          {t('ack.undo', { seconds: Math.ceil(left / 1000) })}
        </button>
      ) : null}
    </div>
  );
}
