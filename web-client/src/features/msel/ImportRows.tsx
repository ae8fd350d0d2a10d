import { useState } from 'react';
import { columnOf } from '../../lib/msel/columns';
import type { ImportNote, ImportPreview, ImportRow } from '../../protocol';
import { columnName, useCellWords, useMselWords } from './words';

/** Rows drawn at once; the others are taken or left all the same. */
const SHOWN = 200;

interface Props {
  preview: ImportPreview;
  lines: ReadonlySet<number>;
  onLines: (lines: Set<number>) => void;
}

/** What would come of each line, what differs from the list, and what is to be said about it. */
export function ImportRows({ preview, lines, onLines }: Props) {
  const { t, lang } = useMselWords();
  const [notesOnly, setNotesOnly] = useState(false);
  const count = (what: ImportRow['change']) => preview.rows.filter(({ change }) => change === what).length;
  const notes = new Map<number, ImportNote[]>();
  for (const note of preview.notes) {
    const line = note.line ?? 0;
    notes.set(line, [...(notes.get(line) ?? []), note]);
  }
  const rows = preview.rows.filter(({ line, whole }) => !notesOnly || !whole || notes.has(line));
  const said = (note: ImportNote) => (lang === 'zh' ? note.message_zh : note.message_en);
  const turn = (line: number) => {
    const next = new Set(lines);
    if (!next.delete(line)) next.add(line);
    onLines(next);
  };
  const all = (what: ImportRow['change'], on: boolean) => {
    const next = new Set(lines);
    for (const { line, change } of preview.rows) if (change === what) on ? next.add(line) : next.delete(line);
    onLines(next);
  };
  const lineless = [...notes]
    .filter(([line]) => !preview.rows.some((row) => row.line === line))
    .flatMap(([, list]) => list);
  return (
    <section className="stack">
      <h3>{t('import.rows', { new: count('new'), changed: count('changed'), same: count('same') })}</h3>
      <div className="row">
        {count('changed') > 0 ? (
          <>
            <button type="button" onClick={() => all('changed', true)}>
              {t('import.all_changed')}
            </button>
            <button type="button" onClick={() => all('changed', false)}>
              {t('import.no_changed')}
            </button>
          </>
        ) : null}
        <label className="tick">
          <input type="checkbox" checked={notesOnly} onChange={() => setNotesOnly(!notesOnly)} />
          {t('import.notes_only')}
        </label>
      </div>
      {lineless.length > 0 ? (
        <ul className="msel-import-notes">
          {lineless.map((note) => (
            <li key={`${note.line} ${note.rule} ${note.column} ${note.text}`}>
              {note.line ? `${t('import.line', { n: note.line })}: ` : ''}
              {said(note)}
            </li>
          ))}
        </ul>
      ) : null}
      <ul className="msel-import-rows">
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.line} className={row.whole ? undefined : 'msel-import-draft'}>
            <label>
              <input
                type="checkbox"
                disabled={row.change === 'same'}
                checked={lines.has(row.line) && row.change !== 'same'}
                onChange={() => turn(row.line)}
              />
              <span
                className={`chip ${row.change === 'new' ? 'moving' : row.change === 'changed' ? 'soon' : 'idle'}`}
              >
                {t(`import.change.${row.change}`)}
              </span>
              <span className="quiet num">{t('import.line', { n: row.line })}</span>
              <b>{row.cells.id?.text ?? '–'}</b>
              <span className="grow">
                {row.cells[`title_${lang}`]?.text ??
                  row.cells.title_zh?.text ??
                  row.cells.title_en?.text ??
                  row.cells.body_zh?.text ??
                  row.cells.body_en?.text}
              </span>
              {row.whole ? null : <span className="chip off">{t('import.draft')}</span>}
            </label>
            <Differences row={row} />
            {(notes.get(row.line) ?? []).map((note) => (
              <p key={`${note.rule} ${note.column} ${note.text}`} className="msel-import-note">
                {said(note)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {rows.length > SHOWN ? (
        <p className="quiet">{t('review.more', { count: rows.length - SHOWN })}</p>
      ) : null}
      {preview.absent.length > 0 ? (
        <p className="quiet">
          {t('import.absent', { rows: preview.absent.slice(0, 30).join(' '), count: preview.absent.length })}
        </p>
      ) : null}
    </section>
  );
}

/** Cells of a row that is there already: what stands, and what would. */
function Differences({ row }: { row: ImportRow }) {
  const words = useCellWords();
  if (row.change !== 'changed') return null;
  return (
    <dl className="msel-import-diff">
      {Object.entries(row.before).map(([field, before]) => (
        <div key={field}>
          <dt>{columnName(columnOf(field), words)}</dt>
          <dd>
            <del>{before || words.t('history.cleared')}</del> → <ins>{row.cells[field]?.text ?? ''}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
