/** A field of the row: its name, what is wrong with it, who wrote it, what it replaced, and how it is filled in. */
import { useId } from 'react';
import type { Column } from '../../lib/msel/columns';
import { codesOf } from '../../lib/msel/filter';
import { wallMinute } from '../../lib/time';
import type { MselCell, MselInput } from '../../protocol';
import { editCells } from './acts';
import { typed } from './clipboard';
import { useDesk } from './desk';
import { fieldId } from './fields';
import { type Option, useOptions } from './options';
import type { SheetRow } from './sheet';
import { TextBox } from './TextBox';
import { useCanEdit } from './useCanEdit';
import { useCommented } from './useVisible';
import { ValueField } from './ValueField';
import { columnName, useCellWords, useMselWords, useZone } from './words';

interface Props {
  row: SheetRow;
  column: Column;
}

export function Field({ row, column }: Props) {
  const words = useCellWords();
  const cell = row.cells[column.field];
  const wrong = cell?.fault ?? row.faults.find(({ field }) => field === column.field)?.fault;
  const id = useId();
  const wide =
    column.form === 'lines' ||
    column.form === 'value' ||
    column.base === 'title' ||
    column.base === 'player_title';
  const pending = row.pending.get(column.field);
  return (
    <div
      id={fieldId(column.field)}
      className={`msel-f${wide ? ' msel-f-wide' : ''}${wrong ? ' msel-f-wrong' : ''}`}
      data-field={column.field}
    >
      <div className="msel-f-head">
        <label htmlFor={id} id={`${id}-name`}>
          {columnName(column, words)}
        </label>
        <Meta row={row} column={column} cell={cell} pending={pending} />
      </div>
      <Filling id={id} row={row} column={column} cell={cell} wrong={wrong !== undefined} />
      {wrong ? (
        <p id={`${id}-wrong`} className="msel-f-fault">
          ! {words.t(`fault.${wrong}`)}
        </p>
      ) : null}
      {cell?.lost ? <Lost row={row} column={column} cell={cell} /> : null}
    </div>
  );
}

/** Who wrote it and when; the way to its history and comments. */
function Meta({
  row,
  column,
  cell,
  pending,
}: Props & { cell: MselCell | undefined; pending: string | undefined }) {
  const { t } = useMselWords();
  const zone = useZone();
  const open = useDesk((desk) => desk.open);
  const commented = (useCommented().get(row.id) ?? '').split('|').includes(column.field);
  const about = { row: row.id, field: column.field };
  const name = columnName(column, useCellWords());
  return (
    <span className="msel-f-meta">
      {pending ? <span>{t(pending === 'failed' ? 'sign.failed' : 'sign.sending')}</span> : null}
      {!pending && cell?.by && cell.at !== undefined ? (
        <span title={`${cell.by.seat ?? ''} ${cell.by.name ?? ''}`}>
          {t('panel.by', { who: cell.by.seat ?? '', at: wallMinute(cell.at, zone) })}
        </span>
      ) : null}
      <button type="button" title={t('panel.history')} onClick={() => open({ type: 'history', ...about })}>
        <span aria-hidden="true">↺</span>
        <span className="visually-hidden">
          {t('panel.history')} · {name}
        </span>
      </button>
      <button
        type="button"
        className={commented ? 'msel-f-commented' : undefined}
        title={t('panel.comment')}
        onClick={() => open({ type: 'comments', ...about })}
      >
        <span aria-hidden="true">❝</span>
        <span className="visually-hidden">
          {t('panel.comment')} · {name}
        </span>
      </button>
    </span>
  );
}

interface FillingProps extends Props {
  id: string;
  cell: MselCell | undefined;
  wrong: boolean;
}

function Filling({ id, row, column, cell, wrong }: FillingProps) {
  const words = useCellWords();
  const can = useCanEdit();
  const options = useOptions()(column, words);
  const put = (to: MselInput) => editCells([{ row: row.id, field: column.field, to }]);
  const write = (text: string) => put({ text: typed(text, column, words) });
  const common = {
    id,
    disabled: !can.ok,
    'aria-invalid': wrong || undefined,
    'aria-describedby': wrong ? `${id}-wrong` : undefined,
  };
  if (column.form === 'value') return <ValueField {...{ row, column, cell, put }} id={id} off={!can.ok} />;
  const text = cell?.text ?? '';
  if (column.form === 'codes') return <Codes {...{ id, text, options, write }} off={!can.ok} />;
  if (options.length > 0) return <Choose {...{ common, text, options, write }} coded={!column.words} />;
  return (
    <TextBox
      {...common}
      lines={column.form === 'lines'}
      lang={column.language === 'en' ? 'en' : column.language === 'zh' ? 'zh-CN' : undefined}
      text={text}
      onSave={write}
    />
  );
}

interface ChooseProps {
  common: { id: string; disabled: boolean };
  text: string;
  options: readonly Option[];
  coded: boolean;
  write: (text: string) => void;
}

/** One of a list; what stands there and is not in it stays to be seen. */
function Choose({ common, text, options, coded, write }: ChooseProps) {
  const known = text === '' || options.some(({ code }) => code === text);
  return (
    <select {...common} value={text} onChange={(event) => write(event.target.value)}>
      <option value="">–</option>
      {known ? null : <option value={text}>{text}</option>}
      {options.map(({ code, name }) => (
        <option key={code} value={code}>
          {coded ? `${code} ${name}` : name}
        </option>
      ))}
    </select>
  );
}

interface CodesProps {
  id: string;
  text: string;
  options: readonly Option[];
  off: boolean;
  write: (text: string) => void;
}

/** Several of a list: each can be taken out, another one put in. */
function Codes({ id, text, options, off, write }: CodesProps) {
  const { t } = useMselWords();
  const codes = codesOf(text);
  const left = options.filter(({ code }) => !codes.includes(code));
  const name = (code: string) => options.find((one) => one.code === code)?.name;
  return (
    <div className="msel-codes">
      {codes.map((code) => (
        <span
          key={code}
          className={
            name(code) === undefined && options.length > 0 ? 'msel-code msel-code-wrong' : 'msel-code'
          }
          title={name(code)}
        >
          {code}
          <button
            type="button"
            disabled={off}
            aria-label={`${t('value.remove')} ${code}`}
            onClick={() => write(codes.filter((one) => one !== code).join('; '))}
          >
            ✕
          </button>
        </span>
      ))}
      <select
        id={id}
        value=""
        disabled={off || left.length === 0}
        onChange={(event) => write([...codes, event.target.value].join('; '))}
      >
        <option value="">＋ {t('value.add')}</option>
        {left.map(({ code, name: what }) => (
          <option key={code} value={code}>
            {code} {what}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the last writer replaced without having seen it, and the way back. */
function Lost({ row, column, cell }: Props & { cell: MselCell }) {
  const { t } = useMselWords();
  const zone = useZone();
  const can = useCanEdit();
  const { lost } = cell;
  if (!lost) return null;
  const who = lost.by?.seat ?? t('lost.nobody');
  return (
    <div className="msel-f-lost">
      <b>↶ {t('lost.title', { who: lost.at ? `${who} ${wallMinute(lost.at, zone)}` : who })}</b>
      <q className="prewrap">{lost.text || t('history.cleared')}</q>
      <button
        type="button"
        disabled={!can.ok}
        onClick={() => editCells([{ row: row.id, field: column.field, to: { text: lost.text } }])}
      >
        {t('lost.back')}
      </button>
    </div>
  );
}
