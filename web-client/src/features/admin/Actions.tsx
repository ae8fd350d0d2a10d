/** Corrective actions of all exercises in one table: what is past its day first, by stage, day and unit. */
import '../../i18n/ns/improve';
import '../../ui/drill/improvement/improvement.css';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLanguage, usePick } from '../../i18n/use';
import {
  type BoardFilter,
  closing,
  dayOf,
  daysOver,
  isClosed,
  onBoard,
  responsible,
  STAGES,
} from '../../lib/drill/improvement';
import { useWords } from '../../lib/drill/useWords';
import type { BoardAction, BoardRecheck } from '../../protocol';
import { actionsUrl, documentUrl, listActions, takeRecheck } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { ActionStageChip, Due } from '../../ui/drill/improvement/cells';
import { Scroll } from '../../ui/drill/Scroll';

/** The device's own zone: a day is late where the reader is. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function Actions() {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const language = useLanguage();
  const [actions, setActions] = useState<BoardAction[]>();
  const [error, setError] = useState<unknown>();
  const [filter, setFilter] = useState<BoardFilter>({ stage: 'unclosed', due: '', unit: '' });
  const read = useCallback(async () => {
    try {
      setActions(await listActions());
      setError(undefined);
    } catch (failed) {
      setError(failed);
    }
  }, []);
  useEffect(() => void read(), [read]);
  const take = async (action: BoardAction, told: BoardRecheck) => {
    try {
      await takeRecheck(action.exercise, action.id, { exercise: told.exercise, recheck: told.recheck });
      await read();
    } catch (failed) {
      setError(failed);
    }
  };
  const today = dayOf(Date.now(), ZONE);
  const unitOf = (action: BoardAction) => responsible(action, pick);
  const list = onBoard(actions ?? [], filter, today, unitOf);
  const { closed, over, n } = closing(actions ?? [], today);
  return (
    <section className="stack admin-board">
      <div className="no-print">
        <Link href="/admin">{t('back')}</Link>
      </div>
      <div className="row spread">
        <h2>{t('board.title')}</h2>
        <div className="row no-print">
          {n > 0 ? (
            <a className="button" href={actionsUrl(language, undefined)} download>
              {t('board.calendar')}
            </a>
          ) : null}
          <button type="button" onClick={() => void read()}>
            {t('refresh')}
          </button>
        </div>
      </div>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      {!actions && !error ? <p className="quiet">{t('common:app.loading')}</p> : null}
      {actions && n === 0 ? <p className="quiet">{t('board.none')}</p> : null}
      {n > 0 ? (
        <>
          <p role="status">{t('board.counted', { n: n - closed, over })}</p>
          <Filters filter={filter} units={units(actions ?? [], unitOf)} onChange={setFilter} />
          {list.length === 0 ? (
            <p className="quiet">{t('board.nothing')}</p>
          ) : (
            <Table
              list={list}
              today={today}
              unitOf={unitOf}
              onTake={(action, told) => void take(action, told)}
            />
          )}
          <p className="quiet small">{t('board.calendarHint')}</p>
        </>
      ) : null}
    </section>
  );
}

function units(actions: readonly BoardAction[], unitOf: (action: BoardAction) => string): string[] {
  return [...new Set(actions.map(unitOf).filter((unit) => unit !== ''))].sort((a, b) => a.localeCompare(b));
}

interface FiltersProps {
  filter: BoardFilter;
  units: readonly string[];
  onChange: (filter: BoardFilter) => void;
}

function Filters({ filter, units, onChange }: FiltersProps) {
  const { t } = useTranslation('admin');
  const { t: say } = useWords('improve');
  return (
    <div className="improve-filters no-print">
      <label>
        {t('board.stage')}
        <select
          value={filter.stage}
          onChange={(event) => onChange({ ...filter, stage: event.target.value as BoardFilter['stage'] })}
        >
          <option value="unclosed">{t('board.unclosed')}</option>
          <option value="all">{t('board.all')}</option>
          {STAGES.map((stage) => (
            <option key={stage} value={stage}>
              {say(`stage.${stage}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('board.due')}
        <select
          value={filter.due}
          onChange={(event) => onChange({ ...filter, due: event.target.value as BoardFilter['due'] })}
        >
          <option value="">{t('board.all')}</option>
          <option value="over">{t('board.over')}</option>
          <option value="month">{t('board.month')}</option>
          <option value="none">{t('board.without')}</option>
        </select>
      </label>
      <label>
        {say('column.unit')}
        <select value={filter.unit} onChange={(event) => onChange({ ...filter, unit: event.target.value })}>
          <option value="">{t('board.all')}</option>
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface TableProps {
  list: readonly BoardAction[];
  today: string;
  unitOf: (action: BoardAction) => string;
  onTake: (action: BoardAction, recheck: BoardRecheck) => void;
}

function Table({ list, today, unitOf, onTake }: TableProps) {
  const { t } = useTranslation('admin');
  const { t: say } = useWords('improve');
  return (
    <Scroll className="improve-scroll" label={t('board.title')}>
      <table className="drill-table improve-table">
        <caption className="visually-hidden">{t('board.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('column.due')}</th>
            <th scope="col">{say('column.measure')}</th>
            <th scope="col">{say('column.problem')}</th>
            <th scope="col">{say('column.unit')}</th>
            <th scope="col">{say('column.stage')}</th>
            <th scope="col">{t('board.exercise')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((action) => (
            <Line key={action.id} action={action} today={today} unit={unitOf(action)} onTake={onTake} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface LineProps {
  action: BoardAction;
  today: string;
  unit: string;
  onTake: (action: BoardAction, recheck: BoardRecheck) => void;
}

/** What a later exercise saw of an action, and the way to take it over. */
function Rechecks({ action, onTake }: Pick<LineProps, 'action' | 'onTake'>) {
  const { t } = useTranslation('admin');
  const { t: say } = useWords('improve');
  const pick = usePick();
  return action.rechecks.map((one) => {
    const verb = one.outcome === 'held' ? t('board.take') : t('board.back');
    const open = !one.taken && !isClosed(action) && (one.outcome === 'held' || one.outcome === 'not_held');
    return (
      <div key={one.recheck} className="small">
        {t('board.recheck', {
          title: pick(one.exercise_title),
          outcome: say(`recheck.${one.outcome ?? 'open'}`),
        })}{' '}
        {one.note ? <span className="quiet">{one.note}</span> : null}
        {open ? (
          <button
            type="button"
            className="no-print"
            aria-label={t('board.takeOf', { verb, measure: action.measure })}
            onClick={() => onTake(action, one)}
          >
            {verb}
          </button>
        ) : null}
      </div>
    );
  });
}

