/** The row in full: what players see and what only control sees, in two boxes that nobody confuses. */
import { memo, useEffect, useMemo, useState } from 'react';
import { COLUMNS, type Column, columnOf, extraOf } from '../../lib/msel/columns';
import { useDesk } from './desk';
import { Field } from './Field';
import { openField } from './fields';
import { Finding } from './LintStrip';
import { Lock } from './Lock';
import { ofRow, useLint } from './lint';
import { Rehearsed } from './Rehearsed';
import { RowList } from './RowList';
import { activeSpot, goTo, screen } from './screen';
import { type SheetRow, useSheet } from './sheet';
import { useSettled } from './useSettled';
import { columnName, useCellWords, useMselWords, usePlanWords } from './words';
import './panel.css';

const of = (fields: readonly string[]): Column[] =>
  fields.flatMap((base) => COLUMNS.filter((column) => column.base === base));

const HEAD = of(['id', 'kind', 'offset', 'phase', 'to', 'lead', 'storyline', 'template']);
const PLAYERS = of([
  'player_title',
  'body',
  'from',
  'channel',
  'location',
  'priority',
  'response',
  'decision',
  'attachments',
  'post',
]);
const CONTROL = of([
  'title',
  'when',
  'release',
  'controller',
  'controller_note',
  'actor_card',
  'staging',
  'ack_policy',
  'ack_seat',
  'target_acknowledge',
  'target_respond',
  'target_complete',
  'escalation',
  'truth',
  'fails',
]);
const EVALUATION = of([
  'expected_action',
  'tasks',
  'key_facts',
  'decided_by',
  'evaluation_note',
  'background',
]);

/** The panel follows a cursor that stands still this long; one that only passes costs nothing. */
const STILL_MS = 220;

export function Panel({ over }: { over: boolean }) {
  const { t } = useMselWords();
  const cursor = useDesk((desk) => desk.active);
  const active = useSettled(cursor, STILL_MS);
  const row = useSheet((sheet) => (active ? sheet.rows.get(active.row) : undefined));
  const set = useDesk((desk) => desk.set);
  // A thousand numbers to choose from are worth their room once somebody is here.
  const [inside, setInside] = useState(false);
  useEffect(() => {
    if (!over) return;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && event.target instanceof Element && event.target.closest('.msel-panel'))
        set({ panel: false });
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [over, set]);
  return (
    <aside
      className={over ? 'msel-panel msel-panel-over' : 'msel-panel'}
      aria-label={t('panel.title')}
      aria-busy={cursor?.row !== active?.row}
      onFocus={() => setInside(true)}
    >
      <div className="msel-panel-head">
        <h2>
          {row?.cells.id?.text ?? '–'} <span className="quiet">{t('panel.title')}</span>
        </h2>
        <button type="button" title={t('panel.previous')} onClick={() => walk(-1)}>
          <span aria-hidden="true">↑</span>
          <span className="visually-hidden">{t('panel.previous')}</span>
        </button>
        <button type="button" title={t('panel.next')} onClick={() => walk(1)}>
          <span aria-hidden="true">↓</span>
          <span className="visually-hidden">{t('panel.next')}</span>
        </button>
        <Tongue />
        <button
          type="button"
          className="plain"
          onClick={() => set({ panel: false })}
          aria-label={t('panel.close')}
        >
          ✕
        </button>
      </div>
      {inside ? <RowList /> : null}
      {row ? <Boxes key={row.id} row={row} /> : <p className="quiet msel-panel-none">{t('panel.none')}</p>}
    </aside>
  );
}

function walk(by: 1 | -1): void {
  const spot = activeSpot();
  if (!spot) return;
  const row = Math.max(0, Math.min(screen.rows.length - 1, spot.row + by));
  goTo({ row, column: spot.column });
}

