import { useEffect, useState } from 'react';
import { columnOf } from '../../lib/msel/columns';
import { calendarDate, wallTime } from '../../lib/time';
import type { MselCellChange } from '../../protocol';
import { useExercise } from '../../sync';
import { cellHistory } from '../../sync/msel';
import { Dialog } from '../../ui';
import { editCells } from './acts';
import { useDesk } from './desk';
import { useSheet } from './sheet';
import { useCanEdit } from './useCanEdit';
import { columnName, useCellWords, useMselWords, useZone } from './words';

type Read = { as: 'reading' } | { as: 'failed' } | { as: 'read'; changes: MselCellChange[] };

/** Who wrote what into a cell, and when, the last first; anything of it can be put back. */
export function HistorySheet({ row, field }: { row: string; field: string }) {
  const { t, lang } = useMselWords();
  const words = useCellWords();
  const zone = useZone();
  const id = useExercise()?.id;
  const open = useDesk((desk) => desk.open);
  const cells = useSheet((sheet) => sheet.rows.get(row)?.cells);
  const can = useCanEdit();
  const [read, setRead] = useState<Read>({ as: 'reading' });
  const version = cells?.[field]?.version ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a cell that was written anew has more of a history
  useEffect(() => {
    if (!id) return;
    const stop = new AbortController();
    cellHistory(id, row, field, stop.signal).then(
      (changes) => setRead({ as: 'read', changes }),
      () => stop.signal.aborted || setRead({ as: 'failed' }),
    );
    return () => stop.abort();
  }, [id, row, field, version]);
  const what = `${cells?.id?.text ?? '–'} · ${columnName(columnOf(field), words)}`;
  const changes = read.as === 'read' ? [...read.changes].sort((a, b) => b.seq - a.seq) : [];
  return (
    <Dialog title={t('history.title', { what })} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        {read.as === 'reading' ? <p className="quiet">{t('history.loading')}</p> : null}
        {read.as === 'failed' ? <p role="alert">{t('history.unknown')}</p> : null}
        {read.as === 'read' && changes.length === 0 ? <p className="quiet">{t('history.none')}</p> : null}
        <ol className="stack">
          {changes.map(({ seq, changed, text }, at) => (
            <li key={seq} className="card">
              <div className="row spread">
                <span>
                  <b>{changed.by?.seat ?? t('lost.nobody')}</b> {changed.by?.name ?? ''}{' '}
                  <span className="quiet num">
                    {calendarDate(changed.at.wall, zone, lang)} {wallTime(changed.at.wall, zone)}
                  </span>
                </span>
                {at === 0 ? (
                  <span className="chip idle">{t('history.now')}</span>
                ) : (
                  <button
                    type="button"
                    disabled={!can.ok}
                    onClick={() => editCells([{ row, field, to: { text: text ?? '' } }])}
                  >
                    {t('history.back')}
                  </button>
                )}
              </div>
              <p className="prewrap">
                {text === null || text === '' ? <i className="quiet">{t('history.cleared')}</i> : text}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}