function Line({ action, today, unit, onTake }: LineProps) {
  const { t } = useTranslation('admin');
  const { t: say } = useWords('improve');
  const pick = usePick();
  const language = useLanguage();
  const title = pick(action.exercise_title);
  return (
    <tr className={daysOver(action, today) > 0 ? 'improve-late' : undefined}>
      <td data-label={say('column.due')}>
        <Due action={action} today={today} />
      </td>
      <th scope="row" data-label={say('column.measure')} className="improve-text">
        {action.measure}
      </th>
      <td data-label={say('column.problem')} className="improve-text">
        <div>
          {action.problem} <span className="quiet small">{say(`area.${action.area}`)}</span>
        </div>
      </td>
      <td data-label={say('column.unit')}>
        <div>
          {unit || '–'}
          {action.person ? <span className="quiet"> {action.person}</span> : null}
        </div>
      </td>
      <td data-label={say('column.stage')}>
        <div className="admin-stage">
          <ActionStageChip stage={action.stage} />
          <Rechecks action={action} onTake={onTake} />
        </div>
      </td>
      <td data-label={t('board.exercise')} className="improve-text">
        <div>
          <Link href={`/admin/${action.exercise}`}>{title}</Link>{' '}
          <a
            className="small no-print"
            href={documentUrl(action.exercise, 'aar', 'html', language)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('board.reportOf', { title })}
          >
            {t('board.report')}
          </a>
        </div>
      </td>
    </tr>
  );
}
