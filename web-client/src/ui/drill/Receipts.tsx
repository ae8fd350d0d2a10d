import { useEffect, useId, useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime, took, wallTime } from '../../lib/time';
import type { DeliveryItem, Receipt, ReceiptPage, Stamp } from '../../protocol';
import { receiptPage, useExercise } from '../../sync';
import { asProblem, ProblemNote } from '../problem';
import { Scroll } from './Scroll';
import './drill.css';

/** Receipts drawn at once: more can neither be read nor drawn in one stroke. */
export const RECEIPTS_DRAWN = 50;
/** How soon a page in sight is asked for again once the delivery has changed. */
const AGAIN_AFTER_MS = 2_000;

/** Who exactly has it: the single receipts of a delivery, asked for page by page when somebody looks. */
export function Receipts({ delivery, zone }: { delivery: DeliveryItem; zone: string }) {
  const { say } = useWords('record');
  const [on, setOn] = useState(false);
  const id = useId();
  return (
    <div className="drill-receipts">
      <button
        type="button"
        className="drill-act"
        aria-expanded={on}
        aria-controls={id}
        onClick={() => setOn(!on)}
      >
        {say('receipts.show')} <b className="num">{delivery.seats.delivered}</b>
      </button>
      <div id={id}>{on ? <Pages delivery={delivery} zone={zone} /> : null}</div>
    </div>
  );
}

interface Answer {
  from: number;
  page?: ReceiptPage;
  error?: unknown;
}

/**
 * The page from `from` on; asked for again a little after the delivery's counts have changed. Until it
 * is there the page before stays, and with it the button that has the focus.
 */
function usePage(delivery: DeliveryItem, from: number): Answer | undefined {
  const exercise = useExercise()?.id;
  const [answer, setAnswer] = useState<Answer>();
  const { delivered, seen, acknowledged } = delivery.seats;
  const mark = `${delivery.stage} ${delivered} ${seen} ${acknowledged}`;
  const known = answer?.from === from;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark stands for what the receipts say
  useEffect(() => {
    if (!exercise) return;
    let here = true;
    const ask = () =>
      receiptPage(exercise, delivery.id, from).then(
        (page) => here && setAnswer({ from, page }),
        (error: unknown) => here && setAnswer({ from, error }),
      );
    const timer = setTimeout(ask, known ? AGAIN_AFTER_MS : 0);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [exercise, delivery.id, from, mark]);
  return answer;
}

function Pages({ delivery, zone }: { delivery: DeliveryItem; zone: string }) {
  const { say } = useWords('record');
  const [wanted, setFrom] = useState(0);
  const answer = usePage(delivery, wanted);
  if (answer?.error) return <ProblemNote problem={asProblem(answer.error)} />;
  const { from, page } = answer ?? { from: 0 };
  if (!page) return <p role="status">{say('receipts.loading')}</p>;
  const shown = page.receipts.slice(0, RECEIPTS_DRAWN);
  const last = Math.max(0, Math.floor((page.total - 1) / RECEIPTS_DRAWN) * RECEIPTS_DRAWN);
  if (page.total === 0) return <p>{say('receipts.none')}</p>;
  return (
    <>
      {page.total > RECEIPTS_DRAWN ? (
        <nav className="row" aria-label={say('receipts.pages')}>
          <Turn to={0} from={from} on={setFrom} word={say('receipts.first')} />
          <Turn to={from - RECEIPTS_DRAWN} from={from} on={setFrom} word={say('receipts.before')} />
          <span className="num" role="status">
            {say('receipts.of', { from: from + 1, to: from + shown.length, total: page.total })}
          </span>
          <Turn
            to={Math.min(last, from + RECEIPTS_DRAWN)}
            from={from}
            on={setFrom}
            word={say('receipts.after')}
          />
          <Turn to={last} from={from} on={setFrom} word={say('receipts.last')} />
        </nav>
      ) : null}
      <Scroll
        className={`drill-receipt-table${from === wanted ? '' : ' drill-receipts-old'}`}
        label={say('receipts.show')}
      >
        <table className="drill-ladder">
          <caption className="visually-hidden">{say('receipts.show')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('receipts.seat')}</th>
              <th scope="col">{say('receipts.name')}</th>
              <th scope="col">{say('common:stage.delivered')}</th>
              <th scope="col">{say('common:stage.seen')}</th>
              <th scope="col">{say('common:stage.acknowledged')}</th>
              <th scope="col">{say('step.acknowledge')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((receipt) => (
              <Line key={receipt.seat} receipt={receipt} zone={zone} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

interface TurnProps {
  to: number;
  from: number;
  on: (from: number) => void;
  word: string;
}

/** Stays reachable at the ends, so that the focus is never lost while somebody pages. */
function Turn({ to, from, on, word }: TurnProps) {
  const off = to < 0 || to === from;
  return (
    <button
      type="button"
      className="drill-act"
      aria-disabled={off || undefined}
      onClick={() => {
        if (!off) on(to);
      }}
    >
      {word}
    </button>
  );
}

function Line({ receipt, zone }: { receipt: Receipt; zone: string }) {
  const { delivered, seen, acknowledged } = receipt;
  return (
    <tr>
      <th scope="row">{receipt.seat}</th>
      <td>{receipt.name ?? '–'}</td>
      <Moment at={delivered} zone={zone} />
      <Moment at={seen} zone={zone} />
      <Moment at={acknowledged} zone={zone} />
      <td className="num">
        {delivered && acknowledged ? took(acknowledged.exercise - delivered.exercise) : ''}
      </td>
    </tr>
  );
}

function Moment({ at, zone }: { at: Stamp | null; zone: string }) {
  return (
    <td className="num" title={at ? exerciseTime(at.exercise) : undefined}>
      {at ? wallTime(at.wall, zone) : '–'}
    </td>
  );
}
