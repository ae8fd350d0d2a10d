/** Several controllers at once: who else has a row open, and telling the others which this desk has. */
import { useEffect } from 'react';
import { lookAt, useOthersAt } from '../../sync';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';

/** A hand that runs through the list by keys tells nothing: only where it comes to rest counts. */
const RESTS_MS = 300;

/** Stands once in a window: says which row it has open. A desk that is locked has none. */
export function useLook(closed: boolean): void {
  const selected = useDesk((desk) => desk.selected);
  const row = closed ? null : selected;
  useEffect(() => {
    const timer = setTimeout(() => lookAt(row), RESTS_MS);
    return () => clearTimeout(timer);
  }, [row]);
  useEffect(() => () => lookAt(null), []);
}

/** Who else at control has this row open. */
export function Here({ row }: { row: string }) {
  const { t } = useConsoleWords();
  const seats = useOthersAt(row);
  if (!seats) return null;
  return (
    <span className="con-here">
      <span aria-hidden="true">◉ </span>
      {t('queue.here', { seats, count: seats.split(', ').length })}
    </span>
  );
}
