import { conditionSentence } from '../../lib/drill/condition';
import { tPlus } from '../../lib/drill/time';
import { recipientCode } from '../../lib/drill/upcoming';
import { type OrderRow, useOrder, when } from './read';
import { Head } from './Sheet';
import { usePaperWords } from './words';

/** Columns, with the width that each has on the page. */
const COLUMNS = [
  'time',
  'number',
  'to',
  'channel',
  'text',
  'expected',
  'released',
  'acknowledged',
  'done',
] as const;
/** Characters of a text that stand on the page: a reminder of what is to be said, not all of it. */
const TEXT_MAX = 160;

/** The list as a controller carries it: one table, whose head stands on every page. */
export function RunningOrder() {
  const words = usePaperWords();
  const { t } = words;
  const rows = useOrder();
  if (rows.length === 0) return <p className="quiet">{t('order.none')}</p>;
  return (
    <table className="sheet sheet-wide order" aria-label={t('order.title')}>
      <colgroup>
        {COLUMNS.map((column) => (
          <col key={column} className={`order-${column}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <td colSpan={COLUMNS.length}>
            <Head
              title={`${t('order.title')} · ${t('order.rows', { n: rows.length })}`}
              warning={t('secret')}
            />
          </td>
        </tr>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`order.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ row }: { row: OrderRow }) {
  const words = usePaperWords();
  const { t, say } = words;
  const at = when(row);
  const body = words.in(row.body);
  const from = words.in(row.from);
  const bound = row.when.type !== 'time';
  return (
    <tr>
      <td className="num">{Number.isFinite(at) ? tPlus(at) : t('order.bare')}</td>
      <th scope="row">{row.id}</th>
      <td>{row.to.map(recipientCode).join(' ')}</td>
      <td>{row.channel ? say(`common:channel.${row.channel}`) : say(`common:kind.${row.inject_kind}`)}</td>
      <td>
        <b>{words.in(row.title)}</b> {from ? <i>{t('order.from', { who: from })}</i> : null}
        {body ? <div>{short(body)}</div> : null}
        {bound ? (
          <div className="order-when">{t('order.when', { condition: conditionSentence(row.when, say) })}</div>
        ) : null}
      </td>
      <td>{words.in(row.expected_action)}</td>
      <Tick at={releasedAt(row)} status={row.status} />
      <Tick />
      <Tick />
    </tr>
  );
}

function releasedAt(row: OrderRow): number | undefined {
  if (!row.released) return undefined;
  return 'at' in row.released ? row.released.at.exercise : row.released.exercise;
}

/** Something to tick and a time to write; what the record already knows is printed there. */
function Tick({ at, status }: { at?: number | undefined; status?: OrderRow['status'] }) {
  const { t, say } = usePaperWords();
  if (at !== undefined) return <td className="order-tick">■ {tPlus(at)}</td>;
  const ended = status === 'skipped' || status === 'obsolete' || status === 'not_played';
  return <td className="order-tick">{ended ? say(`common:row.${status}`) : t('order.tick')}</td>;
}

function short(text: string): string {
  const letters = [...text];
  return letters.length > TEXT_MAX ? `${letters.slice(0, TEXT_MAX).join('')}…` : text;
}
