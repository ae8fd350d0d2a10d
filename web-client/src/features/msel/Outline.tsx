/** At the left: the other views of the scenario, its phases with how many rows each has and what is wrong. */
import { useMemo } from 'react';
import { TABS, useDesk } from './desk';
import { useParts } from './options';
import { goTo, screen } from './screen';
import { sheetNow, useSheet } from './sheet';
import { useMselWords } from './words';

interface Line {
  id: string;
  name: string;
  rows: number;
  wrong: number;
}

function useLines(): Line[] {
  const parts = useParts();
  const sheet = useSheet((one) => one);
  const words = useMselWords();
  return useMemo(() => {
    const counts = new Map<string, Line>();
    for (const { id, name } of parts?.phases ?? [])
      counts.set(id, { id, name: words.in(name), rows: 0, wrong: 0 });
    const none: Line = { id: '', name: words.t('outline.none'), rows: 0, wrong: 0 };
    for (const id of sheet.order) {
      const row = sheet.rows.get(id);
      const line = counts.get(row?.cells.phase?.text ?? '') ?? none;
      line.rows += 1;
      line.wrong += row?.wrong ?? 0;
    }
    return [...counts.values(), ...(none.rows > 0 ? [none] : [])];
  }, [parts, sheet, words]);
}

export function Outline() {
  const { t } = useMselWords();
  const lines = useLines();
  const phase = useDesk((desk) => desk.filter.phase);
  const find = useDesk((desk) => desk.find);
  const tab = useDesk((desk) => desk.tab);
  const set = useDesk((desk) => desk.set);
  return (
    <nav className="msel-outline" aria-label={t('outline.title')}>
      <ul>
        {TABS.map((one) => (
          <li key={one}>
            <button
              type="button"
              aria-current={tab === one ? 'page' : undefined}
              onClick={() => set({ tab: one })}
            >
              <span>{t(`tabs.${one}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {tab === 'grid' ? (
        <ul>
          {lines.map((line) => (
            <li key={line.id}>
              <button
                type="button"
                aria-pressed={phase === line.id && line.id !== ''}
                title={line.name}
                onClick={() => {
                  if (line.id === '') return first();
                  find({ phase: phase === line.id ? '' : line.id });
                }}
              >
                <span>
                  {line.id} {line.name}
                </span>
                {line.wrong > 0 ? (
                  <span
                    className="msel-sign msel-sign-wrong"
                    title={t('outline.wrong', { count: line.wrong })}
                  >
                    !{line.wrong}
                  </span>
                ) : null}
                <span className="num quiet">{line.rows}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </nav>
  );
}

/** To the first row that has no phase. */
function first(): void {
  const at = screen.rows.findIndex((row) => !sheetNow().rows.get(row)?.cells.phase?.text);
  if (at >= 0)
    goTo({
      row: at,
      column: Math.max(
        0,
        screen.columns.findIndex(({ field }) => field === 'phase'),
      ),
    });
}
