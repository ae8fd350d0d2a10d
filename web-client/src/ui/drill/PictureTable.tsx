import { type Lag, seenOf, valueWords } from '../../lib/drill/facts';
import { useWords } from '../../lib/drill/useWords';
import { span, took } from '../../lib/time';
import type { FactForm, FactItem, PictureItem, Sighting } from '../../protocol';
import { Age, useAge } from './Age';
import './picture.css';

/** What one department has of a fact. */
export interface PictureCell {
  now: Sighting | null;
  /** In words, with its sign; control only. */
  error?: string | undefined;
  /** Another value than the true one, of what is no number; control only. */
  wrong?: boolean;
  lag?: Lag | undefined;
}

export interface PictureRow {
  fact: FactItem | PictureItem;
  /** By department; who need not know it and has not said it is missing. */
  cells: ReadonlyMap<string, PictureCell>;
}

/** Widths in rem: of a department's column, and of what stands before the first. */
const COLUMN = 4;
const WITH_TRUTH = 12;
const WITHOUT = 7.25;

interface Props {
  rows: readonly PictureRow[];
  departments: readonly { code: string; name: string }[];
  /** Of control: the column that nobody else sees. */
  truth?: (fact: FactItem) => React.ReactNode;
  onCell?: (fact: string, department: string) => void;
}

/** The common picture: a real table, facts by departments; a cell opens what is behind it. */
export function PictureTable({ rows, departments, truth, onCell }: Props) {
  const words = useWords('picture');
  const { t } = words;
  return (
    // Below this words would break in the middle; then the table is moved sideways in its own box.
    <table
      className="pic-table"
      style={{ minWidth: `${(truth ? WITH_TRUTH : WITHOUT) + departments.length * COLUMN}rem` }}
    >
      <caption className="visually-hidden">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fact')}</th>
          {truth ? (
            <th scope="col" className="pic-truth" title={t('truth_only')}>
              <Lock />
              {t('truth')}
              <span className="visually-hidden"> {t('truth_only')}</span>
            </th>
          ) : null}
          {departments.map(({ code, name }) => (
            <th scope="col" key={code} title={name}>
              {code}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ fact, cells }) => (
          <tr key={fact.key} className={fact.disagree ? 'pic-differs' : undefined}>
            <th scope="row">
              {words.in(fact.name)}
              {fact.form.type === 'number' ? (
                <span className="quiet pic-unit"> {words.in(fact.form.unit)}</span>
              ) : null}
              {fact.disagree ? <Differs /> : null}
            </th>
            {truth && 'truth' in fact ? <td className="pic-truth">{truth(fact)}</td> : null}
            {departments.map(({ code }) => {
              const cell = cells.get(code);
              if (!cell) {
                return (
                  <td key={code} className="pic-blank">
                    <span aria-hidden="true">·</span>
                    <span className="visually-hidden">{t('not_asked')}</span>
                  </td>
                );
              }
              return (
                <Cell
                  key={code}
                  cell={cell}
                  form={fact.form}
                  oldAfter={fact.old_after}
                  differs={fact.disagree}
                  label={t('open', { fact: words.in(fact.name), dept: code })}
                  onOpen={onCell ? () => onCell(fact.key, code) : undefined}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Departments uphold different values: the shape and the words. */
export function Differs() {
  const { t } = useWords('picture');
  return (
    <span className="pic-sign">
      <span aria-hidden="true">◆ </span>
      {t('disagree_short')}
    </span>
  );
}

export function Lock() {
  return (
    <svg className="pic-lock" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      <path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" fill="currentColor" />
    </svg>
  );
}

interface CellProps {
  cell: PictureCell;
  form: FactForm;
  oldAfter: number | null;
  differs: boolean;
  label: string;
  onOpen: (() => void) | undefined;
}

function Cell({ cell, form, oldAfter, differs, label, onOpen }: CellProps) {
  const words = useWords('picture');
  const { t } = words;
  const { now, error, wrong, lag } = cell;
  const { millis, old } = useAge(now ? seenOf(now) : undefined, oldAfter);
  const content = now ? (
    <>
      <b className="pic-value">
        {differs ? <span aria-hidden="true">◆</span> : null}
        {valueWords(form, now.value, words.in, true)}
        {now.confirmed ? (
          <span className="pic-confirmed" title={t('confirmed')}>
            {' '}
            ✓<span className="visually-hidden"> {t('confirmed')}</span>
          </span>
        ) : null}
      </b>
      <Age millis={millis} old={old} />
    </>
  ) : (
    <span className="quiet">{t('none')}</span>
  );
  const against = (
    <>
      {error ? (
        <span className="pic-error num" title={t('error', { error })}>
          {error}
        </span>
      ) : null}
      {wrong ? <span className="pic-error">{t('wrong')}</span> : null}
      <LagWords lag={lag} />
    </>
  );
  return (
    <td className={old ? 'pic-cell pic-old' : 'pic-cell'}>
      {onOpen ? (
        <button type="button" className="pic-open" onClick={onOpen}>
          {content}
          {against}
          <span className="visually-hidden"> {label}</span>
        </button>
      ) : (
        <div className="pic-open">{content}</div>
      )}
    </td>
  );
}

/** Counting while it lags; how long it took afterwards. */
export function LagWords({ lag }: { lag: Lag | undefined }) {
  const { t } = useWords('picture');
  if (!lag || lag.state === 'right') return null;
  if (lag.state === 'behind') {
    return <span className="pic-behind">{t('behind', { span: span(lag.millis) })}</span>;
  }
  return <span className="pic-took">{t('took', { span: took(lag.millis) })}</span>;
}
