/** Time × department in steps of ten minutes: a table, so that it is read by everybody. Alt and arrows move a row. */
import { type KeyboardEvent, useMemo, useState } from 'react';
import { codesOf } from '../../lib/msel/filter';
import { momentText, readMoment } from '../../lib/msel/time';
import { exerciseTime } from '../../lib/time';
import { announce, Dialog } from '../../ui';
import { editCells } from './acts';
import { goToCell } from './goToField';
import { useParts } from './options';
import { useSheet } from './sheet';
import { TextBox } from './TextBox';
import { useCanEdit } from './useCanEdit';
import { useMselWords, usePlanWords } from './words';

const STEP = 600;
/** One press moves a row by this much. */
const NUDGE = 60;

interface Mark {
  row: string;
  number: string;
  title: string;
  at: number;
  to: string[];
}

function useMarks(): Mark[] {
  const sheet = useSheet((one) => one);
  const { lang } = useMselWords();
  return useMemo(
    () =>
      sheet.order.flatMap((row): Mark[] => {
        const cells = sheet.rows.get(row)?.cells;
        const value = cells?.offset?.value;
        const at = typeof value === 'number' ? value : readMoment(cells?.offset?.text ?? '');
        if (at === undefined || !cells || cells.offset?.fault) return [];
        const title = cells[`title_${lang}`]?.text ?? cells.title_zh?.text ?? cells.title_en?.text ?? '';
        return [{ row, number: cells.id?.text ?? '–', title, at, to: codesOf(cells.to?.text ?? '') }];
      }),
    [sheet, lang],
  );
}

const isFor = (mark: Mark, code: string) => mark.to.some((to) => to === code || to.startsWith(`${code}-`));

export function Lanes() {
  const words = usePlanWords();
  const { t } = words;
  const parts = useParts();
  const marks = useMarks();
  const can = useCanEdit();
  const [moving, setMoving] = useState<Mark>();
  const last = Math.max(STEP, ...marks.map(({ at }) => at));
  const steps = Array.from({ length: Math.floor(last / STEP) + 1 }, (_, at) => at);
  const move = (mark: Mark, seconds: number) => {
    const at = Math.max(0, mark.at + seconds);
    editCells([{ row: mark.row, field: 'offset', to: { text: `T+${momentText(at)}` } }]);
    announce(t('lanes.moved', { row: mark.number, at: exerciseTime(at * 1_000) }));
  };
  const key = (mark: Mark) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    if (can.ok) move(mark, event.key === 'ArrowLeft' ? -NUDGE : NUDGE);
  };
  return (
    <section className="msel-page" aria-label={t('lanes.title')}>
      <h2>{t('lanes.title')}</h2>
      <p className="quiet">{t('lanes.how')}</p>
      <div className="msel-table-scroll">
        <table className="msel-table msel-lanes">
          <thead>
            <tr>
              <th scope="col">{t('lanes.department')}</th>
              {steps.map((step) => (
                <th key={step} scope="col" className="num">
                  {momentText(step * STEP)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(parts?.departments ?? []).map(({ code, name }) => (
              <tr key={code}>
                <th scope="row" title={words.in(name)}>
                  {code}
                </th>
                {steps.map((step) => {
                  const here = marks.filter(
                    (mark) => Math.floor(mark.at / STEP) === step && isFor(mark, code),
                  );
                  return (
                    <td key={step} className={here.length > 4 ? 'msel-table-wrong' : undefined}>
                      {here.map((mark) => (
                        <button
                          key={mark.row}
                          type="button"
                          className="msel-mark"
                          title={`${exerciseTime(mark.at * 1_000)} ${mark.title}`}
                          onClick={() => setMoving(mark)}
                          onKeyDown={key(mark)}
                        >
                          {mark.number}
                        </button>
                      ))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {moving ? (
        <Dialog title={`${moving.number} ${moving.title}`} onClose={() => setMoving(undefined)}>
          <div className="stack msel-sheet">
            <label className="field">
              {t('lanes.time')}
              <TextBox
                text={momentText(moving.at)}
                disabled={!can.ok}
                onSave={(text) => {
                  const at = readMoment(text);
                  if (at !== undefined) move(moving, at - moving.at);
                  setMoving(undefined);
                }}
              />
            </label>
            <div className="row">
              {[-300, -60, 60, 300].map((by) => (
                <button
                  key={by}
                  type="button"
                  disabled={!can.ok}
                  onClick={() => {
                    move(moving, by);
                    setMoving({ ...moving, at: Math.max(0, moving.at + by) });
                  }}
                >
                  {by > 0 ? '+' : '−'}
                  {Math.abs(by) / 60} {words.say('span.min', { n: '' }).trim()}
                </button>
              ))}
              <button type="button" onClick={() => goToCell(moving.row, 'offset')}>
                {t('lanes.open')}
              </button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
