/** What those who played said: a voice of its own, with its n, once nothing more can come. */
import '../../../i18n/ns/feedback';
import { valueName } from '../../../lib/drill/feedback';
import { useWords } from '../../../lib/drill/useWords';
import { wallTime } from '../../../lib/time';
import type { FeedbackItem, FeedbackResult } from '../../../protocol';
import { useItems, useMay } from '../../../sync';
import { ConfirmButton } from '../../buttons';
import { useAct } from '../act';
import { Fate } from '../Fate';
import { Scroll } from '../Scroll';
import './feedback.css';

/** Below it nothing of an anonymous questionnaire is shown. */
const ANONYMOUS_MIN = 5;

export function FeedbackResults({ zone }: { zone: string }) {
  const { t } = useWords('feedback');
  const item = useItems('feedback')[0];
  if (!item) return null;
  return (
    <section aria-labelledby="feedback-results" className="feedback-results">
      <div className="improve-bar">
        <h3 id="feedback-results">
          {t('results.title')}{' '}
          <span className="quiet num">{t('results.given', { seats: item.seats, given: item.given })}</span>{' '}
          <span className="chip idle">{t(item.anonymous ? 'results.anonymous' : 'results.named')}</span>
        </h3>
        <Closing item={item} zone={zone} />
      </div>
      <p className="quiet">{t('results.about')}</p>
      {item.withheld ? <p>{t(`results.${item.withheld}`)}</p> : <Answers item={item} />}
    </section>
  );
}

function Closing({ item, zone }: { item: FeedbackItem; zone: string }) {
  const { t, say } = useWords('feedback');
  const may = useMay('close_feedback');
  const act = useAct();
  if (item.closed) {
    const at = wallTime(item.closed.at.wall, zone);
    return (
      <span className="quiet small">{t('results.closed', { who: item.closed.by?.seat ?? '', at })}</span>
    );
  }
  if (may.why === 'role') return null;
  const few = item.anonymous && item.given < ANONYMOUS_MIN;
  return (
    <>
      <ConfirmButton
        disabled={!may.ok || act.busy}
        title={may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`)}
        ask={<p>{t(few ? 'results.ask_few' : 'results.ask', { given: item.given })}</p>}
        confirm={t('results.confirm')}
        onConfirm={() => act.give({ type: 'close_feedback' })}
      >
        {t('results.close')}
      </ConfirmButton>
      {act.entry?.state === 'rejected' ? <Fate entry={act.entry} zone={zone} /> : null}
    </>
  );
}

function Answers({ item }: { item: FeedbackItem }) {
  const words = useWords('feedback');
  const { t } = words;
  const counted = item.questions.filter((one) => one.question.form.type !== 'text');
  const written = item.questions.filter((one) => one.texts.length > 0);
  return (
    <>
      {counted.length > 0 ? (
        <Scroll className="improve-scroll" label={t('results.title')}>
          <table className="drill-table improve-table feedback-table">
            <thead>
              <tr>
                <th scope="col">{t('results.question')}</th>
                <th scope="col" className="num">
                  {t('results.n')}
                </th>
                <th scope="col" className="num">
                  {t('results.median')}
                </th>
                <th scope="col">{t('results.answers')}</th>
              </tr>
            </thead>
            <tbody>
              {counted.map((result) => (
                <tr key={result.question.key}>
                  <th scope="row" className="improve-text" data-label={t('results.question')}>
                    {words.in(result.question.text)}
                  </th>
                  <td className="num" data-label={t('results.n')}>
                    {result.n}
                  </td>
                  <td className="num" data-label={t('results.median')}>
                    {result.median ?? '–'}
                  </td>
                  <td data-label={t('results.answers')}>
                    <Spread result={result} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ) : null}
      {written.map((result) => (
        <div key={result.question.key} className="feedback-words">
          <h4>
            {words.in(result.question.text)} <span className="quiet num">n = {result.n}</span>
          </h4>
          <p className="quiet small">{t(item.anonymous ? 'results.words' : 'results.words_named')}</p>
          <ul>
            {result.texts.map(({ seat, text }, place) => {
              const key = `${place} ${seat} ${text}`;
              return (
                <li key={key}>
                  {seat ? <b>{seat} </b> : null}
                  {text}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </>
  );
}

/** A bar for each value beside its number: the number is the value, the bar its look. */
function Spread({ result }: { result: FeedbackResult }) {
  const words = useWords('feedback');
  const most = Math.max(1, ...result.counts.map((one) => one.n));
  return (
    <ul className="feedback-spread">
      {result.counts.map(({ value, n }) => (
        <li key={value}>
          <span>{valueName(result.question, value, words.in)}</span>
          <span className="feedback-track" aria-hidden="true">
            <span style={{ width: `${(100 * n) / most}%` }} />
          </span>
          <span className="num">{n}</span>
        </li>
      ))}
    </ul>
  );
}
