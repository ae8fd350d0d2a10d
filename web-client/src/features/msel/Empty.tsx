import { uuid } from '../../lib/uuid';
import { announce } from '../../ui';
import { change } from './acts';
import { readBlock, typed } from './clipboard';
import { useDesk } from './desk';
import { ImportButton } from './ImportButton';
import { screen } from './screen';
import { useDeeds } from './useGridKeys';
import { useColumns } from './useVisible';
import { useCellWords, useMselWords } from './words';

/** Where there is no row yet: what to do next. A block can be pasted here, too. */
export function Empty({ ready }: { ready: boolean }) {
  const { t } = useMselWords();
  const words = useCellWords();
  const columns = useColumns(words);
  const deeds = useDeeds();
  screen.columns = columns;
  if (!ready)
    return (
      <p className="msel-empty quiet" aria-busy="true">
        {t('loading')}
      </p>
    );
  return (
    <section
      className="msel-empty stack"
      aria-label={t('empty.title')}
      onPaste={(event) => {
        const { lines } = readBlock(event.clipboardData);
        const rows = lines.map((line) => ({
          row: uuid(),
          cells: Object.fromEntries(
            line.flatMap((text, at) => {
              const column = columns[at];
              return column && text !== '' ? [[column.field, { text: typed(text, column, words) }]] : [];
            }),
          ),
        }));
        change({ add: { rows, after: null } });
        const said = t('pasted_new', {
          rows: rows.length,
          columns: lines[0]?.length ?? 0,
          made: rows.length,
        });
        announce(said);
        useDesk.getState().tell(said);
      }}
    >
      <h2>{t('empty.title')}</h2>
      <p className="quiet">{t('empty.how')}</p>
      <div className="row">
        <button type="button" className="primary" onClick={deeds.newRow}>
          {t('empty.first')}
        </button>
        <ImportButton />
      </div>
    </section>
  );
}
