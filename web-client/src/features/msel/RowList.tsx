import { memo, useMemo, useRef } from 'react';
import { type Language, pick } from '../../lib/bilingual';
import type { Scenario } from '../../protocol';
import { useParts } from './options';
import { useSheet } from './sheet';
import { useMselWords } from './words';

/** Numbers of rows and tasks for fields that name one; once in the panel, however many fields there are. */
export function RowList() {
  const sheet = useSheet((one) => one);
  const parts = useParts();
  const { lang } = useMselWords();
  const last = useRef<readonly Named[]>([]);
  const rows = useMemo(() => {
    const next = sheet.order.flatMap((id): Named[] => {
      const cells = sheet.rows.get(id)?.cells;
      const number = cells?.id?.text;
      const title = cells?.[`title_${lang}`]?.text ?? cells?.title_zh?.text ?? cells?.title_en?.text ?? '';
      return number ? [{ number, title }] : [];
    });
    const { current: before } = last;
    const same =
      next.length === before.length &&
      next.every(({ number, title }, at) => number === before[at]?.number && title === before[at].title);
    // A thousand options are drawn anew only when a number or a title changed.
    if (!same) last.current = next;
    return last.current;
  }, [sheet, lang]);
  return <Lists rows={rows} parts={parts} lang={lang} />;
}

interface Named {
  number: string;
  title: string;
}

const Lists = memo(function Lists({
  rows,
  parts,
  lang,
}: {
  rows: readonly Named[];
  parts: Scenario | undefined;
  lang: Language;
}) {
  const tasks = parts?.objectives.flatMap((one) => one.tasks) ?? [];
  return (
    <>
      <datalist id="msel-rows">
        {rows.map(({ number, title }) => (
          <option key={number} value={number}>
            {title}
          </option>
        ))}
      </datalist>
      <datalist id="msel-rows-tasks">
        {tasks.map(({ id, name }) => (
          <option key={id} value={id}>
            {pick(name, lang)}
          </option>
        ))}
        {rows.map(({ number, title }) => (
          <option key={number} value={number}>
            {title}
          </option>
        ))}
      </datalist>
    </>
  );
});
