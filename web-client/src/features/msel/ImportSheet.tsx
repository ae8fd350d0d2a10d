/** A sheet that is brought in: chosen or pasted, looked at, corrected, and written as one gesture. */
import { useRef, useState } from 'react';
import { columnOf } from '../../lib/msel/columns';
import { corrections, planOf, remember, taken } from '../../lib/msel/import';
import type { ImportOptions, ImportPreview, MselField } from '../../protocol';
import { useExercise } from '../../sync';
import { previewAgain, previewFile } from '../../sync/msel';
import { announce, asProblem, Dialog, ProblemNote } from '../../ui';
import { change } from './acts';
import { useDesk } from './desk';
import { ImportColumns } from './ImportColumns';
import { ImportRows } from './ImportRows';
import { sheetNow } from './sheet';
import { useMselWords, usePlanWords } from './words';
import './import.css';

/** What is asked for beside the file itself. */
type Asked = Omit<ImportOptions, 'exercise'>;

export function ImportSheet({ pasted }: { pasted: string | undefined }) {
  const { t } = useMselWords();
  const open = useDesk((desk) => desk.open);
  const look = useLook();
  const { preview } = look;
  return (
    <Dialog wide title={t('import.title')} onClose={() => open(null)}>
      <div className="stack msel-sheet msel-import">
        <Choose pasted={pasted} onFile={look.file} reading={look.reading} again={preview !== undefined} />
        {look.error ? <ProblemNote problem={asProblem(look.error)} /> : null}
        {preview ? (
          <Looked
            key={preview.id}
            preview={preview}
            asked={look.asked}
            ask={look.ask}
            reading={look.reading}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

/** Sends a file to be looked at, and again with whatever was corrected. */
function useLook() {
  const exercise = useExercise()?.id;
  const [preview, setPreview] = useState<ImportPreview>();
  const [asked, setAsked] = useState<Asked>({});
  const [error, setError] = useState<unknown>();
  const [reading, setReading] = useState(false);
  const latest = useRef(0);
  const run = async (get: () => Promise<ImportPreview>, then: Asked) => {
    latest.current += 1;
    const mine = latest.current;
    setReading(true);
    setError(undefined);
    try {
      const got = await get();
      if (mine !== latest.current) return;
      setPreview(got);
      setAsked(then);
    } catch (failed) {
      if (mine === latest.current) setError(failed);
    } finally {
      if (mine === latest.current) setReading(false);
    }
  };
  const with_ = (options: Asked): ImportOptions => ({ ...options, ...(exercise ? { exercise } : {}) });
  return {
    preview,
    asked,
    error,
    reading,
    file: (name: string, file: Blob) =>
      run(async () => {
        const first = await previewFile(name, file);
        // Compared with this list, and with what people corrected before.
        return previewAgain(first.id, with_(columnsOf(first, corrections(first))));
      }, {}),
    ask: (options: Asked) => {
      if (preview) void run(() => previewAgain(preview.id, with_(options)), options);
    },
  };
}

/** All columns as they stand, with some of them otherwise; nothing where nothing is otherwise. */
function columnsOf(preview: ImportPreview, over: Record<number, MselField | null>): Asked {
  if (Object.keys(over).length === 0) return {};
  const columns = Object.fromEntries(
    preview.columns.map(({ index, field }) => [index, over[index] === undefined ? field : over[index]]),
  );
  return { columns, sheet: preview.sheet, header: preview.header };
}

interface ChooseProps {
  pasted: string | undefined;
  reading: boolean;
  again: boolean;
  onFile: (name: string, file: Blob) => void;
}

/** A file, or a block as it was copied in a sheet program. */
function Choose({ pasted, reading, again, onFile }: ChooseProps) {
  const { t } = useMselWords();
  const plan = usePlanWords();
  const open = useDesk((desk) => desk.open);
  const [text, setText] = useState(pasted ?? '');
  const give = () => onFile('pasted.tsv', new Blob([text], { type: 'text/tab-separated-values' }));
  return (
    <details className="stack" open={!again}>
      <summary>{t(again ? 'import.other' : 'import.choose')}</summary>
      <label className="field">
        {t('import.file')}
        <input
          type="file"
          accept=".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.json,.yaml,.yml,.zip"
          disabled={reading}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file.name, file);
          }}
        />
      </label>
      <label className="field">
        {t('import.paste')}
        <textarea
          rows={3}
          value={text}
          disabled={reading}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="button" disabled={reading || text.trim() === ''} aria-busy={reading} onClick={give}>
        {t(reading ? 'import.reading' : 'import.look')}
      </button>
      <p>
        <button type="button" className="link" onClick={() => open({ type: 'snippets' })}>
          {plan.t('snippets.open')}
        </button>
      </p>
    </details>
  );
}

interface LookedProps {
  preview: ImportPreview;
  asked: Asked;
  ask: (options: Asked) => void;
  reading: boolean;
}

function Looked({ preview, asked, ask, reading }: LookedProps) {
  const { t } = useMselWords();
  const { open, tell, keep } = useDesk.getState();
  const [lines, setLines] = useState(() => taken(preview));
  const [seen, setSeen] = useState(preview);
  if (seen !== preview) {
    setSeen(preview);
    setLines(taken(preview));
  }
  const chosen = preview.rows.filter(({ line, change: what }) => lines.has(line) && what !== 'same');
  const drafts = chosen.filter(({ whole }) => !whole).length;
  const write = () => {
    const plan = planOf(preview, lines, (field) => columnOf(field).form === 'value');
    change({ edits: plan.edit, add: { rows: plan.add, after: sheetNow().order.at(-1) ?? null } });
    keep(plan.add.map(({ row }) => row));
    const said = t('import.done', { added: plan.add.length, cells: plan.edit.length });
    announce(said);
    tell(said);
    open(null);
  };
  return (
    <>
      <Where preview={preview} asked={asked} ask={ask} />
      <ImportColumns
        preview={preview}
        onColumn={(index, header, field) => {
          remember(header, field);
          ask({ ...asked, ...columnsOf(preview, { [index]: field }) });
        }}
      />
      <ImportRows preview={preview} lines={lines} onLines={setLines} />
      <div className="row msel-import-end">
        <button
          type="button"
          className="primary"
          disabled={reading || chosen.length === 0}
          aria-busy={reading}
          onClick={write}
        >
          {drafts > 0
            ? t('import.take_drafts', { count: chosen.length - drafts, drafts })
            : t('import.take', { count: chosen.length })}
        </button>
        <button type="button" onClick={() => open(null)}>
          {t('value.cancel')}
        </button>
        <span className="quiet">{t('import.undoable')}</span>
      </div>
    </>
  );
}

/** Which sheet, which line has the headers, what a bare number means. */
function Where({ preview, asked, ask }: Omit<LookedProps, 'reading'>) {
  const { t } = useMselWords();
  const lines = preview.sheets[preview.sheet]?.lines ?? 1;
  return (
    <div className="row">
      <b>{preview.file}</b>
      {preview.sheets.length > 1 ? (
        <label className="msel-choice">
          <span>{t('import.sheet')}</span>
          <select
            value={preview.sheet}
            onChange={(event) =>
              ask({ sheet: Number(event.target.value), ...(asked.seconds ? { seconds: true } : {}) })
            }
          >
            {preview.sheets.map(({ name }, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="msel-choice">
        <span>{t('import.header')}</span>
        <select
          value={preview.header}
          onChange={(event) => ask({ sheet: preview.sheet, header: Number(event.target.value) })}
        >
          <option value={0}>{t('import.no_header')}</option>
          {Array.from({ length: Math.min(lines, 20) }, (_, index) => index + 1).map((line) => (
            <option key={line} value={line}>
              {t('import.line', { n: line })}
            </option>
          ))}
        </select>
      </label>
      <label className="msel-choice">
        <span>{t('import.number')}</span>
        <select
          value={asked.seconds ? 's' : 'm'}
          onChange={(event) =>
            ask({
              ...asked,
              sheet: preview.sheet,
              header: preview.header,
              seconds: event.target.value === 's',
            })
          }
        >
          <option value="m">{t('import.minutes')}</option>
          <option value="s">{t('import.seconds')}</option>
        </select>
      </label>
    </div>
  );
}
