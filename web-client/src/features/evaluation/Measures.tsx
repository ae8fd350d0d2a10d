/** The dashboard of measures: departments compared by plain bars, objectives, time off line; or all of it as a table. */
import { useMemo, useState } from 'react';
import {
  BARS,
  byObjective,
  ofDepartment,
  offLine,
  reach,
  scaleOf,
  targetWords,
  valueWords,
} from '../../lib/drill/measures';
import { share } from '../../lib/drill/medians';
import { useKeys } from '../../lib/keys';
import { took, wallTime } from '../../lib/time';
import type { Measure, MeasureCode } from '../../protocol';
import { useItems } from '../../sync';
import { Scroll } from '../../ui/drill/Scroll';
import { useObjectives } from './guide';
import { useDepartments, useEvaluationWords, useZone } from './picture';
import { Times } from './Times';
import { useMeasures } from './useMeasures';

export function Measures({ keys }: { keys: boolean }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const { list, at } = useMeasures();
  const [table, setTable] = useState(false);
  useKeys({ T: () => setTable(!table) }, keys);
  return (
    <section className="eva-section eva-measures" aria-label={t('pane.measures')}>
      <div className="eva-bar">
        <h2>{t('pane.measures')}</h2>
        <span className="quiet small num">
          {at === null ? t('measures.asking') : t('measures.as_of', { time: wallTime(at, zone) })}
        </span>
        <button
          type="button"
          className="drill-act"
          aria-pressed={table}
          aria-keyshortcuts="T"
          onClick={() => setTable(!table)}
        >
          {t('times.table')} <kbd>T</kbd>
        </button>
      </div>
      <p className="quiet small">{t('measures.about')}</p>
      <Scroll className="eva-scroll" label={t('times.figures')}>
        {at === null ? <Times /> : table ? <Table list={list} /> : <Board list={list} />}
      </Scroll>
    </section>
  );
}

function Board({ list }: { list: readonly Measure[] }) {
  const { t } = useEvaluationWords();
  const off = offLine(list);
  return (
    <>
      <div className="eva-bars">
        {BARS.map(([code, part]) => (
          <Bars key={code} list={list} code={code} part={part} />
        ))}
      </div>
      <Objectives list={list} />
      <h3>{t('measures.offline')}</h3>
      <p>
        {off.length === 0 ? (
          <span className="quiet">{t('measures.none_offline')}</span>
        ) : (
          off.map(({ department, millis }) => (
            <span key={department} className="eva-off">
              ⌀ <b>{department}</b> {t('measures.not_counted', { span: took(millis) })}
            </span>
          ))
        )}
      </p>
    </>
  );
}

/** One measure of all departments. A bar says nothing that its figure does not. */
function Bars({ list, code, part }: { list: readonly Measure[]; code: MeasureCode; part: Measure['part'] }) {
  const { t, say } = useEvaluationWords();
  const departments = useDepartments();
  const rows = departments.map(({ code: dept, name }) => ({
    dept,
    name,
    measure: ofDepartment(list, dept, code, part),
  }));
  const scale = scaleOf(rows.flatMap(({ measure }) => measure ?? []));
  return (
    <figure className="drill-bars eva-figure">
      <figcaption>
        <b>
          {code} {say(`measure:code.${code}`)}
        </b>{' '}
        {part === 'value' ? null : <span className="quiet">{say(`measure:part.${part}`)}</span>}
      </figcaption>
      <ul>
        {rows.map(({ dept, name, measure }) => (
          <li key={dept} className={measure?.value == null ? 'eva-none' : undefined}>
            <span className="drill-bar-name" title={name}>
              {dept}
            </span>
            <span className="drill-bar-track" aria-hidden="true">
              <span
                className="drill-bar"
                style={{ width: `${100 * (measure ? reach(measure, scale) : 0)}%` }}
              />
            </span>
            <span className="num eva-figure-value">
              {measure ? valueWords(measure, say) : '–'}
              {measure && measure.unit !== 'of_n' && measure.unit !== 'count' ? (
                <span className="quiet"> {say('bars.n', { n: measure.n })}</span>
              ) : null}
              {measure?.met === false ? (
                <b> ◆ {t('measures.over', { target: targetWords(measure, say) })}</b>
              ) : null}
            </span>
            {measure && measure.not_counted_ms > 0 ? (
              <span className="quiet small eva-figure-off">
                ⌀ {t('measures.not_counted', { span: took(measure.not_counted_ms) })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Objectives({ list }: { list: readonly Measure[] }) {
  const words = useEvaluationWords();
  const { t, say } = words;
  const objectives = useObjectives();
  const rows = useItems('evaluator_row');
  const figures = useMemo(() => byObjective(list, objectives, rows), [list, objectives, rows]);
  return (
    <table className="drill-table eva-objectives">
      <caption>{t('measures.objectives')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('measures.objective')}</th>
          <th scope="col">{t('measures.in_time')}</th>
          <th scope="col" className="num">
            {t('measures.late')}
          </th>
          <th scope="col" className="num">
            {t('measures.off')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ objective, inTime, late, notCounted }) => {
          const { percent, part, n } = share(inTime.part, inTime.n);
          return (
            <tr key={objective.id}>
              <th scope="row">
                {objective.id} {words.in(objective.name)}
              </th>
              <td>
                {n === 0 ? (
                  <span className="quiet">–</span>
                ) : percent === null ? (
                  say('bars.of', { part, n })
                ) : (
                  say('bars.share', { percent, part, n })
                )}
                {n > 0 ? (
                  <span className="drill-bar-track eva-cell-bar" aria-hidden="true">
                    <span className="drill-bar" style={{ width: `${(100 * part) / n}%` }} />
                  </span>
                ) : null}
              </td>
              <td className="num">{late > 0 ? <b>◆ {late}</b> : 0}</td>
              <td className="num">{notCounted > 0 ? took(notCounted) : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const NUMBERS: ReadonlySet<string> = new Set(['value', 'n', 'target', 'off']);

/** Everything that is measured, M01 to M30, with n, target and what was not counted. */
function Table({ list }: { list: readonly Measure[] }) {
  const { t, say } = useEvaluationWords();
  return (
    <table className="drill-table eva-all-measures">
      <caption className="visually-hidden">{t('pane.measures')}</caption>
      <thead>
        <tr>
          {['code', 'of', 'part', 'value', 'n', 'target', 'met', 'off'].map((column) => (
            <th key={column} scope="col" className={NUMBERS.has(column) ? 'num' : undefined}>
              {t(`measures.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <tr key={`${one.code} ${one.part} ${one.of.kind} ${one.of.id}`}>
            <th scope="row">
              {one.code} {say(`measure:code.${one.code}`)}
            </th>
            <td>
              {one.of.id === null
                ? say('measure:whole')
                : `${say(`measure:of.${one.of.kind}`)} ${short(one.of.id)}`}
            </td>
            <td>{say(`measure:part.${one.part}`)}</td>
            <td className="num">{valueWords(one, say)}</td>
            <td className="num">{one.n}</td>
            <td className="num">{targetWords(one, say)}</td>
            <td>{one.met === null ? '' : one.met ? `✓ ${t('guide.met')}` : `◆ ${t('guide.unmet')}`}</td>
            <td className="num">{one.not_counted_ms > 0 ? took(one.not_counted_ms) : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Ids that are no codes say nothing to a reader beyond their beginning. */
function short(id: string): string {
  return /^[0-9a-f]{8}-/.test(id) ? id.slice(0, 8) : id.replace('/', ' → ');
}