/** In which language texts are written here. */
function Tongue() {
  const { t } = useMselWords();
  const tongue = useDesk((desk) => desk.tongue);
  const set = useDesk((desk) => desk.set);
  return (
    <fieldset className="segments msel-tongue">
      <legend className="visually-hidden">{t('panel.tongue')}</legend>
      {(['zh', 'en', 'both'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={tongue === one} onClick={() => set({ tongue: one })}>
          {one === 'both' ? t('panel.both') : t(`lang.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** Drawn anew for another row or a change of this one, not for every step of the cursor. */
const Boxes = memo(function Boxes({ row }: { row: SheetRow }) {
  const { t } = useMselWords();
  const extra = Object.keys(row.cells).filter((field) => extraOf(field) !== undefined);
  return (
    <div className="msel-boxes">
      <Wrong row={row} />
      <Rehearsed row={row} />
      <div className="msel-strip">
        <Fields row={row} columns={HEAD} />
      </div>
      <section className="msel-box msel-box-players" aria-labelledby="msel-players">
        <h3 id="msel-players">
          <span aria-hidden="true">◉ </span>
          {t('panel.players')}
        </h3>
        <div className="row spread">
          <p className="quiet small">{t('panel.players_note')}</p>
          <Preview row={row.id} />
        </div>
        <Fields row={row} columns={PLAYERS} />
      </section>
      <section className="msel-box msel-box-control" aria-labelledby="msel-control">
        <h3 id="msel-control">
          <Lock /> {t('panel.control')}
        </h3>
        <p className="quiet small">{t('panel.control_note')}</p>
        <Fields row={row} columns={CONTROL} />
        <h4>{t('panel.evaluators')}</h4>
        <Fields row={row} columns={EVALUATION} />
        {extra.length > 0 ? (
          <>
            <h4>{t('panel.extra')}</h4>
            <Fields row={row} columns={extra.map(columnOf)} />
          </>
        ) : null}
      </section>
    </div>
  );
});

/** The way to what each recipient would be shown. */
function Preview({ row }: { row: string }) {
  const { t } = usePlanWords();
  const open = useDesk((desk) => desk.open);
  return (
    <span className="row">
      <button type="button" className="plain" onClick={() => open({ type: 'snippets' })}>
        {t('snippets.keep')}
      </button>
      <button type="button" onClick={() => open({ type: 'preview', row })}>
        {t('preview.open')}
      </button>
    </span>
  );
}

function Fields({ row, columns }: { row: SheetRow; columns: readonly Column[] }) {
  const tongue = useDesk((desk) => desk.tongue);
  return (
    <div className="msel-fields">
      {columns
        .filter(({ language }) => !language || tongue === 'both' || tongue === language)
        .map((column) => (
          <Field key={column.field} row={row} column={column} />
        ))}
    </div>
  );
}

/** What is wrong with this row, each with the way to it. */
function Wrong({ row }: { row: SheetRow }) {
  const words = useCellWords();
  const found = faultsOf(row);
  const number = row.cells.id?.text;
  const findings = useLint((lint) => lint.findings);
  const said = useMemo(() => ofRow(findings, number), [findings, number]);
  if (found.length + said.length === 0) return null;
  return (
    <section className="msel-wrongs" aria-label={words.t('panel.row_faults')}>
      {found.map(({ field, fault, word }) => (
        <button
          key={field + fault + (word ?? '')}
          type="button"
          className="link"
          onClick={() => openField(field)}
        >
          !{' '}
          {words.t('read_as', { name: columnName(columnOf(field), words), fault: words.t(`fault.${fault}`) })}
          {word ? `: ${word}` : ''}
        </button>
      ))}
      {said.map((one) => (
        <Finding key={one.rule + (one.place.field ?? '')} one={one} whole />
      ))}
    </section>
  );
}

/** Faults of cells and of the row, each once. */
export function faultsOf(row: SheetRow): { field: string; fault: string; word: string | null }[] {
  const cells = Object.entries(row.cells).flatMap(([field, cell]) =>
    cell?.fault ? [{ field, fault: cell.fault as string, word: cell.text }] : [],
  );
  const said = new Set(cells.map(({ field }) => field));
  return [...cells, ...row.faults.filter(({ field }) => !said.has(field))];
}
