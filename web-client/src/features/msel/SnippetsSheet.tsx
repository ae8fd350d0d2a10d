/** Rows kept for reuse 常用条目: put into this list, or kept from it. */
import { useCallback, useEffect, useId, useState } from 'react';
import { inputOf } from '../../lib/msel/cells';
import { columnOf } from '../../lib/msel/columns';
import type { MselInput, Snippet } from '../../protocol';
import { addSnippet, removeSnippet, snippets } from '../../sync/msel';
import { asProblem, ConfirmButton, Dialog, ProblemNote } from '../../ui';
import { addRow } from './acts';
import { useDesk } from './desk';
import { type SheetRow, useSheet } from './sheet';
import { useCanEdit } from './useCanEdit';
import { usePlanWords } from './words';

type Held = { as: 'reading' | 'failed' } | { as: 'read'; list: Snippet[] };

export function SnippetsSheet() {
  const { t } = usePlanWords();
  const open = useDesk((desk) => desk.open);
  const active = useDesk((desk) => desk.active);
  const row = useSheet((sheet) => (active ? sheet.rows.get(active.row) : undefined));
  const can = useCanEdit();
  const [search, setSearch] = useState('');
  const [held, setHeld] = useState<Held>({ as: 'reading' });
  const [refused, setRefused] = useState<unknown>(null);
  const read = useCallback(() => {
    snippets(search).then(
      (list) => setHeld({ as: 'read', list }),
      () => setHeld({ as: 'failed' }),
    );
  }, [search]);
  useEffect(read, [read]);
  const after = (act: Promise<unknown>) => {
    setRefused(null);
    act.then(read, (error: unknown) => setRefused(error));
  };
  return (
    <Dialog title={t('snippets.title')} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        {row ? (
          <Keep row={row} onKeep={(title, cells) => after(addSnippet({ title, tags: [], cells }))} />
        ) : null}
        {refused ? <ProblemNote problem={asProblem(refused)} /> : null}
        <input
          type="search"
          aria-label={t('snippets.search')}
          placeholder={t('snippets.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {held.as === 'failed' ? <p role="alert">{t('snippets.failed')}</p> : null}
        {held.as === 'read' && held.list.length === 0 ? <p className="quiet">{t('snippets.none')}</p> : null}
        <ul className="stack">
          {(held.as === 'read' ? held.list : []).map((one) => (
            <li key={one.id} className="row spread">
              <span className="grow">{one.title}</span>
              <button
                type="button"
                disabled={!can.ok}
                onClick={() => {
                  addRow(active?.row ?? null, fresh(one));
                  open(null);
                }}
              >
                {t('snippets.insert')}
              </button>
              <ConfirmButton
                className="plain"
                ask={t('snippets.remove_ask', { what: one.title })}
                confirm={t('parts.remove')}
                onConfirm={() => after(removeSnippet(one.id))}
              >
                ✕<span className="visually-hidden"> {`${t('parts.remove')} ${one.title}`}</span>
              </ConfirmButton>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

/** Its cells without the number: a row that comes in gets one of this list. */
function fresh({ cells }: Snippet): Record<string, MselInput> {
  const all = Object.entries(cells).filter(([field, input]) => field !== 'id' && input !== undefined);
  return Object.fromEntries(all) as Record<string, MselInput>;
}

interface KeepProps {
  row: SheetRow;
  onKeep: (title: string, cells: Record<string, MselInput>) => void;
}

function Keep({ row, onKeep }: KeepProps) {
  const { t, lang } = usePlanWords();
  const field = useId();
  const named =
    row.cells[`title_${lang}`]?.text ?? row.cells.title_zh?.text ?? row.cells.title_en?.text ?? '';
  const [title, setTitle] = useState(named);
  const cells = () => {
    const filled = Object.entries(row.cells).filter(([name, cell]) => name !== 'id' && cell?.text);
    return Object.fromEntries(filled.map(([name, cell]) => [name, inputOf(cell, columnOf(name).form)]));
  };
  return (
    <div className="row">
      <label htmlFor={field}>{t('snippets.keep_as', { row: row.cells.id?.text ?? '–' })}</label>
      <input
        id={field}
        className="grow"
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
      />
      <button type="button" disabled={title.trim() === ''} onClick={() => onKeep(title.trim(), cells())}>
        {t('snippets.keep')}
      </button>
    </div>
  );
}
