import { useId, useState } from 'react';
import { exerciseTime } from '../../../lib/time';
import type { ClaimItem } from '../../../protocol';
import { submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { ClaimChip } from '../../../ui/drill/Ledger';
import { WriteState } from '../WriteState';
import { useWho } from '../words';
import { onItsWay, useGiven, useLedgerWords } from './words';

/** Claims heard, the latest on top. */
export function Claims({ onPromise }: { onPromise: (claim: ClaimItem) => void }) {
  const { t } = useLedgerWords();
  const claims = useItems('claim');
  return (
    <section className="stack" aria-label={t('claims')}>
      {claims.length === 0 ? <p className="quiet empty">{t('none.claims')}</p> : null}
      <ul className="stack">
        {[...claims].reverse().map((claim) => (
          <Claim key={claim.id} claim={claim} onPromise={onPromise} />
        ))}
      </ul>
    </section>
  );
}

function Claim({ claim, onPromise }: { claim: ClaimItem; onPromise: (claim: ClaimItem) => void }) {
  const { t } = useLedgerWords();
  const you = useYou();
  const who = useWho();
  const mayRead = useMay('read_back_claim');
  const mayPromise = useMay('make_commitment');
  const [answering, setAnswering] = useState(false);
  const read = useGiven('read_back_claim', (command) => command.claim === claim.id);
  const answered = useGiven('answer_claim', (command) => command.claim === claim.id);
  const { answered: answer } = claim;
  return (
    <li className="card stack ledger-item">
      <div className="row spread">
        <strong>
          {t('claimNumber', { n: claim.number })}
          {claim.department === you.department ? '' : ` · ${claim.department}`}
        </strong>
        <ClaimChip item={claim} />
      </div>
      <p className="prewrap">{claim.text}</p>
      <p className="small quiet">
        {t('claim.says', { who: claim.from })} ·{' '}
        <span className="num">{exerciseTime(claim.recorded.at.exercise)}</span> {who(claim.recorded.by)}
      </p>
      {answer ? (
        <p className="prewrap ledger-answer">
          <span className="quiet small num">{exerciseTime(answer.at.exercise)}</span> {answer.text}
        </p>
      ) : null}
      <div className="row">
        {claim.read_back || onItsWay(read) ? null : (
          <button
            type="button"
            className="primary"
            disabled={!mayRead.ok}
            onClick={() => submit({ type: 'read_back_claim', claim: claim.id })}
          >
            ◑ {t('claim.readBack')}
          </button>
        )}
        <button type="button" aria-expanded={answering} onClick={() => setAnswering(!answering)}>
          {t(answer ? 'claim.answerAgain' : 'claim.answer')}
        </button>
        <button type="button" disabled={!mayPromise.ok} onClick={() => onPromise(claim)}>
          {t('claim.promise')}
        </button>
      </div>
      {answering ? <AnswerForm claim={claim} onSent={() => setAnswering(false)} /> : null}
      {read && read.state !== 'recorded' ? <WriteState entry={read} /> : null}
      {answered && answered.state !== 'recorded' ? <WriteState entry={answered} /> : null}
    </li>
  );
}

function AnswerForm({ claim, onSent }: { claim: ClaimItem; onSent: () => void }) {
  const { t } = useLedgerWords();
  const id = useId();
  const you = useYou();
  const may = useMay('answer_claim');
  const [text, write, drop] = useDraft(`${you.seat}/claim-answer/${claim.id}`);
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const words = text.trim();
        setWrong(!words);
        if (!words || !may.ok) return;
        submit({ type: 'answer_claim', claim: claim.id, text: words });
        drop();
        onSent();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t('claim.answerText')}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={4000}
          value={text}
          aria-invalid={wrong}
          onChange={(event) => {
            setWrong(false);
            write(event.target.value);
          }}
        />
        {wrong ? <span className="wrong small">{t('claim.noAnswer')}</span> : null}
      </div>
      <button type="submit" className="primary" disabled={!may.ok}>
        {t('claim.send')}
      </button>
    </form>
  );
}
