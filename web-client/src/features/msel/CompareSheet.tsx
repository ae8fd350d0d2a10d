/** What differs between a frozen version and the list as it stands. */
import { useEffect, useState } from 'react';
import { columnOf } from '../../lib/msel/columns';
import type { MselDifference } from '../../protocol';
import { useExercise } from '../../sync';
import { compareVersions } from '../../sync/msel';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { columnName, useCellWords, usePlanWords } from './words';

type Read = { as: 'reading' | 'failed' } | { as: 'read'; found: MselDifference[] };

export function CompareSheet({ version }: { version: number }) {
  const { t } = usePlanWords();
  const id = useExercise()?.id;
  const open = useDesk((desk) => desk.open);
  const [read, setRead] = useState<Read>({ as: 'reading' });
  useEffect(() => {
    if (!id) return;
    const stop = new AbortController();
    compareVersions(id, version, stop.signal).then(
      (found) => setRead({ as: 'read', found }),
      () => stop.signal.aborted || setRead({ as: 'failed' }),
    );
    return () => stop.abort();
  }, [id, version]);
  return (
    <Dialog wide title={t('compare.title', { n: version })} onClose={() => open({ type: 'review' })}>
      <div className="stack msel-sheet">
        {read.as === 'reading' ? <p className="quiet">{t('compare.reading')}</p> : null}
        {read.as === 'failed' ? <p role="alert">{t('compare.failed')}</p> : null}
        {read.as === 'read' && read.found.length === 0 ? <p>✓ {t('compare.same')}</p> : null}
        {read.as === 'read' && read.found.length > 0 ? <Table found={read.found} /> : null}
      </div>
    </Dialog>
  );
}

function Table({ found }: { found: readonly MselDifference[] }) {
  const { t } = usePlanWords();
  const words = useCellWords();
  const what = ({ row, field, part, key }: MselDifference) =>
    row
      ? field
        ? columnName(columnOf(field), words)
        : t('compare.row')
      : `${t(`parts.part.${part}`)} ${key}`;
  return (
    <table className="drill-table">
      <caption className="visually-hidden">{t('compare.how')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('compare.number')}</th>
          <th scope="col">{t('compare.what')}</th>
          <th scope="col">{t('compare.before')}</th>
          <th scope="col">{t('compare.after')}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => (
          <tr key={`${one.row ?? one.part}/${one.field ?? one.key ?? ''}`}>
            <th scope="row">{one.row ?? '–'}</th>
            <td>
              {what(one)} {one.change === 'changed' ? '' : <b>{t(`compare.change.${one.change}`)}</b>}
            </td>
            <td className="prewrap">{one.part ? '' : one.before}</td>
            <td className="prewrap">{one.part ? '' : one.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
